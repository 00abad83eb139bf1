package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredMessage;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.StateFrame.MarkRead;
import dev.klatch.protocol.StateFrame.SetState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the devices of one person share. Read marks come often and are worth little each: they are
/// told at once and written together, once a second. Those of threads are rare, and nobody can see
/// from a count of threads which marks it knows: they are written at once.
final class StateRules {
    private static final long WRITE_MILLIS = 1_000;

    private record Key(PersonId person, ConversationId conversation) {}

    private final Rules rules;
    private final Map<Key, Long> dirty = new LinkedHashMap<>();
    private final Map<Key, Long> written = new LinkedHashMap<>();
    private final Map<PersonId, Long> versions = new HashMap<>();
    private long writtenAt = Long.MIN_VALUE / 2;

    StateRules(Rules rules) {
        this.rules = rules;
    }

    void markRead(Batch batch, Connection from, StoredPerson person, MarkRead mark) {
        Conversation conversation = rules.conversations().find(mark.conversation());
        if (conversation == null || !conversation.has(person.id())) {
            refuse(batch, from, Refused.of(mark.ref(), Refusal.UNKNOWN_CONVERSATION));
            return;
        }
        if (mark.seq() > conversation.head()) {
            refuse(
                    batch,
                    from,
                    Refused.of(mark.ref(), Refusal.OUT_OF_RANGE).about("seq", conversation.head()));
            return;
        }
        Long thread = mark.thread();
        if (thread != null && !isThread(conversation, person, thread)) {
            refuse(
                    batch,
                    from,
                    Refused.of(mark.ref(), Refusal.UNKNOWN_MESSAGE).about("thread", null));
            return;
        }
        Key key = new Key(person.id(), conversation.id());
        Long waiting = thread == null ? dirty.get(key) : null;
        long known =
                waiting == null
                        ? rules.draft()
                                .mark(person.id(), conversation.id(), thread == null ? 0 : thread)
                        : waiting;
        if (mark.seq() > known) {
            if (thread == null) {
                dirty.put(key, mark.seq());
            } else {
                batch.keep(new Change.Mark(person.id(), conversation.id(), thread, mark.seq()));
            }
            Answer.Mark now = new Answer.Mark(conversation.id(), thread, mark.seq());
            batch.tell(new Outcome.ToldPerson(person.id(), new Notice.Marked(now, null, null)));
        }
        done(batch, from, mark);
    }

    private boolean isThread(Conversation conversation, StoredPerson person, long root) {
        StoredMessage message = rules.message(conversation, person, root);
        return message != null && message.thread() == 0;
    }

    private static void done(Batch batch, Connection from, Instruction frame) {
        batch.tell(new Outcome.Told(from, new Answer.Done(frame.ref())));
    }

    private static void refuse(Batch batch, Connection from, Refused refused) {
        batch.tell(new Outcome.Told(from, refused));
    }

    /// Writes the marks that came, and tells those who may know.
    void tick(Batch batch) {
        long now = rules.time().steadyMillis();
        if (dirty.isEmpty() || now - writtenAt < WRITE_MILLIS) {
            return;
        }
        writtenAt = now;
        write(batch, new LinkedHashMap<>(dirty));
    }

    /// Somebody opens a connection and will ask how far they have read: what waits is written now.
    void connected(Batch batch, PersonId person) {
        Map<Key, Long> own = new LinkedHashMap<>(dirty);
        own.keySet().removeIf(key -> !key.person().equals(person));
        write(batch, own);
    }

    private void write(Batch batch, Map<Key, Long> marks) {
        Map<ConversationId, List<Notice.SeenMark>> seen = new LinkedHashMap<>();
        marks.forEach((key, seq) -> {
            batch.keep(new Change.Mark(key.person(), key.conversation(), 0, seq));
            written.put(key, seq);
            Conversation conversation = rules.conversations().find(key.conversation());
            if (conversation != null && isSmall(conversation)) {
                seen.computeIfAbsent(key.conversation(), _ -> new ArrayList<>())
                        .add(new Notice.SeenMark(key.person(), seq));
            }
        });
        seen.forEach((conversation, read) ->
                batch.tell(
                        new Outcome.ToldConversation(
                                conversation, new Notice.Seen(conversation, read))));
    }

    private static boolean isSmall(Conversation conversation) {
        return !conversation.takesAll() && conversation.size() <= Limits.SEEN_PEOPLE;
    }

    /// What was written is durable.
    void committed() {
        written.forEach(dirty::remove);
        written.clear();
        versions.clear();
    }

    /// It is not; it waits for the next time.
    void forget() {
        written.clear();
        versions.clear();
    }

    void setState(Batch batch, Connection from, StoredPerson person, SetState set) {
        if (!isKey(person, set.key())) {
            refuse(batch, from, Refused.of(set.ref(), Refusal.WRONG_TYPE).about("key", null));
            return;
        }
        String value = set.value().isEmpty() ? null : set.value();
        boolean more = value != null && rules.draft().state(person.id(), set.key()) == null;
        if (more && rules.draft().stateCount(person.id()) >= Limits.STATES) {
            long limit = Limits.STATES;
            refuse(batch, from, Refused.of(set.ref(), Refusal.TOO_MANY).about("key", limit));
            return;
        }
        long version = version(person.id());
        batch.keep(new Change.SetState(person.id(), set.key(), value, version));
        Answer.State state = new Answer.State(set.key(), set.value(), version);
        batch.tell(new Outcome.ToldPerson(person.id(), new Notice.StateChanged(state)));
        done(batch, from, set);
    }

    private long version(PersonId person) {
        Long last = versions.get(person);
        long next = 1 + (last == null ? rules.draft().stateVersion(person) : last);
        versions.put(person, next);
        return next;
    }

    /// Whether a state may have this name: a word, then what it is about.
    private boolean isKey(StoredPerson person, String key) {
        int colon = key.indexOf(':');
        String word = colon < 0 ? key : key.substring(0, colon);
        String about = colon < 0 ? "" : key.substring(colon + 1);
        return switch (word) {
            case "keywords" -> colon < 0;
            case "favourite", "notifications", "draft" -> isConversation(person, about);
            case "block" -> isPerson(about);
            case "client" -> !about.isEmpty();
            default -> false;
        };
    }

    private boolean isConversation(StoredPerson person, String id) {
        ConversationId known = conversation(id);
        Conversation conversation = known == null ? null : rules.conversations().find(known);
        return conversation != null && conversation.has(person.id());
    }

    private static @Nullable ConversationId conversation(String id) {
        try {
            return ConversationId.parse(id);
        } catch (RuntimeException otherForm) {
            return null;
        }
    }

    private boolean isPerson(String id) {
        try {
            return rules.draft().person(PersonId.parse(id)) != null;
        } catch (RuntimeException otherForm) {
            return false;
        }
    }
}
