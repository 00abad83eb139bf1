package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationFrame.Join;
import dev.klatch.protocol.ConversationFrame.Leave;
import dev.klatch.protocol.ConversationFrame.OpenDirect;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame.Post;
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
        Sight.Receiver receiver =
                new Sight.Receiver(
                        conversation.id(), conversation.type(), name(conversation, author.id()));
        int reached = reached(conversation, author.id());
        batch.see(new Sight.Done(author.seen(), command, event, receiver, reached));
        if (event instanceof Event.Created && conversation.type() == ConversationType.GROUP) {
            int members = conversation.members().size();
            batch.see(new Sight.GroupMade(author.seen(), receiver, members));
        }
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
            case Post post -> name(post.conversation(), author);
            case Join join -> name(join.conversation(), author);
            case Leave leave -> name(leave.conversation(), author);
            case CreateRoom create -> create.name();
            case OpenDirect open -> open.name();
        };
    }

    private @Nullable String name(ConversationId id, PersonId author) {
        Conversation conversation = rules.conversations().find(id);
        return conversation == null ? null : name(conversation, author);
    }

    void arrived(Batch batch, Person who) {
        batch.see(new Sight.Arrived(who, presence.size()));
    }

    void departed(Batch batch, Person who, Sight.Going going) {
        batch.see(new Sight.Departed(who, going, presence.size()));
    }
}
