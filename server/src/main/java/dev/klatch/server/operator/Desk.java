package dev.klatch.server.operator;

import java.util.Optional;

/// Where an operator reads and types.
public interface Desk {
    /// Shows one line. What others wrote in it must have been made harmless. From any thread.
    void show(String line);

    /// Asks, and waits for the line that answers; nothing if the input has ended. Only from the
    /// thread that obeys.
    Optional<String> ask(String question);
}
