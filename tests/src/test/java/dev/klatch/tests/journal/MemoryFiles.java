package dev.klatch.tests.journal;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.FileFigures;
import dev.klatch.core.journal.FileJournal;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Files in memory.
final class MemoryFiles implements FileJournal {
    private record Shown(FileId file, MessagePlace place) {}

    private final Undo undo;
    private final Map<FileId, StoredFile> files = new LinkedHashMap<>();
    private final List<Shown> shown = new ArrayList<>();

    MemoryFiles(Undo undo) {
        this.undo = undo;
    }

    void apply(Change.OfFile change) {
        switch (change) {
            case Change.AddFile(var file) -> undo.put(files, file.id(), file, "file");
            case Change.FinishFile(var id, var content, long time) -> {
                StoredFile old = files.get(id);
                if (old != null) {
                    undo.replace(files, id, old.finished(content, time));
                }
            }
            case Change.EndFile(var id) -> undo.remove(files, id);
        }
    }

    void happened(Event event) {
        if (event instanceof Event.Posted posted && posted.files() != null) {
            MessagePlace place = new MessagePlace(posted.conversation(), posted.seq());
            posted.files()
                    .forEach(each -> {
                        shown.add(new Shown(each.file(), place));
                        undo.add(shown::removeLast);
                    });
        } else if (event instanceof Event.Deleted deleted) {
            MessagePlace place = new MessagePlace(deleted.conversation(), deleted.target());
            List<Shown> before = List.copyOf(shown);
            shown.removeIf(each -> each.place().equals(place));
            undo.add(() -> {
                shown.clear();
                shown.addAll(before);
            });
        }
    }

    void wipe() {
        shown.clear();
    }

    @Override
    public @Nullable StoredFile file(FileId id) {
        return files.get(id);
    }

    @Override
    public List<MessagePlace> places(FileId id) {
        return shown.stream().filter(each -> each.file().equals(id)).map(Shown::place).toList();
    }

    @Override
    public FileFigures of(PersonId person) {
        return figures(file -> file.owner().equals(person));
    }

    @Override
    public FileFigures in(ConversationId conversation) {
        return figures(file -> file.conversation().equals(conversation));
    }

    @Override
    public FileFigures all() {
        return figures(file -> true);
    }

    private FileFigures figures(Predicate<StoredFile> counts) {
        return files.values().stream()
                .filter(counts)
                .reduce(FileFigures.NONE, FileFigures::plus, (one, other) -> other);
    }
}
