package dev.klatch.client;

import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A server that keeps files in memory, with a line to it that breaks as often as a test wants:
/// before a request, in the middle of it, or before its answer.
final class FakeFileWire implements FileWire {
    private static final int PIECE = 1_000;

    private static final class Stored {
        private final Wish wish;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Stored(Wish wish) {
            this.wish = wish;
        }
    }

    /// How often it breaks, from 0 to 1.
    double breaks;

    /// Once after a while the server forgets an upload.
    boolean forgets;

    /// What is given out instead of what was stored.
    byte @Nullable [] instead;

    /// Bytes that came in all, again ones too.
    long came;

    /// Bytes that were given out in all.
    long went;

    final List<FileId> ended = new ArrayList<>();
    private final Map<FileId, Stored> files = new HashMap<>();
    private final SplittableRandom random;
    private long next = 1;

    FakeFileWire(long seed) {
        random = new SplittableRandom(seed);
    }

    /// A file that is there.
    synchronized FileId has(byte[] bytes) {
        FileId file = new FileId(next++);
        Wish wish = new Wish(FakeServer.EVERYONE, "a", bytes.length, sha256(bytes));
        Stored stored = new Stored(wish);
        stored.bytes.writeBytes(bytes);
        files.put(file, stored);
        return file;
    }

    synchronized byte[] bytes(FileId file) {
        return stored(file).bytes.toByteArray();
    }

    private Stored stored(FileId file) {
        Stored stored = files.get(file);
        if (stored == null) {
            throw new AssertionError("there is no " + file);
        }
        return stored;
    }

    private void mayBreak() throws IOException {
        if (random.nextDouble() < breaks) {
            throw new IOException("the line broke");
        }
    }

    @Override
    public Answer begin(String token, Wish wish) throws IOException {
        mayBreak();
        FileId file = new FileId(next++);
        files.put(file, new Stored(wish));
        mayBreak();
        return new Answer.Stands(file, 0, null);
    }

    @Override
    public Answer stand(String token, FileId file) throws IOException {
        mayBreak();
        Stored stored = files.get(file);
        if (stored != null && forgets && stored.bytes.size() > 0) {
            forgets = false;
            files.remove(file);
            stored = null;
        }
        return stored == null
                ? new Answer.Denied(Refused.of(0, Refusal.UNKNOWN_FILE))
                : new Answer.Stands(file, stored.bytes.size(), null);
    }

    @Override
    public Answer bring(String token, FileId file, long offset, long length, InputStream bytes)
            throws IOException {
        mayBreak();
        Stored stored = stored(file);
        if (stored.bytes.size() != offset) {
            return new Answer.Denied(Refused.of(0, Refusal.OFFSET_MISMATCH));
        }
        byte[] piece = new byte[PIECE];
        long left = length;
        while (left > 0) {
            int count = bytes.read(piece, 0, (int) Math.min(left, PIECE));
            if (count < 0) {
                throw new IOException("it ends too early");
            }
            stored.bytes.write(piece, 0, count);
            left -= count;
            came += count;
            mayBreak();
        }
        if (stored.bytes.size() < stored.wish.size()) {
            return new Answer.Stands(file, stored.bytes.size(), null);
        }
        String digest = sha256(stored.bytes.toByteArray());
        if (!digest.equals(stored.wish.sha256())) {
            stored.bytes.reset();
            return new Answer.Denied(Refused.of(0, Refusal.CHECKSUM_MISMATCH));
        }
        mayBreak();
        return new Answer.Stands(file, stored.bytes.size(), digest);
    }

    @Override
    public Answer end(String token, FileId file) {
        ended.add(file);
        files.remove(file);
        return new Answer.Ended();
    }

    @Override
    public synchronized @Nullable Refused fetch(
            String token, FileId file, long from, @Nullable String tag, Sink sink)
            throws IOException {
        mayBreak();
        if (!files.containsKey(file)) {
            return Refused.of(0, Refusal.UNKNOWN_FILE);
        }
        byte[] all = bytes(file);
        String known = '"' + sha256(all) + '"';
        byte[] given = instead == null ? all : instead;
        int begin = known.equals(tag) ? (int) from : 0;
        sink.begins(begin, all.length, known);
        for (int at = begin; at < given.length; at += PIECE) {
            int count = Math.min(PIECE, given.length - at);
            sink.next(ByteBuffer.wrap(given, at, count));
            went += count;
            mayBreak();
        }
        return null;
    }

    static String sha256(byte... bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
