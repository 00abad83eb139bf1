package dev.klatch.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// A file on this machine that is to be uploaded, as it was when that was asked for.
///
/// @param size in bytes
/// @param modified when it was last written, in the clock of its file system
record Source(Path path, long size, String modified) {
    private static final int PIECE = 65_536;

    /// The file as it is now.
    static Source of(Path path) throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return new Source(path, now.size(), now.lastModifiedTime().toString());
    }

    /// Whether it is still the same.
    boolean isUnchanged() {
        try {
            return equals(of(path));
        } catch (IOException gone) {
            return false;
        }
    }

    /// Its bytes from this one on; where one reads is told to `moved`.
    InputStream from(long offset, LongConsumer moved) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        channel.position(offset);
        InputStream in = Channels.newInputStream(channel);
        return new InputStream() {
            private long at = offset;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int begin, int length) throws IOException {
                // What is added to it meanwhile is not part of it.
                int most = (int) Math.min(length, size - at);
                int count = most <= 0 ? -1 : in.read(into, begin, most);
                at += Math.max(0, count);
                moved.accept(at);
                return count;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    /// SHA-256 of its bytes in hexadecimal.
    static String sha256(Path path) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (channel.read(piece) >= 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                digest.update(piece.flip());
                piece.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
