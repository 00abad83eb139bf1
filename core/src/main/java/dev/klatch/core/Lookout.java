package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.CallFrame;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MemberFrame;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import org.jspecify.annotations.Nullable;

/// Notes what the witness is told of: what was done and refused, who came and went.
final class Lookout {
    private final Rules rules;
    private final Presence presence;

    Lookout(Rules rules, Presence presence) {
        this.rules = rules;
        this.presence = presence;
    }

    void done(Batch batch, Sent sent, Command command, Event event) {
        Conversation conversation = rules.conversations().find(event.conversation());
        if (conversation == null) {
            return;
        }
        StoredPerson author = sent.author();
        Sight.Receiver receiver = receiver(conversation, author.id());
        int reached = reached(conversation, author.id());
        batch.see(new Sight.Done(author.seen(), command, event, receiver, reached));
        if (event instanceof Event.Created && conversation.type() == ConversationType.GROUP) {
            int members = conversation.members().size();
            batch.see(new Sight.GroupMade(author.seen(), receiver, members));
        }
        happened(batch, event);
    }

    /// This event was kept, whoever or whatever caused it.
    void happened(Batch batch, Event event) {
        if (event instanceof Event.Closed closed) {
            Conversation conversation = rules.conversations().find(closed.conversation());
            if (conversation != null) {
                batch.see(new Sight.GroupClosed(receiver(conversation, closed.author())));
            }
        }
    }

    private Sight.Receiver receiver(Conversation conversation, PersonId author) {
        return new Sight.Receiver(
                conversation.id(), conversation.type(), name(conversation, author));
    }

    private String name(Conversation conversation, PersonId reader) {
        StoredPerson other = rules.other(conversation, reader);
        return other == null ? conversation.title() : other.name();
    }

    /// How many others have a connection that takes what happens here; in rooms whether anybody
    /// has, for there are rooms of a thousand.
    private int reached(Conversation conversation, PersonId author) {
        if (conversation.takesAll()) {
            return presence.connected() - (presence.isConnected(author) ? 1 : 0);
        }
        int most = conversation.type() == ConversationType.ROOM ? 1 : Integer.MAX_VALUE;
        return conversation.count(
                most, member -> !member.equals(author) && presence.isConnected(member));
    }

    void refused(Batch batch, Connection from, Command command, String error) {
        StoredPerson author = rules.draft().person(from.person());
        batch.see(
                new Sight.Refused(
                        from.person(),
                        author == null ? null : author.name(),
                        command,
                        receiver(command, from.person()),
                        error));
    }

    private @Nullable String receiver(Command command, PersonId author) {
        return switch (command) {
            case ConversationFrame.CreateRoom create -> create.name();
            case ConversationFrame.CreateGroup create -> create.name();
            case ConversationFrame.OpenDirect open -> open.name();
            default -> {
                ConversationId id = conversation(command);
                Conversation there = id == null ? null : rules.conversations().find(id);
                yield there == null ? null : name(there, author);
            }
        };
    }

    private static @Nullable ConversationId conversation(Command command) {
        return switch (command) {
            case MessageFrame.Post frame -> frame.conversation();
            case MessageFrame.Edit frame -> frame.conversation();
            case MessageFrame.Delete frame -> frame.conversation();
            case MessageFrame.React frame -> frame.conversation();
            case MessageFrame.Pin frame -> frame.conversation();
            case MessageFrame.Forward frame -> frame.conversation();
            case MessageFrame.Play frame -> frame.conversation();
            case CallFrame.StartCall frame -> frame.conversation();
            case ConversationFrame.Join frame -> frame.conversation();
            case ConversationFrame.Leave frame -> frame.conversation();
            case ConversationFrame.ChangeConversation frame -> frame.conversation();
            case MemberFrame.Invite frame -> frame.conversation();
            case MemberFrame.Remove frame -> frame.conversation();
            case MemberFrame.Ban frame -> frame.conversation();
            case MemberFrame.Unban frame -> frame.conversation();
            case MemberFrame.Mute frame -> frame.conversation();
            case MemberFrame.SetStanding frame -> frame.conversation();
            case ConversationFrame.CreateRoom _,
                    ConversationFrame.CreateGroup _,
                    ConversationFrame.OpenDirect _ ->
                    null;
        };
    }

    void arrived(Batch batch, Person who) {
        batch.see(new Sight.Arrived(who, presence.size()));
    }

    void departed(Batch batch, Person who, Sight.Going going) {
        batch.see(new Sight.Departed(who, going, presence.size()));
    }
}
