package dev.klatch.tests.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.house.Repository;
import dev.klatch.tests.launcher.Script.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The zip, unpacked into a folder with a space in its name, on a machine with no network, no build
/// tools and nothing but a Java 25.
final class PackageSystemTest {
    private static final String[] OWN_NETWORK = {
        "unshare", "-r", "-n", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""
    };

    private static final String TOP = "klatch-" + Repository.version();

    @TempDir Path folder;
    private Path home;
    private Toolbox tools;

    @BeforeEach
    void theUnpackedZip() throws Exception {
        home = Files.createDirectories(folder.resolve("my chat"));
        try (FileSystem zip = open()) {
            Path top = zip.getPath(TOP);
            for (String name : Set.of("klatch", "klatch.jar")) {
                Path file = home.resolve(name);
                Files.copy(top.resolve(name), file);
                Files.setPosixFilePermissions(
                        file, Files.getPosixFilePermissions(top.resolve(name)));
            }
        }
        tools = new Toolbox(folder.resolve("tools"));
        tools.addFromSystem("tail");
        tools.addFromSystem("nsenter");
        tools.addFromSystem("unshare");
        tools.addFromSystem("ip");
    }

    @Test
    void theZipHoldsTheJarTheLaunchersAndTheWords() throws Exception {
        Set<String> names = new TreeSet<>();
        Set<FileTime> times = new TreeSet<>();
        try (FileSystem zip = open();
                Stream<Path> all = Files.walk(zip.getPath("/"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                names.add(file.toString());
                times.add(Files.getLastModifiedTime(file));
            }
            assertTrue(
                    Files.getPosixFilePermissions(zip.getPath(TOP + "/klatch"))
                            .contains(PosixFilePermission.OTHERS_EXECUTE));
        }
        String top = "/" + TOP + "/";
        assertEquals(
                Set.of(
                        top + "LICENSE",
                        top + "README.md",
                        top + "klatch",
                        top + "klatch.cmd",
                        top + "klatch.jar"),
                names);
        assertEquals(1, times.size(), "one fixed time, so that two builds give the same bytes");
    }

    @Test
    void aServerAndTwoClientsTalkWithNoNetworkAndNoBuildTools() throws Exception {
        try (Served served = new Served()) {
            Outcome ana = served.chat("hello\n", "--name", "ana");
            assertEquals(0, ana.status(), ana.words());
            Outcome bob = served.chat("", "--name", "bob", "--json", "--linger", "1");
            assertEquals(0, bob.status(), bob.words());
            assertTrue(bob.words().contains("\"text\":\"hello\""), bob.words());
        }
    }

    @Test
    void warmingUpMakesACacheThatTheNextStartUses() throws Exception {
        Outcome outcome = script().under(OWN_NETWORK).run("warm-up");
        assertEquals(0, outcome.status(), outcome.words());
        try (Served served = new Served()) {
            String line = Files.readString(Path.of("/proc/" + served.process.pid() + "/cmdline"));
            assertTrue(line.contains("-XX:AOTCache=" + home), line);
            assertTrue(served.words().lines().noneMatch(each -> each.contains("AOT")));
            assertTrue(
                    Files.readString(Path.of("/proc/" + served.process.pid() + "/maps"))
                            .contains("klatch-serve.aot"),
                    "the JVM took the cache in");
        }
    }

    @Test
    void theServerIsTheLauncherItselfAndStopsCleanlyOnEitherSignal() throws Exception {
        for (String signal : Set.of("TERM", "HUP")) {
            try (Served served = new Served()) {
                String program = served.process.info().command().orElse("");
                assertTrue(program.endsWith("/bin/java"), program);
                new ProcessBuilder("kill", "-s", signal, Long.toString(served.process.pid()))
                        .start()
                        .waitFor();
                assertTrue(served.process.waitFor(20, SECONDS), "still running after " + signal);
                assertEquals(0, served.process.exitValue(), served.words());
            }
        }
    }

    @Test
    void theServerLoadsNothingOfTheTerminal() throws Exception {
        Path log = folder.resolve("classes.log");
        try (Served served = new Served("-Xlog:class+load:file=" + log)) {
            assertTrue(served.url.startsWith("http://127.0.0.1:"), served.url);
        }
        List<String> loaded = Files.readAllLines(log);
        assertTrue(loaded.stream().anyMatch(each -> each.contains(" dev.klatch.server.")));
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(each ->
                                each.contains(" dev.klatch.terminal.")
                                        || each.contains(" org.jline."))
                        .toList());
    }

    private Script script() {
        return new Script(home.resolve("klatch"))
                .with("PATH", tools.path())
                .with("HOME", folder.toString())
                .with("XDG_STATE_HOME", folder.resolve("state").toString())
                .with("JAVA_HOME", System.getProperty("java.home"));
    }

    private static FileSystem open() throws IOException {
        Path zip = Repository.root().resolve("app/target/" + TOP + ".zip");
        return FileSystems.newFileSystem(
                URI.create("jar:" + zip.toUri()), Map.of("enablePosixFileAttributes", true));
    }

    /// A server in a network of its own.
    private final class Served implements AutoCloseable {
        private final Path output = folder.resolve("serve.out");
        private final Process process;
        private final String url;

        Served() throws Exception {
            this("");
        }

        Served(String options) throws Exception {
            process =
                    script().under(OWN_NETWORK)
                            .with("KLATCH_JAVA_OPTIONS", options)
                            .start(
                                    output,
                                    "serve",
                                    "--host",
                                    "127.0.0.1",
                                    "--port",
                                    "0",
                                    "--data",
                                    data());
            url = Address.awaited(process, output);
        }

        private String data() {
            return folder.resolve("data of the chat").toString();
        }

        Outcome chat(String input, String... arguments) throws Exception {
            String[] all =
                    Stream.concat(Stream.of("chat", url), Stream.of(arguments))
                            .toArray(String[]::new);
            return script().under(
                            "nsenter",
                            "-U",
                            "--preserve-credentials",
                            "-n",
                            "-t",
                            Long.toString(process.pid()))
                    .typing(input)
                    .run(all);
        }

        String words() throws IOException {
            return Files.readString(output);
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().completeOnTimeout(process, 20, SECONDS).join();
            process.destroyForcibly();
        }
    }
}
