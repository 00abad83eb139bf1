package dev.klatch.server.picture;

import dev.klatch.server.disk.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// What is kept of a file, in its order, and what is put between: planned first and copied then, so
/// that a file of any size takes the memory of its cuts alone. For one thread.
final class Cuts {
    /// More than any picture has; a file that is made of such pieces is left alone.
    private static final int MOST = 50_000;

    private final List<Piece> pieces = new ArrayList<>();

    private sealed interface Piece {
        /// Bytes of the file, from the first place to before the last.
        record Kept(long from, long to) implements Piece {}

        /// Bytes that were not there, as characters of Latin-1.
        record Put(String bytes) implements Piece {}
    }

    void keep(long from, long to) {
        if (to <= from) {
            return;
        }
        if (!pieces.isEmpty()
                && pieces.getLast() instanceof Piece.Kept before
                && before.to() == from) {
            pieces.set(pieces.size() - 1, new Piece.Kept(before.from(), to));
        } else {
            pieces.add(new Piece.Kept(from, to));
        }
    }

    void put(String bytes) {
        if (bytes.isEmpty()) {
            return;
        }
        pieces.add(new Piece.Put(bytes));
    }

    boolean areTooMany() {
        return pieces.size() > MOST;
    }

    /// Whether all of a file of this size is kept as it is.
    boolean keepAll(long size) {
        return pieces.equals(List.of(new Piece.Kept(0, size)));
    }

    /// How many bytes the new file has.
    long length() {
        long length = 0;
        for (Piece piece : pieces) {
            length +=
                    switch (piece) {
                        case Piece.Kept kept -> kept.to() - kept.from();
                        case Piece.Put put -> put.bytes().length();
                    };
        }
        return length;
    }

    /// Writes what is kept into a new file, durably. If that fails, there is none.
    ///
    /// @throws IOException if it cannot be written
    void write(FileChannel from, Path to) throws IOException {
        Files.deleteIfExists(to);
        OwnerOnly.makeFile(to);
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            for (Piece piece : pieces) {
                switch (piece) {
                    case Piece.Kept kept -> copy(from, kept, channel);
                    case Piece.Put put -> write(channel, put);
                }
            }
            channel.force(true);
        } catch (IOException unwritten) {
            Files.deleteIfExists(to);
            throw unwritten;
        }
    }

    private static void copy(FileChannel from, Piece.Kept kept, FileChannel to) throws IOException {
        long place = kept.from();
        while (place < kept.to()) {
            long count = from.transferTo(place, kept.to() - place, to);
            if (count <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
            place += count;
        }
    }

    private static void write(FileChannel to, Piece.Put put) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(put.bytes().getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }
}
