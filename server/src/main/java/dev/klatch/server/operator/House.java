package dev.klatch.server.operator;

import java.nio.file.Path;

/// What the operator asks of the server's process itself.
public interface House {
    /// Makes a copy of all that is stored, and returns its file. Only on the sequencer's thread;
    /// throws [dev.klatch.core.journal.JournalFailure] if it cannot be made.
    Path backUp();

    /// How many days a copy is kept.
    long backupDays();

    /// How many connections there are.
    int connections();

    /// For how many milliseconds the server has been running.
    long runningMillis();

    /// The link that hands over this invite.
    String invite(String code);

    /// Begins a clean stop, and returns at once.
    void stop();
}
