/// The rules of chat, without sockets and files: requests go through the sequencer to a journal in
/// memory, under a clock that only tests move, and what each connection hears is written down
/// ([dev.klatch.tests.rules.Stage] is where all of it happens). One thread.
@NullMarked
package dev.klatch.tests.rules;

import org.jspecify.annotations.NullMarked;
