package dev.klatch.server.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the bytes of one request must come to, as its sender says: the checksum extension of tus.
public final class Checksum {
    /// The algorithms by the names that tus has for them.
    public static final List<String> ALGORITHMS = List.of("sha1", "sha256");

    private final String algorithm;
    private final byte[] expected;

    private Checksum(String algorithm, byte... expected) {
        this.algorithm = algorithm;
        this.expected = expected;
    }

    /// Reads the form of the header `Upload-Checksum`; null if it is none or of an algorithm that
    /// is not known here.
    public static @Nullable Checksum parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2 || !ALGORITHMS.contains(parts[0])) {
            return null;
        }
        try {
            byte[] expected = Base64.getDecoder().decode(parts[1]);
            String algorithm = parts[0].equals("sha1") ? "SHA-1" : "SHA-256";
            boolean fits = expected.length == digest(algorithm).getDigestLength();
            return fits ? new Checksum(algorithm, expected) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /// A fresh digest to compare with.
    MessageDigest begin() {
        return digest(algorithm);
    }

    /// Whether this is what was to come.
    boolean fits(MessageDigest digest) {
        return Arrays.equals(expected, digest.digest());
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no " + algorithm, impossible);
        }
    }
}
