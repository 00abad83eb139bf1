package dev.klatch.tests.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server, its consoles and the people on it, each in a process of its own.
final class OperatorSystemTest {
    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Program guest(Program server, String name) throws Exception {
        Program guest =
                Program.start(
                        folder,
                        Map.of(),
                        "chat",
                        "http://127.0.0.1:" + server.port(),
                        "--name",
                        name,
                        "--json",
                        "--linger",
                        "600");
        awaitAnswer(server, "users", name);
        return guest;
    }

    /// Asks on the server's console until the last answer has these words.
    private static void awaitAnswer(Program server, String question, String words)
            throws Exception {
        String before = server.out();
        String answer = "";
        while (!answer.contains(words)) {
            String so = before;
            server.type(question + "\n").awaitOut(text -> text.length() > so.length());
            answer = server.out().substring(so.length());
            before = server.out();
            server.waitFor(20);
        }
    }

    private Program admin(String... words) throws IOException {
        String[] all = new String[words.length + 3];
        all[0] = "admin";
        all[1] = "--data";
        all[2] = data().toString();
        System.arraycopy(words, 0, all, 3, words.length);
        return Program.start(folder, Map.of(), all);
    }

    @Test
    void b6TheOlderCommandsWorkOnTheServersOwnConsole() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            server.type("<Active Users>\n").awaitOut(text -> text.contains("0 people are online."));
            try (Program ana = guest(server, "ana")) {
                server.type("<ACTIVE USERS>\n");
                String said = server.awaitOut(text -> text.contains("1 person is online."));
                assertTrue(said.contains("guest      ana\n"), said);
                server.type("<exit>\n").awaitOut(text -> text.contains("Klatch has stopped."));
                ana.awaitOut(text -> text.contains("The server is stopping."));
            }
            assertEquals(0, server.finish());
        }
    }

    @Test
    void b6AConsoleBesideTheServerTakesTheSameCommands() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            server.port();
            try (Program console =
                    Program.start(folder, Map.of(), "console", "--data", data().toString())) {
                console.type("users\nsing\n<ACTIVE USERS>\n");
                assertEquals(0, console.finish(), console.err());
                assertEquals(2, console.out().split("0 people are online", -1).length - 1);
                assertTrue(console.out().contains("There is no command sing; help lists them."));
            }
            assertTrue(server.out().contains("Klatch is open"), "it goes on");
            assertEquals(0, admin("exit").finish());
            server.awaitOut(text -> text.contains("Klatch has stopped."));
        }
    }

    @Test
    void oneCommandEndsWithAStatusThatSaysWhatBecameOfIt() throws Exception {
        try (Program nobody = admin("users")) {
            assertEquals(3, nobody.finish());
            assertTrue(nobody.out().startsWith("No server of yours runs on"), nobody.out());
        }
        try (Program server = Program.serve(folder, 0)) {
            server.port();
            try (Program users = admin("users");
                    Program sing = admin("sing");
                    Program help = admin("help")) {
                assertEquals(0, users.finish());
                assertEquals(2, sing.finish());
                assertEquals(0, help.finish());
                assertTrue(help.out().contains("<ACTIVE USERS>"), help.out());
            }
        }
    }

    @Test
    @DisplayName("ATK-098 the operator's socket is for the owner of the process alone")
    void theSocketIsForTheOwnerOfTheProcessAlone() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            server.port();
            Path socket = data().resolve("klatch.sock");
            server.awaitOut(_ -> Files.exists(socket));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(data())));
            server.type("exit\n").awaitOut(text -> text.contains("Klatch has stopped."));
            assertFalse(Files.exists(socket), "a server that has stopped has no socket");
        }
    }

    /// What another user of the machine runs: types `users` at the socket and shows the answer.
    private static final String PROBE =
            """
            import java.net.*;
            import java.nio.*;
            import java.nio.channels.*;

            class Probe {
                public static void main(String[] words) throws Exception {
                    var address = UnixDomainSocketAddress.of(words[0]);
                    try (var socket = SocketChannel.open(address)) {
                        socket.write(ByteBuffer.wrap("users\\n".getBytes()));
                        var answer = ByteBuffer.allocate(1000);
                        while (socket.read(answer) >= 0) {}
                        System.out.println("heard " + answer.position());
                    } catch (java.io.IOException denied) {
                        System.out.println("denied");
                    }
                }
            }
            """;

    @Test
    @DisplayName(
            "ATK-099 another user of the machine is refused, even where the modes are wide open")
    void anotherUserIsRefused() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            server.type("users\n").awaitOut(text -> text.contains("people are online"));
            Path socket = data().resolve("klatch.sock");
            if (!isRoot()) {
                // Nobody but root can try it as another user.
                assertEquals("rwx------", mode(data()));
                return;
            }
            Path probe = Files.writeString(folder.resolve("Probe.java"), PROBE);
            open(folder, "rwxr-xr-x");
            open(probe, "rw-r--r--");
            assertEquals("denied", asNobody(probe, socket), "the folder is shut");
            open(data(), "rwxrwxrwx");
            assertEquals("denied", asNobody(probe, socket), "the socket is shut");
            open(socket, "rw-rw-rw-");
            assertTrue(
                    List.of("denied", "heard 0").contains(asNobody(probe, socket)),
                    "the kernel says who it is");
            server.type("stats\n").awaitOut(text -> text.contains("guests"));
            assertTrue(server.err().contains("a console that is not the owner's"), server.err());
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root")
                && Files.isExecutable(Path.of("/usr/bin/setpriv"));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void open(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private String asNobody(Path probe, Path socket) throws Exception {
        List<String> words = new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=65534"));
        words.addAll(List.of("--regid=65534", "--clear-groups", "--"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xshare:auto", probe.toString(), socket.toString()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return said.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void d10AClosedWindowIsACleanStopOfWhichAllAreTold() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Program ana = guest(server, "ana")) {
            server.signal("HUP");
            ana.awaitOut(text -> text.contains("The server is stopping."));
            assertEquals(0, server.finish(), server.err());
            assertTrue(server.out().contains("Klatch has stopped."), server.out());
        }
    }

    @Test
    @DisplayName("ATK-046 nobody on the server steers the terminal of its operator")
    void d8TheServersTerminalHasATitleAndNobodyElseWritesToIt() throws Exception {
        try (Program beside = Program.serve(folder, 0);
                Pane console =
                        Pane.start(
                                folder,
                                beside,
                                "serve",
                                "--host",
                                "127.0.0.1",
                                "--port",
                                "0",
                                "--data",
                                folder.resolve("pane").toString())) {
            String screen = console.awaitLine("http://127.0.0.1:");
            String url = screen.replaceAll("(?s).*?(http://127\\.0\\.0\\.1:\\d+).*", "$1");
            assertEquals("Klatch " + url, console.title());
            console.enter("tail on");
            console.awaitLine("Following the server's log");
            try (Program eve =
                    Program.start(
                            folder, Map.of(), "chat", url, "--name", "eve", "--linger", "0")) {
                eve.type("\u001b]2;owned\u0007\u001b[2Jgone\u009b31m\u202emoc.live\n");
                assertEquals(0, eve.finish(), eve.err());
            }
            console.await(shown -> shown.contains("\"disconnected\""));
            console.enter("\u0007sing");
            console.awaitLine("There is no command");
            console.enter("exit");
            console.awaitLine("Klatch has stopped.");
            String bytes = console.bytes();
            assertFalse(bytes.contains("\u001b]2;owned"), "a title of hers");
            assertFalse(bytes.contains("\u001b[2Jgone"), "an empty screen");
            assertFalse(bytes.contains("\u00c2\u009b"), "an eight-bit control");
            assertFalse(bytes.contains("\u00e2\u0080\u00ae"), "a turn of direction");
            assertEquals("Klatch " + url, console.title());
        }
    }

    @Test
    void b6ClientsBeginAnewAfterTheChatWasDeleted() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Program ana = guest(server, "ana")) {
            ana.type("the first word\n");
            ana.awaitOut(text -> text.contains("the first word"));
            try (Program wipe = admin("<DELETE CHAT BACKUP>")) {
                wipe.type("yes\n");
                assertEquals(0, wipe.finish(), wipe.out());
                assertTrue(wipe.out().contains("A backup is kept for 7 days: "), wipe.out());
            }
            ana.awaitOut(text -> text.contains("deleted all that was said"));
            awaitAnswer(server, "users", "ana");
            ana.type("the second word\n");
            ana.awaitOut(text -> text.contains("the second word"));
            try (Program eve =
                    Program.start(
                            folder,
                            Map.of(),
                            "chat",
                            "http://127.0.0.1:" + server.port(),
                            "--name",
                            "eve",
                            "--json",
                            "--linger",
                            "0")) {
                assertEquals(0, eve.finish(), eve.err());
                assertTrue(eve.out().contains("the second word"), eve.out());
                assertFalse(eve.out().contains("the first word"), eve.out());
            }
            assertEquals("", server.err());
        }
    }

    @Test
    void aServerThatWasKilledLeavesNothingInTheWayOfTheNext() throws Exception {
        try (Program server = Program.serve(folder, 0)) {
            server.port();
            server.type("users\n").awaitOut(text -> text.contains("people are online"));
            server.kill();
        }
        try (Program server = Program.serve(folder, 0)) {
            server.type("users\n").awaitOut(text -> text.contains("people are online"));
            assertEquals(0, admin("users").finish());
        }
    }
}
