package dev.klatch.client;

import dev.klatch.protocol.Advertised;
import dev.klatch.protocol.Sanitizer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;

/// Looks for servers on the local network by multicast DNS (RFC 6762, RFC 6763). Whatever answers
/// can say whatever it likes: names are for people to choose from, and only the fingerprint decides
/// which server it is.
public final class Discovery {
    private static final int MOST = 16;
    private static final int NAME_CHARACTERS = 48;

    /// How long others have to answer once one has.
    private static final Duration FOR_OTHERS = Duration.ofMillis(400);

    /// A server that says that it is here.
    ///
    /// @param name what it calls itself, made harmless and cut to 48 characters
    /// @param server where it is
    public record Found(String name, URI server) {}

    private final BlockingQueue<Found> heard = new LinkedBlockingQueue<>(MOST);

    private final CountDownLatch over = new CountDownLatch(1);

    private Discovery() {}

    /// Those that answer, at most 16: blocks until one has answered and others have had time to, or
    /// for `patience`. None if there is no network.
    ///
    /// @throws InterruptedException if interrupted
    public static List<Found> look(Duration patience) throws InterruptedException {
        Discovery discovery = new Discovery();
        List<InetAddress> addresses = addresses();
        addresses.forEach(
                address -> Thread.ofVirtual().start(() -> discovery.ask(address, patience)));
        try {
            return addresses.isEmpty() ? List.of() : discovery.collect(patience);
        } finally {
            discovery.over.countDown();
        }
    }

    private List<Found> collect(Duration patience) throws InterruptedException {
        Map<URI, Found> found = new LinkedHashMap<>();
        long end = System.nanoTime() + patience.toNanos();
        while (found.size() < MOST) {
            Found next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            if (found.isEmpty()) {
                end = Math.min(end, System.nanoTime() + FOR_OTHERS.toNanos());
            }
            found.putIfAbsent(next.server(), next);
        }
        return List.copyOf(found.values());
    }

    private static List<InetAddress> addresses() {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (one.isUp() && !one.isLoopback() && one.supportsMulticast()) {
                    one.inetAddresses()
                            .filter(Inet4Address.class::isInstance)
                            .forEach(addresses::add);
                }
            }
        } catch (SocketException noNetwork) {
            return List.of();
        }
        return addresses;
    }

    /// Asks at one address of this machine, and listens until all is over, but only so long.
    private void ask(InetAddress address, Duration patience) {
        try (JmDNS network = JmDNS.create(address)) {
            network.addServiceListener(Advertised.TYPE, new Ear(network));
            boolean _ = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException noMulticast) {
            // There is nothing to be heard at this address.
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Ear implements ServiceListener {
        private final JmDNS network;

        Ear(JmDNS network) {
            this.network = network;
        }

        @Override
        public void serviceAdded(ServiceEvent event) {
            network.requestServiceInfo(event.getType(), event.getName());
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            // Who went away just now is not known to be there either.
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            ServiceInfo service = event.getInfo();
            if (service.getPropertyString(Advertised.VERSION) == null) {
                // Its words are still to come.
                return;
            }
            String name = Sanitizer.oneLine(service.getName());
            int length = name.codePointCount(0, name.length());
            int end = name.offsetByCodePoints(0, Math.min(length, NAME_CHARACTERS));
            String scheme =
                    service.getPropertyString(Advertised.FINGERPRINT) == null ? "http" : "https";
            for (Inet4Address each : service.getInet4Addresses()) {
                String host = each.getHostAddress() + ":" + service.getPort();
                heard.offer(new Found(name.substring(0, end), URI.create(scheme + "://" + host)));
            }
        }
    }
}
