package dev.klatch.server.file;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One request's bytes for an upload. What is public may be called from any thread.
public final class Transfer {
    /// How the bytes of a request ended.
    public enum End {
        /// All of them came.
        WHOLE,
        /// They broke off: what came stays, unless a checksum was to be looked at.
        BROKEN,
        /// They were not what they said they are: nothing of them stays.
        WRONG
    }

    /// What happens when a transfer is over: the rest of the upload's own work.
    interface Closing {
        /// The place that it had among all transfers is free.
        void leave();

        /// All bytes that were to come came.
        CompletableFuture<Outcome> ended() throws IOException;
    }

    private record Piece(ByteBuffer bytes, Runnable taken) {}

    private final Upload upload;
    private final Closing closing;
    private final long start;
    private final long most;
    private final @Nullable Checksum checksum;
    private final @Nullable MessageDigest part;
    private final MessageDigest mark;
    private final Queue<Piece> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final CompletableFuture<Refused> cut = new CompletableFuture<>();
    private boolean over;

    /// In the strand of an upload that was begun.
    Transfer(Upload upload, long size, @Nullable Checksum checksum, Closing closing)
            throws IOException {
        upload.begin(this);
        this.upload = upload;
        this.closing = closing;
        this.checksum = checksum;
        this.part = checksum == null ? null : checksum.begin();
        this.start = upload.offset();
        this.most = size - start;
        this.mark = upload.mark();
    }

    /// How many bytes are wanted at most.
    public long most() {
        return most;
    }

    /// Is there when no more bytes are wanted, and says why: another request brings them now, or
    /// they cannot be kept.
    public CompletableFuture<Refused> cutOff() {
        return cut;
    }

    /// The next bytes; `taken` is called when they are needed no more, on a thread of files.
    public void write(ByteBuffer bytes, Runnable taken) {
        waiting.add(new Piece(bytes, taken));
        if (!scheduled.getAndSet(true)) {
            upload.strand().execute(this::writeWaiting);
        }
    }

    private void writeWaiting() {
        scheduled.set(false);
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece = waiting.poll(); piece != null; piece = waiting.poll()) {
            pieces.add(piece);
        }
        try {
            if (!over) {
                if (part != null) {
                    pieces.forEach(piece -> part.update(piece.bytes().duplicate()));
                }
                upload.write(pieces.stream().map(Piece::bytes).toArray(ByteBuffer[]::new));
            }
        } catch (IOException failed) {
            stop(DiskFaults.refused(failed));
        } finally {
            pieces.forEach(piece -> piece.taken().run());
        }
    }

    /// No more bytes come. Once.
    public CompletableFuture<Outcome> end(End how) {
        return upload.strand().ask(() -> ended(how)).thenCompose(each -> each);
    }

    private CompletableFuture<Outcome> ended(End how) throws IOException {
        if (over) {
            return CompletableFuture.completedFuture(new Outcome.Denied(cut.join()));
        }
        boolean unlike = checksum != null && part != null && !checksum.fits(part);
        if (how == End.WRONG || unlike) {
            upload.goBack(start, mark);
        }
        leave();
        return unlike && how == End.WHOLE
                ? CompletableFuture.completedFuture(
                        new Outcome.Denied(Refused.of(0, Refusal.CHECKSUM_MISMATCH)))
                : closing.ended();
    }

    private void leave() throws IOException {
        over = true;
        try {
            upload.end();
        } finally {
            closing.leave();
        }
    }

    /// In the strand: another one brings the bytes from now on.
    void cut() {
        stop(Refused.of(0, Refusal.UPLOAD_TAKEN));
    }

    private void stop(Refused why) {
        if (over) {
            return;
        }
        try {
            if (part != null) {
                upload.goBack(start, mark);
            }
            leave();
        } catch (IOException failed) {
            DiskFaults.note(failed);
        }
        cut.complete(why);
    }
}
