package dev.klatch.terminal;

import dev.klatch.client.Identity;
import dev.klatch.client.MessageState;
import dev.klatch.client.OutboxEntry;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The messages that were shown lately, so that an answer can be shown with what it answers, and a
/// verb without a number means the last one. Every method may be called from any thread.
final class Recent {
    private static final int KEPT = 500;

    /// A message as it reads now.
    ///
    /// @param thread the seq of the message that began its thread, null outside of threads
    record Message(long seq, PersonId author, String name, String text, @Nullable Long thread) {}

    private final Map<ConversationId, SequencedMap<Long, Message>> messages = new HashMap<>();
    private final Map<ConversationId, Long> newest = new HashMap<>();

    /// Takes note of what happened.
    synchronized void note(Event event) {
        newest.merge(event.conversation(), event.seq(), Math::max);
        switch (event) {
            case Event.Posted posted -> keep(posted.conversation(), message(posted));
            case Event.Edited edited ->
                    message(edited.conversation(), edited.target())
                            .ifPresent(known -> keep(edited.conversation(), said(known, edited)));
            case Event.Deleted deleted -> of(deleted.conversation()).remove(deleted.target());
            default -> {}
        }
    }

    /// Takes note of an own message, whose event may come a moment later.
    synchronized void sent(Identity me, OutboxEntry entry, MessageState.Sent sent) {
        Long thread = entry.words().thread();
        keep(
                sent.conversation(),
                new Message(sent.seq(), me.person(), me.name(), entry.text(), thread));
    }

    private static Message message(Event.Posted posted) {
        List<Attachment> files = posted.files();
        String text =
                posted.text().isBlank() && files != null
                        ? Wording.file(files.getFirst())
                        : posted.text();
        return new Message(posted.seq(), posted.author(), posted.name(), text, posted.thread());
    }

    private static Message said(Message known, Event.Edited edited) {
        return new Message(
                known.seq(), known.author(), known.name(), edited.text(), known.thread());
    }

    private void keep(ConversationId conversation, Message message) {
        SequencedMap<Long, Message> all = of(conversation);
        if (message.text().isEmpty()) {
            all.remove(message.seq());
        } else {
            all.put(message.seq(), message);
        }
        if (all.size() > KEPT) {
            all.pollFirstEntry();
        }
    }

    private SequencedMap<Long, Message> of(ConversationId conversation) {
        return messages.computeIfAbsent(conversation, _ -> new LinkedHashMap<>());
    }

    /// The message of this number, if it was shown lately.
    synchronized Optional<Message> message(ConversationId conversation, long seq) {
        return Optional.ofNullable(of(conversation).get(seq));
    }

    /// The newest message of which this is true. It is asked without our lock, for it may take the
    /// directory's, under which we are told things.
    Optional<Message> last(ConversationId conversation, Predicate<Message> wanted) {
        return all(conversation).stream()
                .filter(wanted)
                .reduce((one, other) -> one.seq() > other.seq() ? one : other);
    }

    private synchronized List<Message> all(ConversationId conversation) {
        return List.copyOf(of(conversation).values());
    }

    /// The seq of the newest event seen there; 0 if there was none.
    synchronized long newest(ConversationId conversation) {
        return newest.getOrDefault(conversation, 0L);
    }

    /// Forgets all: the server's history is another one.
    synchronized void clear() {
        messages.clear();
        newest.clear();
    }
}
