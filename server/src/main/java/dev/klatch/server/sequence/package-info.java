/// The thread on which everything gets its order ([dev.klatch.server.sequence.SequencerThread]).
@NullMarked
package dev.klatch.server.sequence;

import org.jspecify.annotations.NullMarked;
