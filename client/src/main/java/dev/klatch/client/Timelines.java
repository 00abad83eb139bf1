package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Summary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All conversations that a client is in: their summaries and timelines. Belongs to the loop.
final class Timelines {
    private final Map<ConversationId, Timeline> timelines = new HashMap<>();
    private final Map<ConversationId, Summary> summaries = new HashMap<>();

    /// The timeline of this conversation, or null if one is not in it.
    @Nullable Timeline timeline(ConversationId conversation) {
        return timelines.get(conversation);
    }

    /// The same, beginning after `last` if there is none yet.
    Timeline begun(ConversationId conversation, long last) {
        return timelines.computeIfAbsent(conversation, _ -> new Timeline(last));
    }

    /// Takes an entry of the list of conversations. True if it is new or says something new.
    boolean listed(Summary summary) {
        Timeline timeline = begun(summary.conversation(), summary.head());
        Summary before = summaries.put(summary.conversation(), summary);
        return before == null || timeline.differs(summary.head());
    }

    /// Whether events of this conversation are missing, or its past is another one than ours.
    boolean differs(Summary summary) {
        Timeline timeline = timelines.get(summary.conversation());
        return timeline != null && timeline.differs(summary.head());
    }

    /// What is known about this conversation, or null.
    @Nullable Summary summary(ConversationId conversation) {
        return summaries.get(conversation);
    }

    /// The conversation with this title, compared without case; null if one is in none.
    @Nullable Summary titled(String title) {
        String wanted = title.toLowerCase(Locale.ROOT);
        return summaries.values().stream()
                .filter(summary -> summary.with() == null)
                .filter(summary -> summary.title().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /// The ids of all conversations.
    List<ConversationId> all() {
        return List.copyOf(timelines.keySet());
    }

    /// Where we are in this conversation, as `resume` asks for it.
    MessageFrame.Cursor cursor(ConversationId conversation) {
        Timeline timeline = begun(conversation, 0);
        Long time = timeline.lastTime();
        return new MessageFrame.Cursor(conversation, timeline.last(), time);
    }

    /// The newest events of a conversation, at most so many, in order.
    List<Event> newest(ConversationId conversation, int most) {
        Timeline timeline = timelines.get(conversation);
        return timeline == null ? List.of() : timeline.newest(most);
    }

    /// Drops the events of a conversation and begins again after `last`.
    Timeline restart(ConversationId conversation, long last) {
        Timeline fresh = new Timeline(last);
        timelines.put(conversation, fresh);
        return fresh;
    }

    /// One is no longer in this conversation.
    boolean drop(ConversationId conversation) {
        summaries.remove(conversation);
        return timelines.remove(conversation) != null;
    }

    /// The server's history is another one: nothing of ours holds.
    void clear() {
        timelines.clear();
        summaries.clear();
    }

    /// A number that is the same on two clients exactly if the newest `newest` events of every
    /// conversation are the same, in hexadecimal.
    String hash(int newest) {
        MessageDigest digest = sha256();
        List<ConversationId> ids = new ArrayList<>(timelines.keySet());
        ids.sort(Comparator.comparingLong(ConversationId::value));
        for (ConversationId id : ids) {
            Timeline timeline = begun(id, 0);
            digest.update(FrameCodec.encode(id));
            digest.update(FrameCodec.encode(timeline.last()));
            for (Event event : timeline.newest(newest)) {
                digest.update(FrameCodec.encode(event));
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
