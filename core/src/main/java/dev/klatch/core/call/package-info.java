/// How a call goes, from ringing to its end ([dev.klatch.core.call.Call]), without clocks: when
/// something happens is told to it. Values that never change; safe to use from any thread.
@NullMarked
package dev.klatch.core.call;

import org.jspecify.annotations.NullMarked;
