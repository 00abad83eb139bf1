package dev.klatch.client;

import dev.klatch.protocol.Refused;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How far a parcel or a download is. The last one told is [Arrived], [Saved], [Failed] or
/// [Cancelled].
public sealed interface Progress {
    /// So many of all its bytes are where they are to go.
    record Moving(long done, long total) implements Progress {}

    /// It waits for this reason and goes on by itself, from the byte where it was.
    record Waiting(String words) implements Progress {}

    /// All files of a parcel are on the server, and its message is in the outbox: what becomes of
    /// it is told as [ClientEvent.MessageChanged] under the same cid.
    record Arrived() implements Progress {}

    /// A download is on this machine's disk, whole, under this name.
    record Saved(Path file) implements Progress {}

    /// It will never arrive, for this reason; nothing of it is kept.
    record Failed(String words, @Nullable Refused refused) implements Progress {}

    /// Somebody did not want it any more; nothing of it is kept.
    record Cancelled() implements Progress {}

    /// Whether nothing more happens.
    default boolean isOver() {
        return switch (this) {
            case Moving _, Waiting _ -> false;
            case Arrived _, Saved _, Failed _, Cancelled _ -> true;
        };
    }
}
