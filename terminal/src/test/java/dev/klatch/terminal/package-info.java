/// Tests of the terminal client without a terminal.
@NullMarked
package dev.klatch.terminal;

import org.jspecify.annotations.NullMarked;
