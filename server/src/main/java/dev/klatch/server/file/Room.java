package dev.klatch.server.file;

import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much may come at once: transfers of one person and of all, and bytes that the disk has room
/// for. Safe to use from any thread.
final class Room {
    private static final int OF_ONE = 8;
    private static final int IN_ALL = 200;
    private static final int WAIT_MILLIS = 2_000;

    private final FileStore store;
    private final long reserve;
    private final Map<PersonId, Integer> transfers = new HashMap<>();
    private int all;
    private long expected;

    /// `reserve` bytes of the disk are left free.
    Room(FileStore store, long reserve) {
        this.store = store;
        this.reserve = reserve;
    }

    /// Why so many bytes cannot come, or null if there is room.
    @Nullable Refused refusal(long bytes) throws IOException {
        long left = store.free() - reserve - expected();
        return bytes <= left ? null : full(left);
    }

    private synchronized long expected() {
        return expected;
    }

    private static Refused full(long left) {
        long mebibytes = Math.max(0, left) >> 20;
        return Refused.of(
                        0,
                        Refusal.STORAGE_FULL,
                        "The server's disk has room for " + mebibytes + " MiB of files.")
                .about("size", Math.max(0, left));
    }

    /// A transfer of this person begins, and so many bytes are to come; refused if too many are
    /// under way or there is no room. If not, [#leave] must follow.
    @Nullable Refused enter(PersonId person, long bytes) throws IOException {
        Refused refused = refusal(bytes);
        return refused == null ? count(person, bytes) : refused;
    }

    private synchronized @Nullable Refused count(PersonId person, long bytes) {
        if (all >= IN_ALL || transfers.getOrDefault(person, 0) >= OF_ONE) {
            String words = "Too many files are on their way. Wait until one of them is there.";
            return Refused.of(0, Refusal.BUSY, words).after(WAIT_MILLIS);
        }
        all++;
        expected += bytes;
        transfers.merge(person, 1, Integer::sum);
        return null;
    }

    /// A transfer that entered with this is over.
    synchronized void leave(PersonId person, long bytes) {
        all--;
        expected -= bytes;
        transfers.computeIfPresent(person, (same, here) -> here == 1 ? null : here - 1);
    }
}
