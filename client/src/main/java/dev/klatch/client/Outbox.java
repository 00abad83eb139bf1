package dev.klatch.client;

import dev.klatch.protocol.CommandId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages that were written and not yet settled, in a file that only grows: a line for each
/// entry, a line for each change of one, a line for each that is settled. When it is opened and has
/// grown large, it is written anew with what still counts.
///
/// An entry is on the disk (`force`) before [#put] returns. That one is settled is not forced: if a
/// power cut takes that line, the entry is sent once more under the same cid, and the server
/// answers what it answered before.
///
/// Each line begins with its own check sum. A line torn by a crash is the last one and is dropped;
/// a damaged line elsewhere is left out, and the whole file is kept beside as `outbox.damaged`.
///
/// Belongs to the client's loop.
final class Outbox implements AutoCloseable {
    private static final long COMPACT_BYTES = 65_536;

    private final FileChannel channel;
    private final Map<CommandId, OutboxEntry> entries;
    private boolean torn;

    private Outbox(FileChannel channel, Map<CommandId, OutboxEntry> entries) {
        this.channel = channel;
        this.entries = entries;
    }

    /// Opens the file, or makes it.
    static Outbox open(Path file) throws IOException {
        Map<CommandId, OutboxEntry> entries = new LinkedHashMap<>();
        boolean whole = Files.exists(file) && read(file, entries);
        if (!whole || Files.size(file) > COMPACT_BYTES) {
            StringBuilder compact = new StringBuilder();
            entries.values().forEach(entry -> compact.append(OutboxLine.entry(entry)));
            StateFolder.replace(file, compact.toString());
        }
        FileChannel channel = StateFolder.openPrivate(file, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new Outbox(channel, entries);
    }

    /// Whether every byte of the file made sense.
    private static boolean read(Path file, Map<CommandId, OutboxEntry> entries) throws IOException {
        String all = Files.readString(file, StandardCharsets.ISO_8859_1);
        int end = all.lastIndexOf('\n') + 1;
        boolean damaged = false;
        for (String bytes : all.substring(0, end).split("\n", -1)) {
            String line =
                    new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            switch (OutboxLine.parse(line)) {
                case OutboxLine.Kept kept -> entries.put(kept.entry().cid(), kept.entry());
                case OutboxLine.Settled settled -> entries.remove(settled.cid());
                case null -> damaged |= !line.isEmpty();
            }
        }
        if (damaged) {
            Path beside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
        }
        return !damaged && end == all.length();
    }

    /// What is not settled, in the order written.
    List<OutboxEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    /// The entry of this name, or null if there is none or it is settled.
    @Nullable OutboxEntry entry(CommandId cid) {
        return entries.get(cid);
    }

    /// Keeps a new entry, or the new form of one in its old place; on the disk when this returns.
    ///
    /// @throws IOException if it is not: then nothing has changed
    void put(OutboxEntry entry) throws IOException {
        append(OutboxLine.entry(entry));
        channel.force(false);
        entries.put(entry.cid(), entry);
    }

    /// The entry is accepted or finally refused; it is not kept any longer.
    void settle(CommandId cid) throws IOException {
        if (entries.remove(cid) != null) {
            append(OutboxLine.settled(cid));
        }
    }

    private void append(String line) throws IOException {
        // What a failed write left behind would swallow the line after it, up to its end.
        String whole = torn ? "\n" + line : line;
        torn = true;
        StateFolder.writeAll(channel, whole);
        torn = false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
