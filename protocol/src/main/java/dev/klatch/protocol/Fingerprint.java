package dev.klatch.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What people and clients know a server by: the SHA-256 of the certificate of its authority (the
/// DER form). `hex` is 64 lower-case digits; people read 16 groups of four, upper case. Two are
/// compared in a time that does not depend on where they differ.
public record Fingerprint(String hex) {
    private static final int DIGITS = 64;
    private static final int GROUP = 4;

    public Fingerprint {
        if (hex.length() != DIGITS || !hex.chars().allMatch(Fingerprint::isDigit)) {
            throw new IllegalArgumentException("no fingerprint");
        }
    }

    /// That of a certificate in its DER form.
    public static Fingerprint of(byte... certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }

    /// Reads what somebody typed or copied: the digits in either case, with or without spaces,
    /// colons and hyphens between them. Null if it is none.
    public static @Nullable Fingerprint parse(String text) {
        String digits = text.replaceAll("[\\s:-]", "").toLowerCase(Locale.ROOT);
        boolean whole = digits.length() == DIGITS && digits.chars().allMatch(Fingerprint::isDigit);
        return whole ? new Fingerprint(digits) : null;
    }

    private static boolean isDigit(int each) {
        return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
    }

    /// The form that people compare: 16 groups of four digits.
    public String groups() {
        StringBuilder groups = new StringBuilder();
        for (int at = 0; at < DIGITS; at += GROUP) {
            groups.append(at == 0 ? "" : " ").append(hex, at, at + GROUP);
        }
        return groups.toString().toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint(String theirs)
                && MessageDigest.isEqual(bytes(hex), bytes(theirs));
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return groups();
    }
}
