/// What client and server may say to each other: frames as records, refusals, close codes, limits,
/// and the codec between records and JSON ([FrameCodec] is the main type). Beside it [Sanitizer],
/// through which both sides pass what others wrote before a terminal sees it. No I/O, no threads,
/// no clock: every class is immutable and safe to use from any thread. The words are those of
/// `docs/protocol.md`.
@NullMarked
package dev.klatch.protocol;

import org.jspecify.annotations.NullMarked;
