package dev.klatch.server;

import dev.klatch.core.Limiting;
import dev.klatch.server.net.Transport;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/// What can be set about a server. `address` may have port 0 for a free one; `guestGrace` is how
/// long an absent guest keeps the name.
public record ServerSettings(
        InetSocketAddress address,
        Path data,
        Limiting limiting,
        Transport transport,
        Duration guestGrace) {

    /// How long an absent guest keeps the name unless set otherwise.
    public static final Duration GUEST_GRACE = Duration.ofMinutes(10);

    /// The usual settings for a server at this address with this data folder.
    public static ServerSettings of(InetSocketAddress address, Path data) {
        return new ServerSettings(address, data, Limiting.ON, Transport.preferred(), GUEST_GRACE);
    }

    /// The same without limits of pace; only for loopback.
    public ServerSettings withoutLimits() {
        return new ServerSettings(address, data, Limiting.OFF, transport, guestGrace);
    }
}
