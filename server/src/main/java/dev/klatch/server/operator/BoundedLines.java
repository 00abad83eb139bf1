package dev.klatch.server.operator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of UTF-8 from a stream, of a bounded length: what is longer ends the reading. Belongs to
/// one thread.
public final class BoundedLines {
    /// The longest line, in bytes.
    public static final int BYTES = 65_536;

    private final InputStream input;

    public BoundedLines(InputStream input) {
        this.input = input;
    }

    /// The next line without its end; nothing at the end of the input.
    ///
    /// @throws IOException if reading fails, or the line is too long
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = input.read();
        while (read >= 0 && read != '\n') {
            if (line.size() == BYTES) {
                throw new IOException("a line of more than " + BYTES + " bytes");
            }
            line.write(read);
            read = input.read();
        }
        boolean ended = read < 0 && line.size() == 0;
        return ended ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }
}
