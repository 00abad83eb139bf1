/// What the server writes down: one folder, one file a day, one JSON object a line.
///
/// [dev.klatch.server.log.ServerLog] is the main type: it takes lines from any thread, never lets
/// one wait, and writes them on a thread of its own. [dev.klatch.server.log.WitnessLog] tells it
/// what the rules decided. [dev.klatch.server.log.PlainLog] sets the logging library up: what it is
/// told goes into the same file, and warnings to standard error as well.
@NullMarked
package dev.klatch.server.log;

import org.jspecify.annotations.NullMarked;
