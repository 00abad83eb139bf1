package dev.klatch.core.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sixteen bytes that stand for what a command said: HMAC-SHA-256 (RFC 2104) under the store's own
/// key, cut. It outlives the text it was made of and tells nothing about it.
public record ContentHash(long high, long low) {
    /// Makes hashes under one key. Belongs to one thread.
    public static final class Maker {
        private final Mac mac;

        public Maker(byte[] key) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("this Java has no HMAC-SHA-256", impossible);
            }
        }

        /// The hash of these parts, kept apart from each other.
        public ContentHash of(String... parts) {
            for (String part : parts) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            ByteBuffer bytes = ByteBuffer.wrap(mac.doFinal());
            return new ContentHash(bytes.getLong(), bytes.getLong());
        }
    }
}
