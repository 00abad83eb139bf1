package dev.klatch.server.net;

import dev.klatch.protocol.Door;
import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.setting.OnOff;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides through which door a request comes. What is encrypted comes through the secure one, what
/// comes from this machine through its own, and what comes from a private network through the basic
/// one if there is that; from anywhere else nobody comes without encryption.
///
/// A proxy in front of the server says for whom it asks: `X-Forwarded-For`, of which the right-most
/// address counts that is not a proxy itself, and `X-Forwarded-Proto`. Only those that the operator
/// listed are believed; from all others these are headers like any other. (The header `Forwarded`
/// of RFC 7239 is not read.) On this machine whoever says such things is a proxy for sure, and what
/// they ask for others must not be taken for this machine's own: they are refused until they are
/// listed. Safe to use from any thread.
final class Doors {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";

    /// What proxies say of those for whom they ask.
    private static final List<String> SIGNS = List.of(FOR, "Forwarded", "X-Real-IP", PROTO);

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final AtomicBoolean warned = new AtomicBoolean();
    private final OnOff plain;
    private final List<AddressBlock> proxies;

    /// `plain` says whether there is a basic door.
    Doors(OnOff plain, List<AddressBlock> proxies) {
        this.plain = plain;
        this.proxies = List.copyOf(proxies);
    }

    /// Who asks, through which door (null: through none), and whether a proxy asks for them.
    record Arrival(InetAddress from, @Nullable Door door, boolean proxied) {}

    /// Whether this is the address of a proxy that the operator listed.
    boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(block -> block.contains(address));
    }

    /// Whether this is a proxy on this machine that does not say in our words for whom it asks, or
    /// that the operator did not list. Says so once, for the operator.
    boolean isUnknownProxy(InetAddress peer, Wire wire, HttpHeaders headers) {
        boolean listed = isProxy(peer);
        boolean signed =
                listed
                        ? headers.contains("Forwarded") && !headers.contains(FOR)
                        : SIGNS.stream().anyMatch(headers::contains);
        boolean unknown = wire == Wire.PLAIN && peer.isLoopbackAddress() && signed;
        if (unknown && !warned.getAndSet(true)) {
            LOG.warn(
                    "a proxy at {} asks for others, and {}; it is refused",
                    peer.getHostAddress(),
                    listed
                            ? "says for whom in the header Forwarded alone, not in X-Forwarded-For"
                            : "the setting proxies does not list it");
        }
        return unknown;
    }

    /// How a request of this peer arrives.
    Arrival arrival(InetAddress peer, Wire wire, HttpHeaders headers) {
        if (isUnknownProxy(peer, wire, headers)) {
            return new Arrival(peer, null, true);
        }
        List<String> hops = values(headers, FOR);
        if (!isProxy(peer) || hops.isEmpty()) {
            return new Arrival(peer, wire == Wire.ENCRYPTED ? Door.SECURE : plain(peer), false);
        }
        InetAddress from = peer;
        for (int i = hops.size() - 1; i >= 0 && isProxy(from); i--) {
            InetAddress before = AddressBlock.address(hops.get(i));
            if (before == null) {
                return new Arrival(from, null, true);
            }
            from = before;
        }
        return new Arrival(from, forwarded(peer, from, headers), true);
    }

    private @Nullable Door forwarded(InetAddress peer, InetAddress from, HttpHeaders headers) {
        List<String> schemes = values(headers, PROTO);
        if (!schemes.isEmpty() && schemes.getLast().equals("https")) {
            return Door.SECURE;
        }
        boolean elsewhere = from.isLoopbackAddress() && !peer.isLoopbackAddress();
        return elsewhere ? null : plain(from);
    }

    private @Nullable Door plain(InetAddress from) {
        if (from.isLoopbackAddress()) {
            return Door.LOOPBACK;
        }
        return plain == OnOff.ON && AddressBlock.isPrivate(from) ? Door.BASIC : null;
    }

    private static List<String> values(HttpHeaders headers, String name) {
        return headers.getAll(name).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
