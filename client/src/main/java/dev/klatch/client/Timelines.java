package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Summary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All conversations that a client is in: what is known of each, and its timeline. Belongs to the
/// loop.
final class Timelines {
    private final Map<ConversationId, Stay> stays = new HashMap<>();
    private @Nullable PersonId me;

    /// This is who reads from now on; another one finds nothing here.
    void belongTo(PersonId person) {
        if (me != null && !me.equals(person)) {
            clear();
        }
        me = person;
    }

    /// The stay in this conversation, or null if one is not in it.
    @Nullable Stay stay(ConversationId conversation) {
        return stays.get(conversation);
    }

    /// The timeline of this conversation, or null if one is not in it.
    @Nullable Timeline timeline(ConversationId conversation) {
        Stay stay = stays.get(conversation);
        return stay == null ? null : stay.timeline();
    }

    /// The same, beginning after `last` if there is none yet.
    Timeline begun(ConversationId conversation, long last) {
        return stayed(conversation, last).timeline();
    }

    private Stay stayed(ConversationId conversation, long last) {
        return stays.computeIfAbsent(conversation, id -> new Stay(id, last, me));
    }

    /// Takes an entry of the list of conversations. True if it is new or says something new.
    boolean listed(Summary summary) {
        Stay stay = stayed(summary.conversation(), summary.head());
        boolean known = stay.listed();
        boolean moved = stay.timeline().differs(summary.head());
        stay.listed(summary);
        return !known || moved;
    }

    /// The server is asked for the list now.
    void asked() {
        stays.values().forEach(Stay::asked);
    }

    /// All marks of ours that the server has are here.
    void marksListed() {
        stays.values().forEach(Stay::marksListed);
    }

    /// One has entered a conversation, or asked for one that one is in.
    void entered(Summary summary) {
        stayed(summary.conversation(), summary.head()).entered(summary);
    }

    /// Whether events of this conversation are missing, or its past is another one than ours.
    boolean differs(Summary summary) {
        Timeline timeline = timeline(summary.conversation());
        return timeline != null && timeline.differs(summary.head());
    }

    /// What is known about this conversation as of now, or null.
    @Nullable Summary summary(ConversationId conversation) {
        Stay stay = stays.get(conversation);
        return stay == null ? null : stay.summary();
    }

    /// All conversations whose summary is known, newest activity first.
    List<Summary> summaries() {
        List<Summary> all = new ArrayList<>();
        for (Stay stay : stays.values()) {
            Summary summary = stay.summary();
            if (summary != null) {
                all.add(summary);
            }
        }
        all.sort(Comparator.comparingLong(Summary::time).reversed());
        return List.copyOf(all);
    }

    /// The ids of all conversations.
    List<ConversationId> all() {
        return List.copyOf(stays.keySet());
    }

    /// Where we are in this conversation, as `resume` asks for it.
    MessageFrame.Cursor cursor(ConversationId conversation) {
        Timeline timeline = begun(conversation, 0);
        Long time = timeline.lastTime();
        return new MessageFrame.Cursor(conversation, timeline.last(), time);
    }

    /// The newest events of a conversation, at most so many, in order.
    List<Event> newest(ConversationId conversation, int most) {
        Timeline timeline = timeline(conversation);
        return timeline == null ? List.of() : timeline.newest(most);
    }

    /// Drops the events of a conversation and begins again after `last`.
    Timeline restart(ConversationId conversation, long last) {
        return stayed(conversation, last).restart(last);
    }

    /// One is no longer in this conversation.
    boolean drop(ConversationId conversation) {
        return stays.remove(conversation) != null;
    }

    /// The server's history is another one: nothing of ours holds.
    void clear() {
        stays.clear();
    }

    /// A number that is the same on two clients exactly if the newest `newest` events of every
    /// conversation are the same, in hexadecimal.
    String hash(int newest) {
        return hash(stays.keySet(), newest);
    }

    /// The same of these conversations alone.
    String hash(Collection<ConversationId> conversations, int newest) {
        MessageDigest digest = sha256();
        List<ConversationId> ids = new ArrayList<>(conversations);
        ids.sort(Comparator.comparingLong(ConversationId::value));
        for (ConversationId id : ids) {
            Timeline timeline = begun(id, 0);
            digest.update(FrameCodec.encode(id));
            digest.update(FrameCodec.encode(timeline.last()));
            for (Event event : timeline.newest(newest)) {
                boolean message = event instanceof Event.Posted;
                digest.update(
                        FrameCodec.encode(
                                message ? Folding.impersonal((Event.Posted) event) : event));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
