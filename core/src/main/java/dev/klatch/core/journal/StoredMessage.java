package dev.klatch.core.journal;

import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A message as it reads now: the one place where changes are folded into it; the rules, the
/// journals and the archive all come here. `thread` is the first message of the thread that it
/// answers in (0: none), `reactions` who put what under it.
public record StoredMessage(
        long seq,
        PersonId author,
        long time,
        String text,
        long thread,
        List<PersonId> mentions,
        @Nullable Callout callout,
        List<Attachment> files,
        boolean deleted,
        boolean pinned,
        Map<String, Set<PersonId>> reactions) {
    /// As it was said.
    public static StoredMessage of(Event.Posted event) {
        return new StoredMessage(
                event.seq(),
                event.author(),
                event.time(),
                event.text(),
                event.thread() == null ? 0 : event.thread(),
                people(event.mentions()),
                event.callout(),
                event.files() == null ? List.of() : event.files(),
                false,
                false,
                Map.of());
    }

    private static List<PersonId> people(@Nullable List<PersonId> mentions) {
        return mentions == null ? List.of() : mentions;
    }

    /// As it reads after something happened to it.
    public StoredMessage after(Event change) {
        return switch (change) {
            case Event.Edited it -> edited(it);
            case Event.Deleted it -> erased();
            case Event.Reacted it -> reacted(it);
            case Event.Pinned it -> pinned(it);
            default -> this;
        };
    }

    private StoredMessage edited(Event.Edited event) {
        return new StoredMessage(
                seq,
                author,
                time,
                event.text(),
                thread,
                people(event.mentions()),
                callout,
                files,
                deleted,
                pinned,
                reactions);
    }

    /// Nothing of it is left but its place.
    private StoredMessage erased() {
        return new StoredMessage(
                seq, author, time, "", thread, List.of(), null, List.of(), true, false, Map.of());
    }

    private StoredMessage reacted(Event.Reacted event) {
        Map<String, Set<PersonId>> now = new LinkedHashMap<>(reactions);
        Set<PersonId> people = new LinkedHashSet<>(now.getOrDefault(event.reaction(), Set.of()));
        if (event.on()) {
            people.add(event.author());
        } else {
            people.remove(event.author());
        }
        if (people.isEmpty()) {
            now.remove(event.reaction());
        } else {
            now.put(event.reaction(), people);
        }
        return new StoredMessage(
                seq, author, time, text, thread, mentions, callout, files, deleted, pinned, now);
    }

    private StoredMessage pinned(Event.Pinned event) {
        return new StoredMessage(
                seq,
                author,
                time,
                text,
                thread,
                mentions,
                callout,
                files,
                deleted,
                event.on(),
                reactions);
    }
}
