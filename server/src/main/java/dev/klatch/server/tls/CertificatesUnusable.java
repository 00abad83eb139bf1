package dev.klatch.server.tls;

import org.jspecify.annotations.Nullable;

/// The certificates cannot be used, and why, in words for the operator.
public final class CertificatesUnusable extends Exception {
    private static final long serialVersionUID = 1;

    CertificatesUnusable(String words, @Nullable Throwable cause) {
        super(words, cause);
    }

    /// What the operator is told.
    public String words() {
        return String.valueOf(getMessage());
    }
}
