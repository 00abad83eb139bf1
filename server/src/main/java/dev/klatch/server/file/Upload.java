package dev.klatch.server.file;

import dev.klatch.protocol.FileId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The bytes of one upload on their way to the disk, hashed as they come. All but [#strand] belongs
/// to that strand.
final class Upload {
    private static final int READ = 1 << 18;

    private final FileId id;
    private final FileStore store;
    private final Strand strand;
    private @Nullable FileChannel channel;
    private @Nullable MessageDigest digest;
    private long offset = -1;
    private @Nullable Transfer current;
    private @Nullable CompletableFuture<Outcome> finishing;
    private volatile boolean gone;

    Upload(FileId id, FileStore store, FileThreads threads) {
        this.id = id;
        this.store = store;
        this.strand = new Strand(threads);
    }

    FileId id() {
        return id;
    }

    Strand strand() {
        return strand;
    }

    /// How many bytes are there.
    long offset() throws IOException {
        if (offset < 0) {
            offset = store.offset(id);
        }
        return offset;
    }

    /// Who brings bytes at the moment is stopped: whoever comes later comes because the one before
    /// is lost, whether it has been noticed or not.
    void cut() {
        if (current != null) {
            current.cut();
        }
    }

    /// Whether it is finished or not wanted any more.
    boolean isGone() {
        return gone;
    }

    /// Opens the file for somebody who brings bytes.
    void begin(Transfer transfer) throws IOException {
        cut();
        if (gone) {
            throw new IOException("the upload is gone");
        }
        FileChannel file = store.append(id);
        try {
            long there = file.size();
            if (digest == null || there != offset) {
                digest = digest(file);
            }
            offset = there;
            file.position(offset);
            channel = file;
            current = transfer;
        } finally {
            if (channel == null) {
                file.close();
            }
        }
    }

    /// The SHA-256 of a whole file; more can be added to it.
    static MessageDigest digest(FileChannel file) throws IOException {
        MessageDigest digest = Checksum.digest("SHA-256");
        ByteBuffer buffer = ByteBuffer.allocate(READ);
        long size = file.size();
        for (long position = 0; position < size; ) {
            buffer.clear().limit((int) Math.min(READ, size - position));
            if (file.read(buffer, position) < 0) {
                throw new EOFException("a file became shorter");
            }
            position += buffer.flip().remaining();
            digest.update(buffer);
        }
        return digest;
    }

    /// The state of the hash of all bytes so far, to go back to.
    MessageDigest mark() {
        try {
            return (MessageDigest) open(digest).clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("SHA-256 cannot be cloned", impossible);
        }
    }

    /// Writes these on. If it fails, what could be written is there.
    void write(ByteBuffer... bytes) throws IOException {
        FileChannel file = open(channel);
        MessageDigest whole = open(digest);
        long length = 0;
        for (ByteBuffer each : bytes) {
            length += each.remaining();
            whole.update(each.duplicate());
        }
        boolean done = false;
        try {
            for (long written = 0; written < length; ) {
                written += file.write(bytes);
            }
            done = true;
        } finally {
            offset = done ? offset + length : file.size();
            digest = done ? whole : null;
        }
    }

    private static <T> T open(@Nullable T thing) {
        if (thing == null) {
            throw new IllegalStateException("the upload is not open");
        }
        return thing;
    }

    /// All after this byte is taken back; `mark` is the hash of what is before it.
    void goBack(long to, @Nullable MessageDigest mark) throws IOException {
        if (channel == null) {
            try (FileChannel file = store.append(id)) {
                file.truncate(to);
            }
        } else {
            channel.truncate(to);
        }
        offset = to;
        digest = mark;
    }

    /// Makes durable what is there, and closes the file.
    void end() throws IOException {
        current = null;
        FileChannel file = channel;
        channel = null;
        if (file != null) {
            MessageDigest known = digest;
            // If it fails nobody knows what the disk holds: it is read again.
            digest = null;
            try (file) {
                file.force(false);
            }
            digest = known;
        }
    }

    /// The SHA-256 of all bytes, in hexadecimal.
    String sha256() throws IOException {
        if (digest == null) {
            try (FileChannel file = store.append(id)) {
                digest = digest(file);
            }
        }
        return HexFormat.of().formatHex(mark().digest());
    }

    /// What is being done about the end of this upload, if it has begun.
    @Nullable CompletableFuture<Outcome> finishing() {
        return finishing;
    }

    void finishing(@Nullable CompletableFuture<Outcome> outcome) {
        finishing = outcome;
    }

    /// It is finished or not wanted any more: nothing is written from now on.
    void remove() throws IOException {
        cut();
        gone = true;
        store.removeUpload(id);
    }
}
