/// What client and server may say: sealed frames as records, refusals, close codes, limits and the
/// codec.
///
/// No I/O and no threads: everything here is a value or a function of its arguments.
@NullMarked
package dev.klatch.protocol;

import org.jspecify.annotations.NullMarked;
