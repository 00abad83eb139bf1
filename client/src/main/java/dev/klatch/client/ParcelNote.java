package dev.klatch.client;

import dev.klatch.protocol.FileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is remembered of a parcel on the disk, so that the next start goes on with it: the message
/// and, of each file, where it is, what it was when it was to be sent, and its upload. The lines
/// are those of the outbox.
///
/// @param entry the message, without its files
record ParcelNote(OutboxEntry entry, List<Item> items) {
    ParcelNote {
        items = List.copyOf(items);
    }

    /// A file of it.
    ///
    /// @param sha256 of all of it, null as long as nobody looked
    /// @param file its upload, null as long as there is none
    record Item(Source source, @Nullable String sha256, @Nullable FileId file) {
        Item hashed(String digest) {
            return new Item(source, digest, file);
        }

        Item as(@Nullable FileId upload) {
            return new Item(source, sha256, upload);
        }
    }

    /// The same with another state of this item.
    ParcelNote with(int index, Item item) {
        List<Item> all = new ArrayList<>(items);
        all.set(index, item);
        return new ParcelNote(entry, all);
    }

    String name() {
        return "parcel-" + entry.cid().text();
    }

    /// Writes it down, all of it or nothing.
    void keep(StateFolder folder) throws IOException {
        StringBuilder lines = new StringBuilder(OutboxLine.entry(entry));
        for (Item item : items) {
            Source source = item.source();
            FileId file = item.file();
            lines.append(
                    OutboxLine.seal(
                            "file",
                            source.path().toString(),
                            Long.toString(source.size()),
                            source.modified(),
                            item.sha256() == null ? "" : item.sha256(),
                            file == null ? "" : file.text()));
        }
        StateFolder.replace(folder.note(name()), lines.toString());
    }

    /// Reads one; null if it makes no sense.
    static @Nullable ParcelNote read(Path note) throws IOException {
        List<String> lines = Files.readString(note, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 2
                || !(OutboxLine.parse(lines.getFirst()) instanceof OutboxLine.Kept(var entry))) {
            return null;
        }
        List<Item> items = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = OutboxLine.fields(line);
            if (fields == null || fields.size() < 6) {
                return null;
            }
            Source source =
                    new Source(
                            Path.of(fields.get(1)), Long.parseLong(fields.get(2)), fields.get(3));
            String sha256 = fields.get(4);
            String file = fields.get(5);
            items.add(
                    new Item(
                            source,
                            sha256.isEmpty() ? null : sha256,
                            file.isEmpty() ? null : FileId.parse(file)));
        }
        return new ParcelNote(entry, items);
    }
}
