package dev.klatch.client;

import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What is remembered of a download on the disk, so that the next start goes on with it.
///
/// @param person who asked for it
/// @param tag of the bytes that are there already, null if there are none
record DownloadNote(Download download, PersonId person, @Nullable String tag) {
    DownloadNote tagged(@Nullable String now) {
        return new DownloadNote(download, person, now);
    }

    /// The name of the note of a download: one for each file and folder.
    static String name(Download download) {
        CRC32C folder = new CRC32C();
        folder.update(download.folder().toString().getBytes(StandardCharsets.UTF_8));
        return "download-"
                + download.file().text()
                + String.format(Locale.ROOT, "-%08x", folder.getValue());
    }

    /// Writes it down, all of it or nothing.
    void keep(StateFolder state) throws IOException {
        String line =
                OutboxLine.seal(
                        "download",
                        download.file().text(),
                        download.name(),
                        Long.toString(download.size()),
                        download.folder().toString(),
                        person.text(),
                        tag == null ? "" : tag);
        StateFolder.replace(state.note(name(download)), line);
    }

    /// Reads one; null if it makes no sense.
    static @Nullable DownloadNote read(Path note) throws IOException {
        List<String> lines = Files.readString(note).lines().toList();
        List<String> fields = lines.size() == 1 ? OutboxLine.fields(lines.getFirst()) : null;
        if (fields == null || fields.size() < 7) {
            return null;
        }
        Download download =
                new Download(
                        FileId.parse(fields.get(1)),
                        SafeName.of(fields.get(2)),
                        Long.parseLong(fields.get(3)),
                        Path.of(fields.get(4)));
        String tag = fields.get(6);
        return new DownloadNote(
                download, PersonId.parse(fields.get(5)), tag.isEmpty() ? null : tag);
    }
}
