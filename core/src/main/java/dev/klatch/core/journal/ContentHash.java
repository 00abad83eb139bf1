package dev.klatch.core.journal;

import java.nio.ByteBuffer;
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

        /// The hash of what a command says.
        public ContentHash of(byte[] content) {
            mac.update(content);
            ByteBuffer bytes = ByteBuffer.wrap(mac.doFinal());
            return new ContentHash(bytes.getLong(), bytes.getLong());
        }
    }
}
