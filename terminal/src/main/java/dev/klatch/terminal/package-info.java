/// The terminal client: interactive on a terminal, scripted when standard input is not one. The
/// main type is [ChatCommand].
///
/// Threads: the main thread reads lines; what the server says comes on the loop of
/// [dev.klatch.client.KlatchClient] and is printed from there. [Directory] and the outputs are what
/// both share, and lock themselves.
///
/// Nothing that others wrote reaches the terminal but through [dev.klatch.protocol.Sanitizer].
@NullMarked
package dev.klatch.terminal;

import org.jspecify.annotations.NullMarked;
