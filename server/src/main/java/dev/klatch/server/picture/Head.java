package dev.klatch.server.picture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a file by their places, through one small window, until as many were read as is
/// agreed. What lies behind the end, or would be too much, reads as -1: whoever reads a file that
/// lies comes to an end. For one thread.
final class Head implements Closeable {
    /// Enough to look at some hundred places of a file.
    static final int FOR_HEADERS = 512 * 1024;

    static final int NOTHING = -1;

    private static final int WINDOW = 1024;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window;
    private long windowStart;
    private long left;

    private Head(FileChannel channel, int window, long most) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.window = ByteBuffer.allocate(window).limit(0);
        this.left = most;
    }

    /// The headers of a file: at most [#FOR_HEADERS] bytes of it.
    ///
    /// @throws IOException if it cannot be read
    static Head headers(Path file) throws IOException {
        return open(file, WINDOW, FOR_HEADERS);
    }

    /// The first bytes of a file.
    ///
    /// @throws IOException if it cannot be read
    static Head first(Path file, int bytes) throws IOException {
        return open(file, bytes, bytes);
    }

    /// All of a file, for those who walk through it once.
    ///
    /// @throws IOException if it cannot be read
    static Head whole(Path file) throws IOException {
        return open(file, 64 * 1024, Long.MAX_VALUE);
    }

    private static Head open(Path file, int window, long most) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new Head(channel, window, most);
        } catch (IOException unreadable) {
            channel.close();
            throw unreadable;
        }
    }

    FileChannel channel() {
        return channel;
    }

    /// The size of the file, in bytes.
    long size() {
        return size;
    }

    /// The byte at this place, 0 to 255, or [#NOTHING].
    int at(long place) throws IOException {
        if (place < windowStart || place >= windowStart + window.limit()) {
            if (place < 0 || place >= size || !load(place)) {
                return NOTHING;
            }
        }
        return window.get((int) (place - windowStart)) & 0xff;
    }

    private boolean load(long place) throws IOException {
        window.clear().limit((int) Math.min(window.capacity(), left));
        windowStart = place;
        while (window.hasRemaining()) {
            int count = channel.read(window, place + window.position());
            if (count <= 0) {
                break;
            }
        }
        window.flip();
        left -= window.limit();
        return window.hasRemaining();
    }

    /// Whether these characters (as Latin-1) stand at this place.
    boolean has(long place, String signature) throws IOException {
        for (int i = 0; i < signature.length(); i++) {
            if (at(place + i) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Four characters (as Latin-1) at this place; what is not there reads as U+FFFF.
    String four(long place) throws IOException {
        char[] letters = new char[4];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (char) at(place + i);
        }
        return new String(letters);
    }

    /// A number of so many bytes, at most seven, the greatest first; or [#NOTHING].
    long number(long place, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int next = at(place + i);
            if (next == NOTHING) {
                return NOTHING;
            }
            value = value << 8 | next;
        }
        return value;
    }

    /// A number of so many bytes, at most seven, the smallest first; or [#NOTHING].
    long turned(long place, int bytes) throws IOException {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            int next = at(place + i);
            if (next == NOTHING) {
                return NOTHING;
            }
            value = value << 8 | next;
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
