/// What the rules of chat need to keep and to find again: [dev.klatch.core.journal.Journal] is the
/// port through which the sequencer writes, [dev.klatch.core.journal.Archive] the one through which
/// everybody else reads. The journal belongs to the sequencer's thread; the archive is called from
/// the readers' threads.
@NullMarked
package dev.klatch.core.journal;

import org.jspecify.annotations.NullMarked;
