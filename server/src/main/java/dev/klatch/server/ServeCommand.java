package dev.klatch.server;

import dev.klatch.protocol.Sanitizer;
import dev.klatch.server.console.Console;
import dev.klatch.server.console.Greeting;
import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.OnOff;
import dev.klatch.server.setting.SettingFlags;
import dev.klatch.server.setting.SettingSources;
import dev.klatch.server.setting.SettingSources.Reading;
import dev.klatch.server.setting.Settings;
import dev.klatch.server.store.StoreUnusable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `klatch serve`: starts a server and runs it until `<EXIT>`, SIGTERM or SIGHUP.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server until <EXIT>, SIGTERM or SIGHUP.")
public final class ServeCommand implements Callable<Integer> {
    private static final int UNUSABLE = 1;
    private static final int USAGE = 2;
    private static final String HELP = " See docs/troubleshooting.md, Starting.";

    private final SettingFlags flags = new SettingFlags();

    @Option(names = "--verbose", description = "Shows the addresses of containers, too.")
    private boolean verbose;

    private final Console console = Console.standard();

    /// The command with a flag for each setting.
    public static CommandSpec command() {
        ServeCommand serve = new ServeCommand();
        CommandSpec command = CommandSpec.forAnnotatedObject(serve);
        serve.flags.addTo(command);
        return command;
    }

    @Override
    public Integer call() throws InterruptedException {
        return switch (new SettingSources(flags.said(), System.getenv()).read()) {
            case Reading.Wrong(var lines) -> {
                lines.forEach(line -> console.say(Sanitizer.oneLine(line)));
                yield USAGE;
            }
            case Reading.Good(var settings) -> serve(settings);
        };
    }

    private int serve(Settings settings) throws InterruptedException {
        String host = settings.value(Declared.HOST);
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            console.say("There is no address " + host + " (--host).");
            return USAGE;
        }
        if (settings.value(Declared.LIMITS) == OnOff.OFF && !address.isLoopbackAddress()) {
            console.say("--limits off goes only with --host 127.0.0.1: it is for measuring.");
            return USAGE;
        }
        int port = settings.value(Declared.PORT);
        return run(ServerSettings.of(new InetSocketAddress(address, port), settings));
    }

    private int run(ServerSettings settings) throws InterruptedException {
        Greeting greeting = new Greeting(console);
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (KlatchServer server = KlatchServer.start(settings, greeting::heardFromOutside)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(stop, stopped)));
            greeting.show(
                    server.links(),
                    settings.address().getAddress(),
                    server.port(),
                    settings.data(),
                    verbose ? Greeting.Detail.VERBOSE : Greeting.Detail.USUAL);
            if (ProcessHandle.current().info().user().orElse("").equals("root")) {
                console.say("  Klatch runs as root and needs no such rights: use another account.");
            }
            greeting.offerOpenness(
                    settings.value(Declared.SIGN_UP), settings.value(Declared.GUESTS));
            server.ownership().ifPresent(code -> greeting.offerOwnership(server.links(), code));
            console.read(System.in, server.operator(stop::countDown));
            stop.await();
            console.say("Klatch is stopping.");
        } catch (StoreUnusable unusable) {
            console.say(unusable.words() + HELP);
            return UNUSABLE;
        } catch (IOException denied) {
            console.say(words(denied, settings.address()) + HELP);
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

    private static String words(IOException denied, InetSocketAddress address) {
        boolean taken = denied instanceof BindException;
        String place = address.getHostString() + " port " + address.getPort();
        return taken
                ? "Klatch cannot listen on "
                        + place
                        + ": the port is in use, or the address is not this computer's."
                        + " Another Klatch may be running; --port chooses another port."
                : "Klatch cannot listen on " + place + ".";
    }
}
