/// What happened in a run, and whether it was right. A [HistoryRecorder] takes down every command,
/// every outcome and everything that a reader was shown, from any thread; afterwards, in one
/// thread, the [HistoryChecker] holds the [History] against the promises of delivery, the
/// [Invariant]s. It knows nothing of servers, so it is itself tested on made-up histories.
@NullMarked
package dev.klatch.tests.history;

import org.jspecify.annotations.NullMarked;
