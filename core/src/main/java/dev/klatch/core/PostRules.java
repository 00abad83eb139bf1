package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.Rank;
import dev.klatch.core.permission.Verb;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame.Forward;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What may be said where, by whom and how often.
final class PostRules {
    private final Rules rules;
    private final Happenings happenings;
    private final Presence presence;
    private final Mentions mentions;
    private final FileRules files;

    PostRules(
            Rules rules,
            Happenings happenings,
            Presence presence,
            Mentions mentions,
            FileRules files) {
        this.rules = rules;
        this.happenings = happenings;
        this.presence = presence;
        this.mentions = mentions;
        this.files = files;
    }

    /// What somebody says, however they came to say it.
    private record Saying(
            String text,
            @Nullable Long reply,
            @Nullable Long thread,
            Mentions.Named named,
            Event.@Nullable Forwarded forwarded,
            List<Attachment> files) {}

    void post(Batch batch, Sent sent, Post post) {
        Conversation conversation = writable(batch, sent, post, post.conversation());
        if (conversation == null || !answersRightly(batch, sent, post, conversation)) {
            return;
        }
        List<Attachment> attachments = files.attachments(batch, sent, post);
        if (attachments == null) {
            return;
        }
        Mentions.Named named = named(conversation, post);
        if (callsTooMany(conversation, sent.author(), named.callout())) {
            if (post.callout() != null) {
                happenings.refuse(batch, sent, post, Refusal.CALLOUT_REFUSED);
                return;
            }
            named = new Mentions.Named(named.people(), null);
        }
        Saying saying =
                new Saying(post.text(), post.reply(), post.thread(), named, null, attachments);
        say(batch, sent, post, conversation, saying);
    }

    /// The conversation, if the sender may say something there now.
    private @Nullable Conversation writable(
            Batch batch, Sent sent, Command command, ConversationId id) {
        Conversation conversation = happenings.find(batch, sent, command, Verb.POST, id);
        if (conversation == null
                || (conversation.traits().announcement()
                        && !happenings.allowed(
                                batch, sent, command, Verb.POST_WHERE_ANNOUNCED, conversation))
                || !otherTakesIt(batch, sent, command, conversation)
                || !slowEnough(batch, sent, command, conversation)) {
            return null;
        }
        return conversation;
    }

    private boolean otherTakesIt(
            Batch batch, Sent sent, Command command, Conversation conversation) {
        StoredPerson other = rules.other(conversation, sent.author().id());
        if (other == null) {
            return true;
        }
        if (other.closed()) {
            happenings.refuse(batch, sent, command, Refusal.GUEST_LEFT, Rules.goneWords(other));
            return false;
        }
        if (rules.blocks(other.id(), sent.author().id())) {
            happenings.refuse(batch, sent, command, Refusal.BLOCKED);
            return false;
        }
        return true;
    }

    private boolean slowEnough(Batch batch, Sent sent, Command command, Conversation conversation) {
        long slowMillis = conversation.traits().slow() * 1_000;
        if (slowMillis == 0 || Permissions.rank(sent.author(), conversation) != Rank.MEMBER) {
            return true;
        }
        long now = rules.time().steadyMillis();
        long wait = conversation.lastPost(sent.author().id()) + slowMillis - now;
        if (wait > 0) {
            happenings.slowDown(
                    batch,
                    sent,
                    command,
                    "This room is slow: one message in "
                            + conversation.traits().slow()
                            + " seconds.",
                    wait);
            return false;
        }
        return true;
    }

    /// Whether what this answers is a message that the sender can see.
    private boolean answersRightly(Batch batch, Sent sent, Post post, Conversation conversation) {
        Long reply = post.reply();
        Long thread = post.thread();
        if (reply != null && rules.message(conversation, sent.author(), reply) == null) {
            happenings.refuseField(batch, sent, post, Refusal.UNKNOWN_MESSAGE, "reply");
            return false;
        }
        if (thread != null) {
            StoredMessage root = rules.message(conversation, sent.author(), thread);
            if (root == null || root.thread() != 0) {
                happenings.refuseField(batch, sent, post, Refusal.UNKNOWN_MESSAGE, "thread");
                return false;
            }
        }
        return true;
    }

    private Mentions.Named named(Conversation conversation, Post post) {
        List<PersonId> people = post.mentions();
        if (people == null) {
            Mentions.Named found = mentions.in(conversation, post.text());
            return post.callout() == null
                    ? found
                    : new Mentions.Named(found.people(), post.callout());
        }
        return new Mentions.Named(mentions.members(conversation, people), post.callout());
    }

    private boolean callsTooMany(
            Conversation conversation, StoredPerson author, @Nullable Callout callout) {
        int size = conversation.takesAll() ? presence.size() : conversation.size();
        return callout != null
                && size > Limits.CALLOUT_PEOPLE
                && Permissions.refusal(
                                Verb.CALL_A_LARGE_ROOM,
                                author,
                                conversation,
                                rules.time().wallMillis())
                        != null;
    }

    private void say(
            Batch batch, Sent sent, Command command, Conversation conversation, Saying saying) {
        StoredPerson author = sent.author();
        long time = rules.eventMillis();
        long seq = conversation.next(time);
        List<PersonId> named = saying.named().people();
        Event.Posted posted =
                new Event.Posted(
                        conversation.id(),
                        seq,
                        time,
                        author.id(),
                        author.name(),
                        command.cid(),
                        saying.text(),
                        saying.reply(),
                        saying.thread(),
                        named.isEmpty() ? null : named,
                        saying.named().callout(),
                        saying.forwarded(),
                        saying.files().isEmpty() ? null : saying.files(),
                        null);
        conversation.posts(author.id(), rules.time().steadyMillis());
        if (saying.thread() != null) {
            follow(batch, conversation.id(), saying.thread(), posted);
        }
        happenings.accept(batch, sent, command, posted, away(conversation, author.id()));
    }

    /// Who answers in a thread follows it from there on, and so does who began it.
    private void follow(Batch batch, ConversationId conversation, long root, Event.Posted answer) {
        batch.keep(new Change.Mark(answer.author(), conversation, root, answer.seq()));
        StoredMessage first = Objects.requireNonNull(rules.draft().message(conversation, root));
        if (!first.author().equals(answer.author())) {
            batch.keep(new Change.Mark(first.author(), conversation, root, root));
        }
    }

    /// The other one of two, if away.
    private List<Person> away(Conversation conversation, PersonId author) {
        StoredPerson other = rules.other(conversation, author);
        return other == null || presence.isOnline(other.id()) ? List.of() : List.of(other.seen());
    }

    void forward(Batch batch, Sent sent, Forward forward) {
        ConversationId from = forward.source().conversation();
        Conversation source = happenings.find(batch, sent, forward, Verb.READ, from);
        if (source == null) {
            return;
        }
        StoredMessage message = rules.message(source, sent.author(), forward.source().seq());
        if (message == null) {
            happenings.refuseField(batch, sent, forward, Refusal.UNKNOWN_MESSAGE, "source");
            return;
        }
        Conversation target = writable(batch, sent, forward, forward.conversation());
        if (target == null) {
            return;
        }
        StoredPerson author = Objects.requireNonNull(rules.draft().person(message.author()));
        Event.Forwarded forwarded =
                new Event.Forwarded(
                        source.id(), message.seq(), author.id(), author.name(), message.time());
        Mentions.Named nobody = new Mentions.Named(List.of(), null);
        say(
                batch,
                sent,
                forward,
                target,
                new Saying(message.text(), null, null, nobody, forwarded, message.files()));
    }
}
