package dev.klatch.core.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a session token, in hexadecimal: what the store keeps instead of the token. A
/// token has 256 random bits, so neither salt nor slowness is needed, and looking the hash up in an
/// index tells nobody anything by its timing.
public record TokenHash(String hex) {
    /// The hash of this token.
    public static TokenHash of(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = digest.digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
