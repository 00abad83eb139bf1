package dev.klatch.server.net;

import dev.klatch.core.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// An outcome on its way to the event loops; `frame` holds the bytes that many are sent, encoded
/// once, and is empty where nothing is shared.
record Parcel(Outcome outcome, ByteBuf frame) {
    static Parcel unshared(Outcome outcome) {
        return new Parcel(outcome, Unpooled.EMPTY_BUFFER);
    }
}
