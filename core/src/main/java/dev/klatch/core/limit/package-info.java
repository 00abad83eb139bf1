/// How fast one person may act ([dev.klatch.core.limit.Pace]). Belongs to the sequencer's thread.
@NullMarked
package dev.klatch.core.limit;

import org.jspecify.annotations.NullMarked;
