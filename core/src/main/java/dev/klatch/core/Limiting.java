package dev.klatch.core;

/// The pace that people keep: `burst` commands at once, then `perSecond`; just after connecting
/// `afterConnecting` more. A burst of 0 is no pace at all.
public record Limiting(int burst, int perSecond, int afterConnecting) {
    /// As the protocol says.
    public static final Limiting ON = new Limiting(20, 2, 100);

    /// Not at all: for measuring on one machine.
    public static final Limiting OFF = new Limiting(0, 1, 0);

    /// Whether there is a pace.
    public boolean isOn() {
        return burst > 0;
    }

    /// How long it takes until one more command may be sent, in milliseconds.
    public long millisEach() {
        return 1_000 / perSecond;
    }
}
