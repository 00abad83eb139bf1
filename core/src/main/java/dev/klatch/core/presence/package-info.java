/// Who is connected ([dev.klatch.core.presence.Presence]). None of it is stored: it starts empty
/// and costs only for those who are here. Belongs to the sequencer's thread.
@NullMarked
package dev.klatch.core.presence;

import org.jspecify.annotations.NullMarked;
