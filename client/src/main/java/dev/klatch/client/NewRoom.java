package dev.klatch.client;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.Newcomers;
import org.jspecify.annotations.Nullable;

/// A room to be made.
///
/// @param name its name, 1 to 32 characters
/// @param topic what it is about, in a line; null for none
/// @param description the same at length; null for none
/// @param access who may enter; null: whoever wants to
/// @param newcomers what they may read; null: all
/// @param announcement whether only its owners and moderators write; null: no
public record NewRoom(
        String name,
        @Nullable String topic,
        @Nullable String description,
        @Nullable Access access,
        @Nullable Newcomers newcomers,
        @Nullable Boolean announcement) {
    /// A public room.
    public static NewRoom of(String name) {
        return new NewRoom(name, null, null, null, null, null);
    }

    /// The same with a topic.
    public NewRoom about(String ownTopic) {
        return new NewRoom(name, ownTopic, description, access, newcomers, announcement);
    }

    /// The same with a description.
    public NewRoom described(String ownDescription) {
        return new NewRoom(name, topic, ownDescription, access, newcomers, announcement);
    }

    /// The same for those only whom a member invites.
    public NewRoom secluded() {
        return new NewRoom(name, topic, description, Access.PRIVATE, newcomers, announcement);
    }

    /// The same, where newcomers read only what is said while they are in.
    public NewRoom fromJoining() {
        return new NewRoom(name, topic, description, access, Newcomers.FROM_JOINING, announcement);
    }

    /// The same, where only its owners and moderators write.
    public NewRoom announcing() {
        return new NewRoom(name, topic, description, access, newcomers, true);
    }
}
