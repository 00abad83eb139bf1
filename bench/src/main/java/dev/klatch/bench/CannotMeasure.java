package dev.klatch.bench;

/// A measurement that cannot be made; the message says why, in a sentence for people.
final class CannotMeasure extends Exception {
    private static final long serialVersionUID = 1L;

    CannotMeasure(String message) {
        super(message);
    }

    CannotMeasure(String message, Throwable cause) {
        super(message, cause);
    }
}
