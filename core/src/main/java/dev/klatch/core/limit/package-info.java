/// How fast one may act: [dev.klatch.core.limit.Pace] for each person, on the sequencer's thread,
/// and the [dev.klatch.core.limit.TokenBucket] it is made of, on the thread of its owner.
@NullMarked
package dev.klatch.core.limit;

import org.jspecify.annotations.NullMarked;
