package dev.klatch.core.permission;

/// What somebody is in a conversation when it is asked what they may do, from the least to the
/// most. In public rooms the server's moderators count as moderators, its admins and owners as
/// owners; elsewhere only their standing as members counts.
public enum Rank {
    OUTSIDER,
    MEMBER,
    MODERATOR,
    OWNER,
    /// More than anybody is.
    NOBODY;

    /// As the documents call it.
    public String words() {
        return this == NOBODY ? "–" : name().toLowerCase(java.util.Locale.ROOT);
    }
}
