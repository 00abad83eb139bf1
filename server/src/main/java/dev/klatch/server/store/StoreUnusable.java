package dev.klatch.server.store;

import java.util.Objects;

/// The data folder cannot be used; the message says why in words for the operator.
public final class StoreUnusable extends Exception {
    private static final long serialVersionUID = 1L;

    public StoreUnusable(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnusable(String message) {
        super(message);
    }

    /// What the operator is told.
    public String words() {
        return Objects.requireNonNull(getMessage());
    }
}
