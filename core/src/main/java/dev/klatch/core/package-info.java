/// The rules of chat: people, conversations, events and permissions.
///
/// No sockets, files, SQL, threads or clocks of its own: time and randomness are arguments. All of
/// it runs on the one sequencer thread.
@NullMarked
package dev.klatch.core;

import org.jspecify.annotations.NullMarked;
