package dev.klatch.core;

import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import org.jspecify.annotations.Nullable;

/// Something worth a line in the server's log.
public sealed interface Sight {
    /// A command was done. `reached` is how many other people had a connection that took the event
    /// at the commit; in rooms no more than one is counted, but for the one that all are in.
    record Done(Person who, Command command, Event event, Receiver receiver, int reached)
            implements Sight {}

    /// A command was refused with the error of this name. `who` is null if the one who sent it
    /// could not be looked up, `receiver` if nobody knows for whom it was.
    record Refused(
            PersonId person,
            @Nullable String who,
            Command command,
            @Nullable String receiver,
            String error)
            implements Sight {}

    /// Somebody came online; `online` people are now.
    record Arrived(Person who, int online) implements Sight {}

    /// Somebody went offline, or left for good.
    record Departed(Person who, Going going, int online) implements Sight {}

    /// How somebody went.
    enum Going {
        /// They may come back.
        OFFLINE,
        /// A guest whose name is free now.
        FOR_GOOD
    }

    /// A group was made, with so many members.
    record GroupMade(Person who, Receiver group, int members) implements Sight {}

    /// A group has ended: only one was left in it.
    record GroupClosed(Receiver group) implements Sight {}

    /// The operator deleted all that was said; the store has another epoch.
    record Wiped() implements Sight {}

    /// Where a command goes: the title of a room or a group, or the name of the other person.
    record Receiver(ConversationId conversation, ConversationType type, String name) {}
}
