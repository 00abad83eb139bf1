package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.history.Console;
import dev.klatch.tests.wire.Carrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of the terminal client whose line breaks, whose server dies, whose client is killed, at
/// points that nobody chose: they go on from the byte, and are said once.
final class FilesGoOnSystemTest {
    private static final int SIZE = 12_000_000;
    private static final int TIMES = 3;

    /// What is sent twice at most, for all the times that it breaks: what was between two buffers.
    private static final int SLACK = 2_000_000;

    @TempDir Path folder;
    private final SplittableRandom random = new SplittableRandom(Console.seed("files that go on"));
    private final byte[] bytes = Carrier.bytes(SIZE, 6);
    private Path file;
    private Path in;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("a film.bin"), bytes);
        in = Files.createDirectory(folder.resolve("in"));
    }

    private Program chat(String url, String name, String... more) throws IOException {
        String[] words = {"chat", url, "--name", name, "--json", "--timeout", "40"};
        return Program.start(
                folder,
                Map.of(),
                Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }

    /// Somewhere in the next quarter.
    private long somewhere() {
        return 300_000 + random.nextLong(SIZE / 4);
    }

    private static long count(Program who, String... parts) throws IOException {
        return who.out()
                .lines()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .count();
    }

    private List<Path> files(Path where) throws IOException {
        try (Stream<Path> all = Files.walk(where)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void isSavedOnce() throws IOException {
        List<Path> saved = files(in);
        assertEquals(List.of(in.resolve("a film.bin")), saved);
        assertArrayEquals(bytes, Files.readAllBytes(saved.getFirst()));
    }

    /// Nothing is under way any more, neither with the clients nor on the server, which has it
    /// once.
    private void nothingIsLeft() throws IOException {
        List<Path> notes =
                files(folder.resolve("state")).stream()
                        .filter(path -> path.toString().matches(".*/(parcel|download)-.*"))
                        .toList();
        assertEquals(List.of(), notes);
        assertEquals(1, files(folder.resolve("data/files")).size());
    }

    @Test
    void e4AnUploadSurvivesThatTheClientIsKilledAndIsSaidOnce() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Gate gate = new Gate(server.port());
                Program bob =
                        chat(
                                "http://127.0.0.1:" + server.port(),
                                "bob",
                                "--linger",
                                "600",
                                "--save-to",
                                in.toString())) {
            bob.type("I am here\n").awaitOut(text -> text.contains("\"sent\""));
            String typed = "!FILE " + file + "\n";
            for (int i = 0; i < TIMES; i++) {
                gate.holdAfter(somewhere());
                try (Program ana = chat(gate.url(), "ana")) {
                    ana.type(typed);
                    gate.awaitHeld(ana);
                    ana.kill();
                }
                gate.cut();
                typed = "";
            }
            gate.open();
            try (Program ana = chat(gate.url(), "ana")) {
                assertEquals(0, ana.type("hello\n").finish(), ana.err());
                assertEquals(1, count(ana, "\"upload\"", "\"arrived\""), ana.out());
            }
            bob.awaitOut(text -> text.contains("\"saved\"") && text.contains("hello"));
            assertEquals(1, count(bob, "\"posted\"", "a film.bin"), bob.out());
            isSavedOnce();
            assertTrue(gate.up() < SIZE + SLACK, "sent: " + gate.up());
        }
        nothingIsLeft();
    }

    @Test
    void e4ADownloadSurvivesThatTheClientIsKilled() throws Exception {
        try (Program server = Program.serve(folder, 0);
                Gate gate = new Gate(server.port())) {
            try (Program ana = chat("http://127.0.0.1:" + server.port(), "ana")) {
                assertEquals(0, ana.type("/send '" + file + "' -- look\n").finish(), ana.err());
            }
            String typed = "/save 1 " + in + "\n";
            List<Long> there = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                gate.holdAfter(somewhere());
                try (Program eve = chat(gate.url(), "eve")) {
                    eve.type(typed);
                    gate.awaitHeld(eve);
                    eve.kill();
                }
                gate.cut();
                there.add(partial());
                typed = "";
            }
            gate.open();
            try (Program eve = chat(gate.url(), "eve")) {
                assertEquals(0, eve.finish(), eve.err());
                assertEquals(1, count(eve, "\"download\"", "\"saved\""), eve.out());
            }
            isSavedOnce();
            // Whoever has nothing yet asks for the whole.
            there.removeIf(bytes -> bytes == 0);
            assertEquals(there, gate.asked(), "from the byte where it broke off");
        }
        nothingIsLeft();
    }

    /// How much of a file is there that is not whole.
    private long partial() throws IOException {
        List<Path> parts = files(in);
        assertTrue(parts.size() == 1 && parts.getFirst().toString().endsWith(".part"), "" + parts);
        return Files.size(parts.getFirst());
    }

    @Test
    void e4FilesGoOnAfterTheLineWasCutAndTheServerWasKilled() throws Exception {
        Program server = Program.serve(folder, 0);
        try (Gate gate = new Gate(server.port())) {
            try (Program ana = chat(gate.url(), "ana")) {
                gate.holdAfter(somewhere());
                ana.type("/send '" + file + "' -- look\n");
                gate.awaitHeld(ana);
                ana.type("meanwhile one talks\n");
                ana.awaitOut(text -> text.contains("\"sent\""));
                gate.cut();
                gate.awaitHeld(ana);
                server.kill();
                server = Program.serve(folder, 0);
                gate.redirect(server.port());
                gate.open();
                gate.cut();
                assertEquals(0, ana.finish(), ana.err());
                assertEquals(1, count(ana, "\"upload\"", "\"arrived\""), ana.out());
            }
            assertTrue(gate.up() < SIZE + SLACK, "sent: " + gate.up());
            try (Program eve = chat(gate.url(), "eve")) {
                gate.holdAfter(somewhere());
                eve.type("/save #2 " + in + "\n");
                gate.awaitHeld(eve);
                gate.cut();
                gate.awaitHeld(eve);
                server.kill();
                server = Program.serve(folder, 0);
                gate.redirect(server.port());
                gate.open();
                gate.cut();
                assertEquals(0, eve.finish(), eve.err());
                assertEquals(1, count(eve, "\"posted\"", "a film.bin"), eve.out());
            }
            isSavedOnce();
            assertTrue(gate.asked().size() >= 2, "" + gate.asked());
        } finally {
            server.close();
        }
        nothingIsLeft();
    }
}
