package dev.klatch.tests.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.ServerSettings;
import dev.klatch.server.setting.Declared;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings and limits on a real server, and `klatch settings` in a process of its own.
final class SettingsSystemTest {
    @TempDir Path data;

    private TestServer server(UnaryOperator<ServerSettings> change) {
        return TestServer.start(data, change);
    }

    @Test
    void oneConnectionMoreThanThereMayBeIsClosed() {
        try (TestServer server = server(usual -> usual.with(Declared.CONNECTIONS, 2));
                RawConnection one = RawConnection.to(server.port());
                RawConnection two = RawConnection.to(server.port());
                RawConnection third = RawConnection.to(server.port())) {
            assertEquals(0, third.untilClosed().length);
            one.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(one.head().startsWith("HTTP/1.1 200 "));
            two.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(two.head().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void whoAsksForNothingIsClosedAfterTheDeadlineThatIsSet() {
        try (TestServer server = server(usual -> usual.with(Declared.SIGN_IN_DEADLINE, 1));
                RawConnection silent = RawConnection.to(server.port())) {
            silent.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(silent.head().startsWith("HTTP/1.1 200 "));
            long begin = System.nanoTime();
            silent.untilClosed();
            assertTrue(System.nanoTime() - begin < 12_000_000_000L, "closed by another deadline");
        }
    }

    @Test
    void thePaceIsTheOneThatIsSet() {
        try (TestServer server =
                        server(usual ->
                                usual.with(Declared.PACE_BURST, 2)
                                        .with(Declared.PACE_AFTER_CONNECTING, 1)
                                        .with(Declared.PACE_PER_SECOND, 1));
                RawWebSocket ana = RawWebSocket.open(server, server.guest("ana"))) {
            String welcome = ana.text();
            for (int i = 1; i <= 4; i++) {
                ana.send(post(welcome, i));
            }
            List<String> replies = new ArrayList<>();
            while (replies.size() < 4) {
                String heard = ana.text();
                if (heard.contains("\"ref\":")) {
                    replies.add(heard);
                }
            }
            for (String accepted : replies.subList(0, 3)) {
                assertTrue(accepted.startsWith("{\"kind\":\"accepted\""), accepted);
            }
            assertTrue(replies.get(3).contains("\"error\":\"slow-down\""), replies.get(3));
        }
    }

    @Test
    void aRoomTakesAsManyMembersAsAreSet() {
        try (TestServer server = server(usual -> usual.with(Declared.ROOM_MEMBERS, 2));
                RawWebSocket ana = RawWebSocket.open(server, server.guest("ana"));
                RawWebSocket bob = RawWebSocket.open(server, server.guest("bob"));
                RawWebSocket eve = RawWebSocket.open(server, server.guest("eve"))) {
            String epoch = member(ana.text(), "epoch");
            String begin =
                    ",\"ref\":1,\"cid\":\"0190a5a8-0000-7000-8000-000000000001\",\"epoch\":\""
                            + epoch;
            ana.send("{\"kind\":\"create-room\"" + begin + "\",\"name\":\"lobby\"}");
            String lobby = member(reply(ana), "conversation");
            String join = "{\"kind\":\"join\"" + begin + "\",\"conversation\":\"" + lobby + "\"}";
            bob.send(join);
            assertTrue(reply(bob).contains("\"accepted\""));
            eve.send(join);
            String refused = reply(eve);
            assertTrue(refused.contains("\"refused\"") && refused.contains("\"limit\":2"), refused);
        }
    }

    private static String reply(RawWebSocket socket) {
        String heard = socket.text();
        while (!heard.contains("\"ref\":1")) {
            heard = socket.text();
        }
        return heard;
    }

    private static String post(String welcome, int ref) {
        return "{\"kind\":\"post\",\"ref\":%d,\"cid\":\"0190a5a8-0000-7000-8000-00000000000%d\","
                        .formatted(ref, ref)
                + "\"epoch\":\"%s\",\"conversation\":\"%s\",\"text\":\"hello\"}"
                        .formatted(member(welcome, "epoch"), member(welcome, "everyone"));
    }

    private static String member(String json, String name) {
        String begin = "\"" + name + "\":\"";
        int at = json.indexOf(begin) + begin.length();
        return json.substring(at, json.indexOf('"', at));
    }

    private record Outcome(int status, String words) {}

    private Outcome klatch(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("dev.klatch.app.Main");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }

    private static List<String> line(Outcome outcome, String setting) {
        return outcome.words()
                .lines()
                .filter(line -> line.startsWith(setting + " "))
                .map(line -> List.of(line.split("  +", -1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(outcome.words()));
    }

    @Test
    void settingsAreShownWithTheirSources() throws Exception {
        Files.writeString(data.resolve("klatch.conf"), "guest-grace = 60\n");
        Outcome shown =
                klatch(
                        Map.of("KLATCH_PACE_BURST", "40"),
                        "settings",
                        "--data",
                        data.toString(),
                        "--port",
                        "6000");
        assertEquals(0, shown.status(), shown.words());
        assertEquals(List.of("port", "6000", "flag --port"), line(shown, "port"));
        assertEquals(
                List.of("pace-burst", "40 commands", "environment KLATCH_PACE_BURST"),
                line(shown, "pace-burst"));
        String place = "file " + data.resolve("klatch.conf") + ", line 1";
        assertEquals(List.of("guest-grace", "60 seconds", place), line(shown, "guest-grace"));
        assertEquals(List.of("host", "0.0.0.0", "default"), line(shown, "host"));
    }

    @Test
    void aServerWithAWrongSettingDoesNotStartAndSaysWhy() throws Exception {
        Files.writeString(data.resolve("klatch.conf"), "port = \u001b[2Jfive\n");
        Outcome refused = klatch(Map.of(), "serve", "--data", data.toString());
        assertEquals(2, refused.status());
        assertEquals(
                "The setting port is a number from 0 to 65535, not \"␛[2Jfive\" (file "
                        + data.resolve("klatch.conf")
                        + ", line 1).\n",
                refused.words());
        Outcome shown = klatch(Map.of(), "settings", "--data", data.toString());
        assertEquals(refused, shown);
    }

    @Test
    void whatTheOperatorChangedWinsAndIsShownAsTheConsoles() throws Exception {
        try (TestServer server = server(usual -> usual)) {
            server.operate("sign-up closed");
            server.operate("guests off");
        }
        Outcome shown = klatch(Map.of(), "settings", "--data", "" + data, "--sign-up", "open");
        assertEquals(List.of("sign-up", "closed", "console"), line(shown, "sign-up"));
        assertEquals(List.of("guests", "off", "console"), line(shown, "guests"));
        try (TestServer server = server(usual -> usual)) {
            String ana = "\"name\":\"ana\",\"password\":\"correct horse\"}";
            assertEquals(403, server.postSession("{\"kind\":\"sign-up\"," + ana).statusCode());
            String guest = "{\"kind\":\"guest\",\"name\":\"ana\"}";
            assertEquals(403, server.postSession(guest).statusCode());
        }
    }

    @Test
    void noLimitsGoWithLoopbackOnly() throws Exception {
        Outcome refused = klatch(Map.of("KLATCH_LIMITS", "off"), "serve", "--data", "" + data);
        assertEquals(2, refused.status());
        assertTrue(refused.words().startsWith("--limits off goes only "), refused.words());
    }

    @Test
    void theHelpOfServeNamesEverySetting() throws Exception {
        Outcome help = klatch(Map.of(), "serve", "--help");
        assertEquals(0, help.status());
        Declared.all()
                .forEach(each -> assertTrue(help.words().contains(each.flag()), help.words()));
    }
}
