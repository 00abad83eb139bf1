package dev.klatch.server.console;

import dev.klatch.server.address.Addresses;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The first words of a server: where it is, how to come in, and, if nobody comes, why that may be.
public final class Greeting {
    private static final int HINT_MINUTES = 2;

    /// As large as every terminal can: bold, in reverse.
    private static final String LARGE = "\u001b[1;7m";

    private static final String USUAL = "\u001b[0m";

    private final Console console;
    private final AtomicBoolean heard = new AtomicBoolean();

    public Greeting(Console console) {
        this.console = console;
    }

    /// Somebody from outside has connected. From any thread.
    public void heardFromOutside() {
        heard.set(true);
    }

    /// Shows where the server is. `bound` is the address it listens on.
    public void show(InetAddress bound, int port, Path data, Detail detail) {
        InetAddress main = bound.isAnyLocalAddress() ? Addresses.main() : bound;
        InetAddress shown = main == null ? InetAddress.getLoopbackAddress() : main;
        String link = Addresses.link(shown, port);
        boolean terminal = Console.isTerminal();
        console.say("");
        console.say("  Klatch is open. Read this address aloud:");
        console.say("");
        console.say(terminal ? "      " + LARGE + "  " + link + "  " + USUAL : "      " + link);
        console.say("");
        if (!shown.isLoopbackAddress()) {
            if (terminal) {
                console.say(QrCode.of(link));
            }
            console.say("  On this computer: http://127.0.0.1:" + port);
            others(shown, port, detail);
        } else {
            console.say("  Only this computer can reach it at that address.");
        }
        console.say("  What is said is kept in " + data.toAbsolutePath().normalize());
        console.say("  The connection is not encrypted. help lists the commands, <EXIT> stops.");
        console.entitle("Klatch " + link);
        if (!bound.isLoopbackAddress()) {
            hintLater(port);
        }
    }

    /// Shows how to become the owner of a server that has none.
    public void offerOwnership(String code) {
        console.say("  Nobody owns this server yet. Who makes an account with this invite does:");
        console.say("      " + code);
    }

    /// How much to show.
    public enum Detail {
        /// One address.
        USUAL,
        /// Those of containers and tunnels, too.
        VERBOSE
    }

    private void others(InetAddress shown, int port, Detail detail) {
        if (detail == Detail.VERBOSE) {
            for (InetAddress other : Addresses.all()) {
                if (!other.equals(shown)) {
                    console.say("  Also: " + Addresses.link(other, port));
                }
            }
        }
    }

    private void hintLater(int port) {
        ScheduledExecutorService later =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("klatch-hint").factory());
        var _ =
                later.schedule(
                        () -> {
                            if (!heard.get()) {
                                console.say(hint(port));
                            }
                            later.shutdown();
                        },
                        HINT_MINUTES,
                        TimeUnit.MINUTES);
    }

    private static String hint(int port) {
        return """
        Nobody from another device has connected yet. If somebody has tried:
          - is the device in the same network (the same Wi-Fi, not the guests' one)?
          - does a firewall on this computer block port %d?
          - does the Wi-Fi keep its devices apart ("client isolation")? Then use a cable
            or a phone's hotspot.
        """
                .formatted(port);
    }
}
