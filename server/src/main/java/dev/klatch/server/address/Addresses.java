package dev.klatch.server.address;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The addresses of this machine, as others on its networks would reach it.
public final class Addresses {
    private Addresses() {}

    /// The address of the interface that leads outside: what to read aloud. Nothing is sent to find
    /// it out. Null on a machine without a network.
    public static @Nullable InetAddress main() {
        InetAddress towardsOutside = null;
        try (DatagramSocket socket = new DatagramSocket()) {
            // An address that belongs to documentation (RFC 5737): connecting a datagram socket
            // only asks the routing table.
            socket.connect(new InetSocketAddress("192.0.2.1", 9));
            towardsOutside = socket.getLocalAddress();
        } catch (IOException | java.io.UncheckedIOException noRoute) {
            towardsOutside = null;
        }
        if (towardsOutside != null && !towardsOutside.isAnyLocalAddress()) {
            return towardsOutside;
        }
        List<InetAddress> others = found(one -> !isVirtual(one));
        return others.isEmpty() ? null : others.getFirst();
    }

    /// All addresses but those of this machine to itself, with those of containers, virtual pairs
    /// and tunnels.
    public static List<InetAddress> all() {
        return found(_ -> true);
    }

    private static List<InetAddress> found(Predicate<NetworkInterface> wanted) {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (one.isUp() && !one.isLoopback() && wanted.test(one)) {
                    Collections.list(one.getInetAddresses()).stream()
                            .filter(address -> !address.isLinkLocalAddress())
                            .forEach(found::add);
                }
            }
        } catch (SocketException unknown) {
            return List.of();
        }
        found.sort(java.util.Comparator.comparing(address -> !(address instanceof Inet4Address)));
        return List.copyOf(found);
    }

    private static boolean isVirtual(NetworkInterface one) {
        String name = one.getName().toLowerCase(Locale.ROOT);
        return name.matches("(docker|br-|veth|virbr|tun|tap|wg|tailscale|zt|vmnet|vboxnet).*");
    }

    /// The address as it stands in a link (RFC 5952, RFC 3986).
    public static String host(InetAddress address) {
        String host = NetUtil.toAddressString(address);
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        return plain.indexOf(':') >= 0 ? "[" + plain + "]" : plain;
    }

    /// The link to this server at this address.
    public static String link(InetAddress address, int port) {
        return "http://" + host(address) + ":" + port;
    }
}
