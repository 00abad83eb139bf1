package dev.klatch.server.account;

import dev.klatch.protocol.Door;
import dev.klatch.protocol.Sanitizer;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Who stands at the door: from where, and what the device says of itself, made harmless and cut.
public record Visitor(InetAddress from, Door door, String device) {
    private static final int DEVICE_CHARACTERS = 128;

    /// From this address with this header `User-Agent`.
    public static Visitor of(InetAddress from, Door door, @Nullable String userAgent) {
        String said = userAgent == null ? "" : Sanitizer.oneLine(userAgent.strip());
        int length = said.codePointCount(0, said.length());
        int end = said.offsetByCodePoints(0, Math.min(length, DEVICE_CHARACTERS));
        return new Visitor(from, door, said.substring(0, end));
    }
}
