package dev.klatch.server.store;

import dev.klatch.protocol.Limits;

/// How far a person has read a conversation and what is newer, as SQL over a row `c` of
/// conversations with [#READ] as `read`: the one place that counts it. The reader is `?1`.
///
/// Unread is a message of others that was not erased and is no answer in a thread; a mention is a
/// message, answers too, that names the reader or calls all. A thread that one follows counts once,
/// if it has newer answers of others.
final class Badges {
    /// Joins the reader's mark `k` to `conversation c`.
    static final String JOINED =
            " LEFT JOIN mark k ON k.person = ?1 AND k.conversation = c.id AND k.thread = 0 ";

    /// Who comes begins with what is said from then on.
    static final String READ =
            "max(coalesce(k.seq, 0), (" + Visibility.FLOOR + ") - 1, " + Visibility.CAME + " - 1)";

    static final String UNREAD =
            "(SELECT count(*) FROM (SELECT 1 FROM event e WHERE e.conversation = c.id"
                    + " AND e.counted > 0 AND e.seq > c.read AND e.author <> ?1 LIMIT "
                    + Limits.COUNTED
                    + "))";

    static final String MENTIONS =
            "(SELECT count(*) FROM (SELECT n.seq FROM mention n JOIN event e"
                    + " ON e.conversation = n.conversation AND e.seq = n.seq"
                    + " WHERE n.person = ?1 AND n.conversation = c.id AND n.seq > c.read"
                    + " AND e.author <> ?1 UNION SELECT e.seq FROM event e"
                    + " WHERE e.conversation = c.id AND e.counted = 2 AND e.seq > c.read"
                    + " AND e.author <> ?1 LIMIT "
                    + Limits.COUNTED
                    + "))";

    static final String THREADS =
            "(SELECT count(*) FROM mark t WHERE t.person = ?1 AND t.conversation = c.id"
                    + " AND t.thread > 0 AND EXISTS (SELECT 1 FROM event e"
                    + " WHERE e.conversation = c.id AND e.thread = t.thread AND e.seq > t.seq"
                    + " AND e.author <> ?1 AND "
                    + EventRows.NOT_ERASED
                    + "))";

    private Badges() {}
}
