/// Conversations as the rules see them: head, time and members of now, kept in memory as far as
/// they are in use ([dev.klatch.core.conversation.Conversations]). Belongs to the sequencer's
/// thread.
@NullMarked
package dev.klatch.core.conversation;

import org.jspecify.annotations.NullMarked;
