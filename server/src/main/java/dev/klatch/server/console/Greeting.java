package dev.klatch.server.console;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.server.address.Addresses;
import dev.klatch.server.setting.OnOff;
import dev.klatch.server.setting.SignUp;
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
    public void show(Links links, InetAddress bound, int port, Path data, Detail detail) {
        String link = links.open();
        boolean terminal = Console.isTerminal();
        console.say("");
        console.say("  Klatch is open. Read this address aloud:");
        console.say("");
        console.say(terminal ? "      " + LARGE + "  " + link + "  " + USUAL : "      " + link);
        console.say("");
        if (links.address().isLoopbackAddress()) {
            console.say("  Only this computer can reach it at that address.");
        } else {
            if (terminal) {
                console.say(QrCode.of(links.code()));
            }
            trust(links, link);
            console.say("  On this computer: http://127.0.0.1:" + port);
            others(links.address(), port, detail);
        }
        console.say("  What is said is kept in " + data.toAbsolutePath().normalize());
        console.say("  help lists the commands, <EXIT> stops.");
        console.entitle("Klatch " + link);
        if (!bound.isLoopbackAddress()) {
            hintLater(port);
        }
    }

    private void trust(Links links, String link) {
        Fingerprint fingerprint = links.fingerprint();
        if (fingerprint == null) {
            console.say("  Nothing is encrypted, so only guests come in from other devices.");
            return;
        }
        if (link.startsWith("http:")) {
            console.say(
                    "  Guests talk there at once, without encryption. With it, and for accounts:");
            console.say("      " + links.secure() + "   (" + link + "/join explains how)");
        }
        String groups = fingerprint.groups();
        int half = groups.length() / 2;
        console.say("  The fingerprint to compare before one trusts it:");
        console.say("      " + groups.substring(0, half).strip());
        console.say("      " + groups.substring(half).strip());
    }

    /// Shows who may come in, and how to change it.
    public void offerOpenness(SignUp signUp, OnOff guests) {
        String accounts =
                switch (signUp) {
                    case OPEN -> "everybody may make an account (\"sign-up closed\" ends that)";
                    case INVITE -> "whoever has an invite may make an account";
                    case CLOSED -> "nobody may make an account";
                };
        String visitors =
                guests == OnOff.ON
                        ? "guests may come in (\"guests off\" ends that)"
                        : "guests may not come in";
        console.say("  Now " + accounts + ",");
        console.say("  and " + visitors + ".");
    }

    /// Shows how to become the owner of a server that has none.
    public void offerOwnership(Links links, String code) {
        console.say("  Nobody owns this server yet. Who makes an account with this invite does:");
        console.say("      " + code);
        console.say("      ./klatch chat '" + links.invite(code) + "' --sign-up --name NAME");
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
