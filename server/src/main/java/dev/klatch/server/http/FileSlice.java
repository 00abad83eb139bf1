package dev.klatch.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/// A part of an open file that is the body of a reply: `length` bytes from `position` on. Whoever
/// sends it closes the file, also if it cannot be sent.
public record FileSlice(FileChannel file, long position, long length) {
    /// Closes the file.
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
