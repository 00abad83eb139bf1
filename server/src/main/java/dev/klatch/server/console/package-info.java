/// What the operator sees and types: the address with its QR code, hints, and the console on
/// standard input ([dev.klatch.server.console.Console]).
@NullMarked
package dev.klatch.server.console;

import org.jspecify.annotations.NullMarked;
