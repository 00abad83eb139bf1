package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Carries the bytes of files between this machine and one server (`docs/protocol.md`, Files). Each
/// method waits for the answer, from any thread; an interrupt ends it. An [IOException] says that
/// nobody answered, or something that is not Klatch: what was done then is found out by [#stand].
public interface FileWire {
    /// What the server says about an upload.
    sealed interface Answer {
        /// So many bytes of it are there. `sha256` is that of all that arrived, in hexadecimal, if
        /// the server says it.
        record Stands(FileId file, long offset, @Nullable String sha256) implements Answer {}

        /// It is not there any more.
        record Ended() implements Answer {}

        /// No.
        record Denied(Refused refused) implements Answer {}
    }

    /// What is to be uploaded.
    ///
    /// @param size in bytes, more than none
    /// @param sha256 of all of it, in hexadecimal; the server refuses anything else in the end
    record Wish(ConversationId conversation, String name, long size, String sha256) {}

    /// Asks for an upload; nothing is sent yet.
    Answer begin(String token, Wish wish) throws IOException, InterruptedException;

    /// Asks how many bytes of it are there.
    Answer stand(String token, FileId file) throws IOException, InterruptedException;

    /// Brings so many bytes, the first of which belongs at `offset`.
    Answer bring(String token, FileId file, long offset, long length, InputStream bytes)
            throws IOException, InterruptedException;

    /// It is not wanted any more.
    Answer end(String token, FileId file) throws IOException, InterruptedException;

    /// Takes what is fetched, on any thread, one call after the other.
    interface Sink {
        /// The bytes that come now begin at this one, the file has so many in all (-1 if it is not
        /// said), and this is the tag of exactly these bytes (null if it has none).
        void begins(long from, long whole, @Nullable String tag) throws IOException;

        /// The next bytes.
        void next(ByteBuffer bytes) throws IOException;
    }

    /// Fetches a file from this byte on, if what is there still has this tag, else all of it.
    /// Returns null when the last byte was taken, else the refusal.
    @Nullable Refused fetch(String token, FileId file, long from, @Nullable String tag, Sink sink)
            throws IOException, InterruptedException;
}
