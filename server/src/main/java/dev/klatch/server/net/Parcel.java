package dev.klatch.server.net;

import dev.klatch.core.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// A part of a batch on its way to the event loops, with the bytes that many are sent, encoded
/// once.
sealed interface Parcel permits Parcel.Single, Run {
    /// The shared bytes; empty where nothing is shared.
    ByteBuf frames();

    /// One outcome.
    record Single(Outcome outcome, ByteBuf frames) implements Parcel {
        static Single unshared(Outcome outcome) {
            return new Single(outcome, Unpooled.EMPTY_BUFFER);
        }
    }
}
