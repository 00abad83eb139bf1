/// How fast one may act: [dev.klatch.core.limit.Pace] for each person, on the sequencer's thread;
/// [dev.klatch.core.limit.Limiter] for all that is tried by many, on any thread; and the
/// [dev.klatch.core.limit.TokenBucket] they are made of, on the thread of its owner.
@NullMarked
package dev.klatch.core.limit;

import org.jspecify.annotations.NullMarked;
