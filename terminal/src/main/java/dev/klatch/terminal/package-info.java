/// The terminal client: interactive on a terminal, scripted when standard input is not one.
@NullMarked
package dev.klatch.terminal;

import org.jspecify.annotations.NullMarked;
