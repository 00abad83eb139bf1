package dev.klatch.core.time;

/// The two clocks. Both may be called from any thread.
public interface Time {
    /// The wall clock, in milliseconds since 1970. It may jump; only for show.
    long wallMillis();

    /// A clock that only goes forward, in milliseconds since an arbitrary moment; for waiting.
    long steadyMillis();
}
