package dev.klatch.server.discovery;

import dev.klatch.protocol.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.jspecify.annotations.Nullable;

/// Tells the local network by multicast DNS (RFC 6762, RFC 6763) that there is a Klatch server: the
/// service `_klatch._tcp`, with `v` (version of the protocol) and `fp` (the first half of the
/// fingerprint, which is no proof of anything) in its TXT record. Methods block for seconds, while
/// the network is asked whether the name is free; one thread at a time, but for [#close].
public final class Advertisement implements AutoCloseable {
    /// The type of the service.
    public static final String TYPE = "_klatch._tcp.local.";

    private static final Duration TO_SAY_GOODBYE = Duration.ofSeconds(1);

    private final String name;
    private final int port;
    private final @Nullable Fingerprint fingerprint;
    private @Nullable InetAddress shown;
    private @Nullable JmDNS network;
    private boolean closed;

    /// `name` is what people see, at most 63 bytes of UTF-8; `fingerprint` is null without TLS.
    public Advertisement(String name, int port, @Nullable Fingerprint fingerprint) {
        this.name = name;
        this.port = port;
        this.fingerprint = fingerprint;
    }

    /// The server is at this address now; null if it is on no network. Does nothing if that is no
    /// news. Returns whether the network was told of another address.
    ///
    /// @throws IOException if the network cannot be told
    public boolean at(@Nullable InetAddress address) throws IOException {
        if (address == null ? shown == null : address.equals(shown)) {
            return false;
        }
        end(replaced(null, null));
        if (address == null) {
            return false;
        }
        JmDNS fresh = JmDNS.create(address, address.getHostAddress());
        end(replaced(fresh, address));
        fresh.registerService(ServiceInfo.create(TYPE, name, port, 0, 0, words()));
        return true;
    }

    private Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        words.put("v", "1");
        if (fingerprint != null) {
            words.put("fp", fingerprint.hex().substring(0, fingerprint.hex().length() / 2));
        }
        return words;
    }

    /// Puts this one in the place of the one that is returned; at the end, returns this one.
    private synchronized @Nullable JmDNS replaced(
            @Nullable JmDNS fresh, @Nullable InetAddress address) {
        if (closed) {
            return fresh;
        }
        JmDNS before = network;
        network = fresh;
        shown = address;
        return before;
    }

    private static void end(@Nullable JmDNS network) throws IOException {
        if (network != null) {
            network.unregisterAllServices();
            network.close();
        }
    }

    /// Takes it back; waits for a second at most.
    @Override
    public void close() {
        JmDNS last = replaced(null, null);
        synchronized (this) {
            closed = true;
        }
        if (last == null) {
            return;
        }
        Thread goodbye =
                Thread.ofPlatform()
                        .daemon()
                        .name("klatch-goodbye")
                        .start(() -> {
                            try {
                                end(last);
                            } catch (IOException unheard) {
                                // Those who look for it forget it by themselves after a while.
                            }
                        });
        try {
            if (!goodbye.join(TO_SAY_GOODBYE)) {
                goodbye.interrupt();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
