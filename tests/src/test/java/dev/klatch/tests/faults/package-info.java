/// A real server in a process of its own, real connections, and everything that can go wrong
/// between them. [KlatchProcess] starts and kills the server, [TestDevice] is a client of few lines
/// that writes down what it was told ([dev.klatch.tests.history.HistoryRecorder]), [Scene] is a
/// small world of people and rooms, and what happened is judged by the checker.
///
/// A device reads its connection on a virtual thread of its own; all else happens on the thread of
/// the test.
@NullMarked
package dev.klatch.tests.faults;

import org.jspecify.annotations.NullMarked;
