package dev.klatch.tests.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientSettings;
import dev.klatch.client.KlatchClient;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Coming in, alone and many at once, and what is there then, on one server: rows A1, A6, A7, B3,
/// B4, B8, D11. Max was there and has disappeared; his name is free at the end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ComingInSystemTest {
    private static final Map<String, String> PASSWORD =
            Map.of("KLATCH_PASSWORD", "a long password");
    private static final int MANY = 100;
    private static final int LINES = 210;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir static Path folder;

    private int port;
    private Program server;
    private Program max;

    @BeforeAll
    void open() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server =
                Program.serve(
                        folder, port, "--guest-grace", "15", "--pace-after-connecting", "1000");
        max = chat(folder, Map.of(), "max", "--linger", "600");
        max.type("I am here\n/who\n");
        max.awaitOut(text -> text.contains("Nobody else is here."));
        max.kill();
    }

    @AfterAll
    void close() {
        max.close();
        server.close();
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    private Program chat(Path where, Map<String, String> environment, String name, String... more)
            throws IOException {
        Stream<String> words = Stream.of("chat", url(), "--name", name);
        return Program.start(
                where, environment, Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private static Path machine(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /// What somebody on another machine is told who tries to come in so.
    private String refused(Map<String, String> environment, String name) throws Exception {
        try (Program chat = chat(machine(name + " elsewhere"), environment, name)) {
            assertEquals(4, chat.finish(), chat.out());
            return chat.err();
        }
    }

    private HttpResponse<String> post(String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url() + "/api/session"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    @Order(1)
    void a6ANameThatIsTakenIsRefusedAlsoInOtherLetters() throws Exception {
        for (String name : List.of("max", "MAX", "mаx", "ｍａｘ")) {
            HttpResponse<String> answer =
                    post("{\"kind\":\"guest\",\"name\":\"%s\"}".formatted(name));
            assertEquals(409, answer.statusCode(), name);
            assertTrue(answer.body().contains("\"error\":\"name-taken\""), answer.body());
        }
        String said = refused(Map.of(), "Max");
        assertTrue(said.contains("Somebody here has this name already."), said);
        for (String name : List.of("everyone", "admin", "group work", "a\\u202eb")) {
            HttpResponse<String> answer =
                    post("{\"kind\":\"guest\",\"name\":\"%s\"}".formatted(name));
            assertTrue(answer.statusCode() >= 400, name);
        }
    }

    @Test
    @Order(2)
    void b8HostAndPortAreArgumentsOfServerAndClient() throws Exception {
        assertEquals(port, server.port());
        try (Pane kim = Pane.start(folder, server, "chat", "127.0.0.1:" + port, "--name", "kim")) {
            kim.awaitLine("You are kim, a guest.");
            kim.awaitLine("everyone>");
            kim.enter("exit");
            kim.awaitLine("[ended with 0]");
        }
        try (Program again = Program.serve(machine("another"), port)) {
            assertEquals(1, again.finish(), again.out());
            assertTrue(again.out().contains("127.0.0.1 port " + port + ": "), again.out());
            assertTrue(again.out().contains("docs/troubleshooting.md"), again.out());
        }
    }

    @Test
    @Order(3)
    void a1OneEntersWithANameOrAnAccountAndNobodyElseIsCalledSo() throws Exception {
        try (Pane eve = Pane.start(folder, server, "chat", url());
                Pane zoe =
                        Pane.start(folder, server, "chat", url(), "--name", "zoe", "--sign-up")) {
            eve.awaitLine("Name or number");
            eve.enter("eve");
            eve.awaitLine("You are eve, a guest.");
            zoe.awaitLine("A password for zoe:");
            zoe.enter("a long password");
            zoe.awaitLine("You are zoe.");
            zoe.awaitLine("2 here");
            String taken = refused(Map.of(), "EVE");
            assertTrue(taken.contains("already"), taken);
            String account = refused(Map.of(), "ZOE");
            assertTrue(account.contains("account"), account);
        }
        try (Program zoe = chat(machine("phone"), PASSWORD, "ZOE")) {
            assertEquals(0, zoe.type("with the account, from here\n").finish(), zoe.err());
        }
    }

    @Test
    @Order(4)
    void b3TextUpToTheLimitArrivesWholeInPacketsOfAnySize() throws Exception {
        long seed = System.nanoTime();
        String letters = "äöü€😀 your words stay whole ";
        String text = letters.repeat(Limits.TEXT_BYTES / letters.getBytes(UTF_8).length);
        String longest = text + "x".repeat(Limits.TEXT_BYTES - text.getBytes(UTF_8).length);
        try (SmallPackets packets = new SmallPackets(port, seed)) {
            String there = "http://127.0.0.1:" + packets.port();
            String[] words = {"chat", there, "--name", "pia", "--linger", "600", "--json"};
            try (Program pia = Program.start(folder, Map.of(), words);
                    Program tom = chat(folder, Map.of(), "tom")) {
                pia.awaitOut(said -> said.contains("\"kind\":\"posted\""));
                tom.type(longest + "\n" + longest + "y\nshort\n");
                assertEquals(1, tom.finish(), tom.err());
                assertTrue(tom.err().contains("longer than 16384 bytes"), tom.err());
                String heard = pia.awaitOut(said -> said.contains("\"text\":\"short\""));
                assertEquals(1, heard.split("your words stay whole x", -1).length - 1);
                assertTrue(heard.contains("\"text\":\"" + longest + "\""), "seed " + seed);
                pia.type(longest.replace("whole", "sound") + "\nthe last\n");
                pia.awaitOut(said -> said.contains("the last"));
            }
        }
        try (Program eve = chat(folder, Map.of(), "eva", "--json")) {
            assertEquals(0, eve.finish(), eve.err());
            assertTrue(eve.out().contains("\"text\":\"" + longest.replace("whole", "sound")));
        }
    }

    @Test
    @Order(5)
    void a7AHundredComeInAtOnceAndEachHearsAll() throws Exception {
        CountDownLatch heard = new CountDownLatch(MANY * (MANY - 1));
        CountDownLatch here = new CountDownLatch(MANY);
        List<KlatchClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                String name = "pupil " + i;
                Path state = folder.resolve("pupils").resolve(name);
                clients.add(
                        KlatchClient.open(
                                new ClientSettings(URI.create(url()), name, state),
                                event -> note(event, here, heard)));
            }
            clients.forEach(client -> client.start(new SignIn.Guest(name(clients, client))));
            assertTrue(here.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "all are here: " + here);
            clients.forEach(client -> client.post(Addressee.everyone(), "hello from one of many"));
            assertTrue(heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "missing: " + heard);
        } finally {
            clients.stream().map(KlatchClient::signOut).toList().forEach(gone -> gone.join());
        }
    }

    private static String name(List<KlatchClient> clients, KlatchClient client) {
        return "pupil " + clients.indexOf(client);
    }

    private static void note(ClientEvent event, CountDownLatch here, CountDownLatch heard) {
        switch (event) {
            case ClientEvent.CaughtUp _ -> here.countDown();
            case ClientEvent.Happened(Event.Posted posted, ClientEvent.Origin origin)
                    when posted.text().equals("hello from one of many")
                            && origin != ClientEvent.Origin.OWN ->
                    heard.countDown();
            default -> {}
        }
    }

    @Test
    @Order(6)
    void b4WhoLogsInSeesWhatWasSaidBeforeAndGuestsSeeAllOfIt() throws Exception {
        try (Program ana = chat(folder, PASSWORD, "ana", "--sign-up")) {
            assertEquals(0, ana.type("/status gone for now\n").finish(), ana.err());
        }
        String all =
                IntStream.range(0, LINES)
                        .mapToObj("said before %d\n"::formatted)
                        .collect(Collectors.joining());
        try (Program bob = chat(folder, Map.of(), "bob")) {
            assertEquals(0, bob.type(all).finish(), bob.err());
        }
        try (Pane ana = Pane.start(folder, server, "chat", url(), "--name", "ana")) {
            ana.awaitLine("everyone>");
            ana.awaitLine("bob: said before " + (LINES - 1));
            assertTrue(ana.screen().contains("said before " + (LINES - 10)), ana.screen());
        }
        try (Program guest = chat(folder, Map.of(), "gil")) {
            assertEquals(0, guest.type("/history " + (2 * LINES) + "\n").finish(), guest.err());
            for (int i = 0; i < LINES; i++) {
                assertTrue(guest.out().contains("bob: said before " + i + "\n"), "line " + i);
            }
            assertFalse(guest.err().contains("refused"), guest.err());
        }
    }

    @Test
    @Order(7)
    void d11TheNameOfAGuestWhoDisappearedIsFreeAfterAWhile() throws Exception {
        try (Program watcher = chat(folder, Map.of(), "una", "--linger", "600")) {
            watcher.type("/who\n");
            watcher.awaitOut(text -> text.contains("Here: ") || text.contains("Nobody else"));
            if (watcher.out().contains("max")) {
                watcher.awaitOut(text -> text.contains("max has left."));
            }
        }
        try (Program another = chat(machine("max"), Map.of(), "Max", "--json")) {
            another.type("I am another one\n/history 600\n");
            assertEquals(0, another.finish(), another.err());
            List<String> authors =
                    another.out()
                            .lines()
                            .filter(line -> line.contains("\"kind\":\"posted\""))
                            .filter(line -> line.contains("I am "))
                            .map(line -> line.replaceAll(".*\"author\":\"(\\w+)\".*", "$1"))
                            .toList();
            assertEquals(2, authors.stream().distinct().count(), authors.toString());
        }
    }
}
