package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.Refusal;

/// What may be said where.
final class MessageRules {
    private final Rules rules;
    private final Happenings happenings;

    MessageRules(Rules rules, Happenings happenings) {
        this.rules = rules;
        this.happenings = happenings;
    }

    void post(Batch batch, Sent sent, Post post) {
        StoredPerson author = sent.author();
        Conversation conversation = rules.conversations().find(post.conversation());
        if (conversation == null || !conversation.has(author.id())) {
            happenings.refuse(batch, sent, post, Refusal.UNKNOWN_CONVERSATION);
            return;
        }
        StoredPerson other = rules.other(conversation, author.id());
        if (other != null && other.closed()) {
            String words = other.name() + " was a guest and has left.";
            happenings.refuse(batch, sent, post, Refusal.GUEST_LEFT, words);
            return;
        }
        long time = rules.eventMillis();
        long seq = conversation.next(time);
        happenings.accept(
                batch,
                sent,
                post,
                new Event.Posted(
                        conversation.id(),
                        seq,
                        time,
                        author.id(),
                        author.name(),
                        post.cid(),
                        post.text()));
    }
}
