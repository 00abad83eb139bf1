package dev.klatch.server.discovery;

import dev.klatch.protocol.Advertised;
import dev.klatch.protocol.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.jspecify.annotations.Nullable;

/// Tells the local network by multicast DNS what [Advertised] names. Methods block for seconds: the
/// network is asked three times whether the host's name is free and told of it twice, a second
/// apart, and then the same for the service (RFC 6762, section 8), so that a new server is found
/// some seven seconds after its start; the library lets nobody shorten that. One thread at a time,
/// but for [#close].
public final class Advertisement implements AutoCloseable {
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
        if (Objects.equals(address, shown)) {
            return false;
        }
        become(null, null);
        if (address == null) {
            return false;
        }
        JmDNS fresh = JmDNS.create(address, address.getHostAddress());
        if (!become(fresh, address)) {
            return false;
        }
        try {
            fresh.registerService(ServiceInfo.create(Advertised.TYPE, name, port, 0, 0, words()));
            return true;
        } catch (IOException untold) {
            become(null, null);
            throw untold;
        }
    }

    private Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        words.put(Advertised.VERSION, "1");
        if (fingerprint != null) {
            words.put(Advertised.FINGERPRINT, Advertised.half(fingerprint));
        }
        return words;
    }

    /// Ends what there is, and goes on with `fresh`, unless all is over: then that is ended, too,
    /// and the answer is false.
    private boolean become(@Nullable JmDNS fresh, @Nullable InetAddress address)
            throws IOException {
        JmDNS over;
        boolean goesOn;
        synchronized (this) {
            goesOn = !closed;
            over = goesOn ? network : fresh;
            if (goesOn) {
                network = fresh;
                shown = address;
            }
        }
        end(over);
        return goesOn;
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
        JmDNS last;
        synchronized (this) {
            closed = true;
            last = network;
            network = null;
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
