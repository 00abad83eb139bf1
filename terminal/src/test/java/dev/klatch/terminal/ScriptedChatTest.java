package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.FakeServer;
import dev.klatch.client.Faults;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.PlayedServer;
import dev.klatch.protocol.SignIn;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole scripts against a server that the test plays.
class ScriptedChatTest {
    private final PlayedServer server = new PlayedServer();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path state;

    @AfterEach
    void stop() {
        server.close();
    }

    private ExitStatus run(String name, Duration timeout, String... lines)
            throws IOException, InterruptedException {
        return run(ScriptedOutput.Form.WORDS, new SignIn.Guest(name), timeout, lines);
    }

    private ExitStatus run(
            ScriptedOutput.Form form, SignIn credentials, Duration timeout, String... lines)
            throws IOException, InterruptedException {
        Directory directory = new Directory();
        Output output =
                new ScriptedOutput(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        form,
                        new EventText(directory, Ink.none(), ZoneOffset.UTC),
                        new EventJson(directory));
        ScriptedChat chat =
                new ScriptedChat(directory, output, new Saver(null), timeout, Duration.ZERO);
        KlatchClient client = server.client(state, credentials.name(), chat::tell);
        String script = String.join("\n", lines) + "\n";
        return chat.run(client, () -> credentials, new BufferedReader(new StringReader(script)));
    }

    private static Duration soon() {
        return Duration.ofSeconds(20);
    }

    private List<String> said() {
        return server.with(played -> played.said(FakeServer.EVERYONE));
    }

    @Test
    void aLineIsSaidAndTheNameIsFreeAfterwards() throws Exception {
        assertEquals(ExitStatus.ALL_SENT, run("ana", soon(), "hello"));
        assertEquals(ExitStatus.ALL_SENT, run("ana", soon(), "hello again"));
        assertEquals(List.of("hello", "hello again"), said());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("ATK-051 a server that calls files what it likes writes nowhere but in the folder")
    void hostileServer() throws Exception {
        Path in = Files.createDirectories(state.resolve("deep/in"));
        List<String> names =
                List.of(
                        "../../outside",
                        "/tmp/klatch-outside",
                        "C:\\..\\outside",
                        "..",
                        "a/../../outside",
                        "evil\u202egpj.exe",
                        "x".repeat(3_000) + ".txt",
                        "\u001b]2;title\u0007",
                        "");
        Directory directory = new Directory();
        Output output =
                new ScriptedOutput(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        ScriptedOutput.Form.WORDS,
                        new EventText(directory, Ink.none(), ZoneOffset.UTC),
                        new EventJson(directory));
        ScriptedChat chat =
                new ScriptedChat(directory, output, new Saver(in), soon(), Duration.ofSeconds(3));
        KlatchClient client =
                server.client(
                        state.resolve("own"),
                        "bob",
                        event -> {
                            chat.tell(event);
                            if (event instanceof ClientEvent.CaughtUp) {
                                Thread.ofVirtual().start(() -> show(names));
                            }
                        });
        chat.run(client, () -> new SignIn.Guest("bob"), new BufferedReader(new StringReader("")));
        try (var all = Files.walk(state.resolve("deep"))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertEquals(names.size(), files.size(), files + err.toString(StandardCharsets.UTF_8));
            assertTrue(files.stream().allMatch(file -> in.equals(file.getParent())), "" + files);
        }
        assertFalse(Files.exists(state.resolve("outside")));
        assertFalse(Files.exists(Path.of("/tmp/klatch-outside")));
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("\u001b"));
    }

    private void show(List<String> names) {
        server.with(played -> {
            names.forEach(name -> played.show(FakeServer.EVERYONE, name, (byte) 1, (byte) 2));
            return played;
        });
    }

    @Test
    void slowDownMeansWaitAndEverythingArrivesInOrder() throws Exception {
        server.with(played -> {
            played.faults(new Faults(new SplittableRandom(3), 0.02, 0, 0, 0, 0.3));
            return played;
        });
        String[] lines = new String[20];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "line " + i;
        }
        assertEquals(ExitStatus.ALL_SENT, run("ana", soon(), lines));
        assertEquals(List.of(lines), said());
    }

    @Test
    void whatIsRefusedIsSaidInWords() throws Exception {
        assertEquals(
                ExitStatus.SOME_REFUSED,
                run("ana", soon(), "Reminder: buy milk", "/nonsense", "x".repeat(16_385), "ok"));
        String words = err.toString(StandardCharsets.UTF_8);
        assertTrue(words.contains("Nobody is called Reminder"), words);
        assertTrue(words.contains("There is no command /nonsense"), words);
        assertTrue(words.contains("longer than 16384 bytes"), words);
        assertFalse(words.contains("Exception"), words);
        assertEquals(List.of("ok"), said());
    }

    @Test
    void linesMeantForARoomThatCannotBeEnteredGoNowhere() throws Exception {
        assertEquals(
                ExitStatus.SOME_REFUSED,
                run("ana", soon(), "/join staff", "a secret of the staff", "/go everyone", "hi"));
        assertEquals(List.of("hi"), said());
    }

    @Test
    void anUnreachableServerKeepsTheLinesForTheNextTime() throws Exception {
        reachable("no");
        assertEquals(ExitStatus.UNREACHABLE, run("ana", Duration.ofMillis(300), "hello"));
        reachable("yes");
        assertEquals(ExitStatus.ALL_SENT, run("ana", soon(), "and more"));
        assertEquals(List.of("hello", "and more"), said());
    }

    private void reachable(String yesOrNo) {
        server.with(played -> {
            played.reachable(yesOrNo);
            return played;
        });
    }

    @Test
    void aRefusedSignInHasItsOwnStatus() throws Exception {
        SignIn account = new SignIn.SignUp("bob", "long enough");
        assertEquals(
                ExitStatus.ALL_SENT, run(ScriptedOutput.Form.WORDS, account, soon(), "I am new"));
        try (var folders = Files.walk(state)) {
            folders.filter(file -> file.endsWith("identity")).forEach(ScriptedChatTest::delete);
        }
        assertEquals(ExitStatus.SIGN_IN_REFUSED, run("bob", soon(), "hello"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("belongs to an account"));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    @Test
    void jsonHasOneObjectALine() throws Exception {
        server.with(played -> {
            played.say(FakeServer.EVERYONE, "eve", "before \u001b[31m");
            return played;
        });
        SignIn ana = new SignIn.Guest("ana");
        assertEquals(ExitStatus.ALL_SENT, run(ScriptedOutput.Form.JSON, ana, soon(), "hello"));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.stream().allMatch(l -> l.startsWith("{\"kind\":") && l.endsWith("}")));
        assertTrue(lines.toString().contains("\"from\":\"history\",\"where\":\"everyone\""));
        assertTrue(lines.toString().contains("\"state\":\"sent\""));
        assertFalse(lines.toString().contains("\u001b"));
    }

    @Test
    void aPrivateLineReachesItsReceiverOnly() throws Exception {
        SignIn account = new SignIn.SignUp("bob", "long enough");
        run(ScriptedOutput.Form.WORDS, account, soon(), "I am bob");
        assertEquals(ExitStatus.ALL_SENT, run("ana", soon(), "bob: psst", "/msg BOB and more"));
        assertEquals(List.of("I am bob"), said());
    }
}
