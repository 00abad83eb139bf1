package dev.klatch.core.journal;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The part of a [Draft] that is about files. What the batch has ended is there as an empty value.
/// Belongs to the sequencer's thread.
public final class FileDraft {
    private final Journal journal;
    private final Map<FileId, Optional<StoredFile>> files = new LinkedHashMap<>();
    private final Map<FileId, List<MessagePlace>> shown = new HashMap<>();
    private final Set<MessagePlace> erased = new HashSet<>();

    FileDraft(Journal journal) {
        this.journal = journal;
    }

    void keep(Change.OfFile change) {
        switch (change) {
            case Change.AddFile(var file) -> files.put(file.id(), Optional.of(file));
            case Change.FinishFile(var id, var content, long time) -> {
                StoredFile file = file(id);
                if (file != null) {
                    files.put(id, Optional.of(file.finished(content, time)));
                }
            }
            case Change.EndFile(var id) -> files.put(id, Optional.empty());
        }
    }

    void posted(Event.Posted posted) {
        if (posted.files() != null) {
            MessagePlace place = new MessagePlace(posted.conversation(), posted.seq());
            posted.files()
                    .forEach(file ->
                            shown.computeIfAbsent(file.file(), first -> new ArrayList<>())
                                    .add(place));
        }
    }

    void deleted(Event.Deleted deleted) {
        erased.add(new MessagePlace(deleted.conversation(), deleted.target()));
    }

    void clear() {
        files.clear();
        shown.clear();
        erased.clear();
    }

    /// See [FileJournal#file].
    public @Nullable StoredFile file(FileId id) {
        Optional<StoredFile> recent = files.get(id);
        return recent == null ? journal.files().file(id) : recent.orElse(null);
    }

    /// See [FileJournal#places].
    public List<MessagePlace> places(FileId id) {
        List<MessagePlace> places = new ArrayList<>(journal.files().places(id));
        places.addAll(shown.getOrDefault(id, List.of()));
        places.removeAll(erased);
        return places;
    }

    /// See [FileJournal#of].
    public FileFigures of(PersonId person) {
        return with(journal.files().of(person), file -> file.owner().equals(person));
    }

    /// See [FileJournal#in].
    public FileFigures in(ConversationId conversation) {
        return with(
                journal.files().in(conversation), file -> file.conversation().equals(conversation));
    }

    /// See [FileJournal#all].
    public FileFigures all() {
        return with(journal.files().all(), file -> true);
    }

    private FileFigures with(FileFigures stored, Predicate<StoredFile> counts) {
        FileFigures now = stored;
        for (Map.Entry<FileId, Optional<StoredFile>> recent : files.entrySet()) {
            StoredFile before = journal.files().file(recent.getKey());
            if (before != null && counts.test(before)) {
                now = now.minus(before);
            }
            if (recent.getValue().isPresent() && counts.test(recent.getValue().get())) {
                now = now.plus(recent.getValue().get());
            }
        }
        return now;
    }
}
