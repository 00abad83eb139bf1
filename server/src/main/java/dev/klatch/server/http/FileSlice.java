package dev.klatch.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// A part of an open file that is the body of a reply: `length` bytes from `position` on. Whoever
/// sends it closes the file, also if it cannot be sent.
public record FileSlice(FileChannel file, long position, long length, Ending ending) {
    /// Hears how it went.
    @FunctionalInterface
    public interface Ending {
        /// All of it was sent, or not, for this reason.
        void ended(@Nullable Throwable failed);
    }

    /// One of which nobody wants to hear.
    public FileSlice(FileChannel file, long position, long length) {
        this(file, position, length, _ -> {});
    }

    /// Closes the file and tells how it went.
    public void ended(@Nullable Throwable failed) {
        close();
        ending.ended(failed);
    }

    /// Closes the file.
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
