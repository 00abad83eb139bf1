package dev.klatch.core.journal;

import dev.klatch.protocol.Refusal;
import org.jspecify.annotations.Nullable;

/// The store did not do what it was asked; nothing of that was kept.
public final class JournalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /// `refusal` is what the people concerned are told.
    public JournalFailure(Refusal refusal, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /// What the people concerned are told.
    public Refusal refusal() {
        return refusal;
    }
}
