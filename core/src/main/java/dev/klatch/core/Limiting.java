package dev.klatch.core;

/// The pace that people keep: `burst` commands at once, then `perSecond`; just after connecting
/// `afterConnecting` more. In an hour a person may write to `strangersPerHour` people for the first
/// time or bring them into something; `joinsAtOnce` people may enter a room at once, and one a
/// second after that. A burst of 0 is no pace at all.
public record Limiting(
        int burst, int perSecond, int afterConnecting, int strangersPerHour, int joinsAtOnce) {
    /// As the protocol says.
    public static final Limiting ON = new Limiting(20, 2, 100, 60, 100);

    /// Not at all: for measuring on one machine.
    public static final Limiting OFF = new Limiting(0, 1, 0, 1, 1);

    /// Whether there is a pace.
    public boolean isOn() {
        return burst > 0;
    }

    /// How long it takes until one more command may be sent, in milliseconds.
    public long millisEach() {
        return 1_000 / perSecond;
    }
}
