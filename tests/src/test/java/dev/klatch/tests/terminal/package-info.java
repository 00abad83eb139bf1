/// The terminal client as people and scripts meet it: a real server, real processes, a real
/// pseudo-terminal (tmux).
@NullMarked
package dev.klatch.tests.terminal;

import org.jspecify.annotations.NullMarked;
