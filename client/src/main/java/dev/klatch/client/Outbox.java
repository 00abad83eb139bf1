package dev.klatch.client;

import dev.klatch.protocol.CommandId;
import java.io.IOException;
import java.nio.ByteBuffer;
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
/// entry, a line for each change of one, a line for each that is settled. It is made small again
/// when it is opened.
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
        if (Files.exists(file)) {
            read(file, entries);
        }
        StringBuilder compact = new StringBuilder();
        entries.values().forEach(entry -> compact.append(OutboxLine.entry(entry)));
        StateFolder.replace(file, compact.toString().getBytes(StandardCharsets.UTF_8));
        FileChannel channel = StateFolder.openPrivate(file, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new Outbox(channel, entries);
    }

    private static void read(Path file, Map<CommandId, OutboxEntry> entries) throws IOException {
        String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        boolean damaged = false;
        int from = 0;
        while (from < all.length()) {
            int end = all.indexOf('\n', from);
            if (end < 0) {
                break;
            }
            OutboxLine line = OutboxLine.parse(all.substring(from, end));
            switch (line) {
                case OutboxLine.Kept kept -> entries.put(kept.entry().cid(), kept.entry());
                case OutboxLine.Settled settled -> entries.remove(settled.cid());
                case null -> damaged = true;
            }
            from = end + 1;
        }
        if (damaged) {
            Path beside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
        }
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
        ByteBuffer buffer = ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        torn = false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
