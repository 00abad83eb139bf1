package dev.klatch.tests.wire;

import dev.klatch.protocol.JoinLink;
import dev.klatch.tests.house.Repository;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server as its operator starts it: the launcher and the jar of the package in a folder of their
/// own, in a process of its own, with a new data folder, on a free port of 127.0.0.1. All that is
/// known of it is what it prints.
final class PackagedServer implements AutoCloseable {
    private static final long SECONDS = 60;
    private static final Pattern LINK = Pattern.compile("'(http\\S+/join#invite=\\S+)'");

    /// Where `mvn package` makes the jar, and where the launcher puts it.
    private static final List<String> JARS =
            List.of("app/target/klatch.jar", "app/target/launch/klatch.jar");

    /// Which flags were asked for.
    private static final Set<List<String>> ASKED = ConcurrentHashMap.newKeySet();

    private static final Set<PackagedServer> RUNNING = ConcurrentHashMap.newKeySet();

    /// The next server, which starts while a test has the one before; by flags.
    private static final Map<List<String>, CompletableFuture<PackagedServer>> NEXT =
            new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> List.copyOf(RUNNING).forEach(PackagedServer::close)));
    }

    private final Path data;
    private final Process process;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> words = new CopyOnWriteArrayList<>();
    private final CompletableFuture<JoinLink> link = new CompletableFuture<>();

    private PackagedServer(List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Unpacked.HOME.resolve("klatch").toString());
        data = Files.createTempDirectory("klatch-data");
        command.addAll(List.of("serve", "--host", "127.0.0.1", "--port", "0"));
        command.addAll(List.of("--data", data.toString()));
        command.addAll(flags);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KLATCH_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The second compiler costs a start more than it brings in these few seconds.
        builder.environment().put("KLATCH_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        process = builder.start();
        RUNNING.add(this);
        Thread.ofVirtual().start(this::listen);
    }

    /// What the zip holds; unpacked once for all tests.
    private static final class Unpacked {
        private static final Path HOME = unpacked();

        private static Path unpacked() {
            Path root = Repository.root();
            Path jar =
                    JARS.stream()
                            .map(root::resolve)
                            .filter(Files::isRegularFile)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("./klatch builds it"));
            try {
                Path home = Files.createDirectories(root.resolve("tests/target/package"));
                for (String name : List.of("klatch", "klatch.jar")) {
                    Files.deleteIfExists(home.resolve(name));
                }
                Files.copy(root.resolve("klatch"), home.resolve("klatch"));
                Files.createSymbolicLink(home.resolve("klatch.jar"), jar);
                return home;
            } catch (IOException denied) {
                throw new UncheckedIOException(denied);
            }
        }
    }

    /// One that nobody has used yet. Whoever asks a second time will ask a third: that one starts
    /// meanwhile.
    static PackagedServer start(String... flags) {
        List<String> words = List.of(flags);
        CompletableFuture<PackagedServer> ready = NEXT.remove(words);
        PackagedServer server = (ready == null ? starting(words) : ready).join();
        if (!ASKED.add(words)) {
            NEXT.put(words, starting(words));
        }
        return server;
    }

    private static CompletableFuture<PackagedServer> starting(List<String> flags) {
        try {
            PackagedServer server = new PackagedServer(flags);
            return server.link.thenApply(_ -> server).orTimeout(SECONDS, TimeUnit.SECONDS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String said = line;
                listeners.forEach(listener -> listener.accept(said));
                words.add(line);
                Matcher found = LINK.matcher(line);
                if (found.find()) {
                    link.complete(JoinLink.parse(found.group(1)));
                }
            }
        } catch (IOException gone) {
            words.add(gone.toString());
        }
        link.completeExceptionally(new IllegalStateException("it ended: " + words));
    }

    private JoinLink link() {
        return link.join();
    }

    long process() {
        return process.pid();
    }

    Path data() {
        return data;
    }

    int port() {
        return link().server().getPort();
    }

    String ownership() {
        return Objects.requireNonNull(link().invite());
    }

    /// Counts down when a line of the server's log has all of these words: the operator follows it.
    CountDownLatch logged(String... parts) {
        CountDownLatch follows = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        listeners.add(line -> {
            if (line.contains("Following the server's log")) {
                follows.countDown();
            } else if (Stream.of(parts).allMatch(line::contains)) {
                seen.countDown();
            }
        });
        try {
            Writer keyboard = process.outputWriter(StandardCharsets.UTF_8);
            keyboard.write("tail on\n");
            keyboard.flush();
            if (!follows.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the console does not answer: " + words);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return seen;
    }

    /// Nobody needs its data any more, so it need not end in good order.
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        RUNNING.remove(this);
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
