/// Time as the rules of chat see it: given from outside, so that a test can turn it
/// ([dev.klatch.core.time.Time]). Belongs to the sequencer's thread.
@NullMarked
package dev.klatch.core.time;

import org.jspecify.annotations.NullMarked;
