package dev.klatch.server;

import dev.klatch.server.console.Console;
import dev.klatch.server.console.Greeting;
import dev.klatch.server.store.StoreUnusable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `klatch serve`: starts a server and runs it until `<EXIT>`, SIGTERM or SIGHUP.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server until <EXIT>, SIGTERM or SIGHUP.")
public final class ServeCommand implements Callable<Integer> {
    private static final int UNUSABLE = 1;
    private static final int USAGE = 2;

    @Option(
            names = "--host",
            paramLabel = "H",
            description = "The address to listen on (default: all addresses).")
    private String host = "0.0.0.0";

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "5555",
            description = "The port; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "klatch-data",
            description = "The data folder (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("klatch-data");

    @Option(
            names = "--limits",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "off: no limits of pace; only with a loopback --host, for measuring.")
    private String limits = "on";

    @Option(
            names = "--guest-grace",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long an absent guest keeps the name (default: ${DEFAULT-VALUE}).")
    private long guestGraceSeconds;

    @Option(names = "--verbose", description = "Shows the addresses of containers, too.")
    private boolean verbose;

    private final Console console = Console.standard();

    @Override
    public Integer call() throws InterruptedException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            console.say("There is no address " + host + " (--host).");
            return USAGE;
        }
        String wrong = wrongUse(address);
        if (wrong != null) {
            console.say(wrong);
            return USAGE;
        }
        return run(address);
    }

    private @org.jspecify.annotations.Nullable String wrongUse(InetAddress address) {
        if (port < 0 || port > 65_535) {
            return "--port is a number from 0 to 65535.";
        }
        if (!limits.equals("on") && !limits.equals("off")) {
            return "--limits is on or off.";
        }
        if (limits.equals("off") && !address.isLoopbackAddress()) {
            return "--limits off goes only with --host 127.0.0.1: it is for measuring.";
        }
        if (guestGraceSeconds < 0) {
            return "--guest-grace is a number of seconds, 0 or more.";
        }
        return null;
    }

    private int run(InetAddress address) throws InterruptedException {
        Greeting greeting = new Greeting(console);
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (KlatchServer server =
                KlatchServer.start(settings(address), greeting::heardFromOutside)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(stop, stopped)));
            greeting.show(
                    address,
                    server.port(),
                    data,
                    verbose ? Greeting.Detail.VERBOSE : Greeting.Detail.USUAL);
            console.read(System.in, stop::countDown);
            stop.await();
            console.say("Klatch is stopping.");
        } catch (StoreUnusable unusable) {
            console.say(unusable.words());
            return UNUSABLE;
        } catch (IOException denied) {
            console.say(words(denied));
            return UNUSABLE;
        }
        console.say("Klatch has stopped.");
        stopped.countDown();
        return 0;
    }

    /// The process ends, by a signal or after `<EXIT>`: lets the main thread close the server
    /// first. A clean stop has exit status 0 whatever began it.
    private static void onSignal(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            if (stopped.await(10, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private String words(IOException denied) {
        boolean taken = denied.getCause() instanceof BindException;
        String place = host + " port " + port;
        return taken
                ? "Klatch cannot listen on "
                        + place
                        + ": the port is in use, or the address is not this computer's."
                        + " Another Klatch may be running; --port chooses another port."
                : "Klatch cannot listen on " + place + ".";
    }

    private ServerSettings settings(InetAddress address) {
        ServerSettings usual = ServerSettings.of(new InetSocketAddress(address, port), data);
        ServerSettings settings =
                new ServerSettings(
                        usual.address(),
                        usual.data(),
                        usual.limiting(),
                        usual.transport(),
                        Duration.ofSeconds(guestGraceSeconds));
        return limits.equals("off") ? settings.withoutLimits() : settings;
    }
}
