package dev.klatch.tests.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignIn;
import dev.klatch.server.operator.Operator;
import dev.klatch.server.operator.Phrase.Status;
import dev.klatch.tests.wire.Carrier;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator asks of a real server, and what the people on it see of that.
final class OperatorVerbsSystemTest {
    private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"([^\"]*)\"");
    private static final Pattern EVERYONE = Pattern.compile("\"everyone\":\"([^\"]*)\"");

    private final AtomicInteger stops = new AtomicInteger();
    private final AtomicInteger cids = new AtomicInteger();
    private final TestDesk desk = new TestDesk();
    private Path data = Path.of("");
    private TestServer server;
    private Operator operator;

    @BeforeEach
    void start(@TempDir Path folder) {
        data = folder;
        server = TestServer.start(folder);
        operator = server.operator(stops::incrementAndGet);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String group(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }

    /// A text message with these words.
    private static String heard(RawWebSocket socket, String words) {
        String text = socket.text();
        while (!text.contains(words)) {
            text = socket.text();
        }
        return text;
    }

    private String post(String welcome, String text) {
        int number = cids.incrementAndGet();
        return """
        {"kind":"post","ref":%d,"cid":"019b76da-b3b8-7000-8000-%012d","epoch":"%s",\
        "conversation":"%s","text":"%s"}\
        """
                .formatted(number, number, group(EPOCH, welcome), group(EVERYONE, welcome), text);
    }

    @Test
    void whatTheOperatorSaysIsHeardByAllAsTheServersWords() {
        try (RawWebSocket ana = RawWebSocket.open(server, server.guest("ana"))) {
            heard(ana, "welcome");
            assertEquals(Status.DONE, operator.obey("say Lunch is  at \"one\".", desk));
            String posted = heard(ana, "\"kind\":\"posted\"");
            assertTrue(posted.contains("\"text\":\"Lunch is  at \\\"one\\\".\""), posted);
            assertTrue(posted.contains("\"name\":\"server\""), posted);
            assertEquals("Said in everyone.\n", desk.shown());
        }
        assertEquals(Status.REFUSED, operator.obey("say " + "x".repeat(16_385), desk));
        assertEquals("The text is longer than this server takes.\n", desk.shown());
        assertEquals(Status.MISUSED, operator.obey("say", desk));
    }

    @Test
    void whatTakesRoomIsListedAndAFileIsDeletedWithTheMessageThatShowsIt() {
        try (Carrier ana = Carrier.guest(server, "ana");
                RawWebSocket socket = RawWebSocket.open(server, ana.token())) {
            String welcome = heard(socket, "welcome");
            String path = ana.uploaded("film.bin", Carrier.bytes(3 << 20, 1));
            String id = path.substring(path.lastIndexOf('/') + 1);
            String words = "\"text\":\"look\"";
            socket.send(
                    post(welcome, "look").replace(words, words + ",\"files\":[\"" + id + "\"]"));
            heard(socket, "\"kind\":\"accepted\"");
            for (String by : List.of("room", "person", "kind", "file")) {
                assertEquals(Status.DONE, operator.obey("space " + by, desk));
            }
            String listed = desk.shown();
            String three = "(?m)^ +3[.,]0 MiB  ";
            for (String name : List.of("everyone", "ana", "document")) {
                assertTrue(
                        Pattern.compile(three + " +1 files  " + name + "$").matcher(listed).find(),
                        listed);
            }
            assertTrue(Pattern.compile(three + id + "  film.bin$").matcher(listed).find(), listed);
            assertEquals(Status.REFUSED, operator.obey("remove-file x", desk));
            assertEquals("There is no such file, or not for you.\n", desk.shown());
            assertEquals(Status.DONE, operator.obey("remove-file " + id, desk));
            heard(socket, "\"kind\":\"deleted\"");
            assertEquals(404, ana.fetch(path).statusCode());
            assertEquals("The file is deleted, with what showed it.\n", desk.shown());
            assertEquals(Status.DONE, operator.obey("space file", desk));
            assertEquals("There are no files.\n", desk.shown());
            assertEquals(Status.MISUSED, operator.obey("space", desk));
        }
    }

    @Test
    void nobodyTakesTheServersName() {
        assertEquals(
                400, server.postSession("{\"kind\":\"guest\",\"name\":\"Server\"}").statusCode());
    }

    @Test
    void roomsAndFiguresAreCountedAndNothingOfWhatWasSaidIsShown() {
        server.enter(new SignIn.SignUp("bob", "correct horse"));
        try (RawWebSocket ana = RawWebSocket.open(server, server.guest("ana"))) {
            String welcome = heard(ana, "welcome");
            ana.send(post(welcome, "a secret"));
            heard(ana, "accepted");
            assertEquals(Status.DONE, operator.obey("rooms", desk));
            String rooms = desk.shown();
            assertTrue(rooms.matches("room +public +0 people +1 messages  everyone\n"), rooms);
            assertEquals(Status.DONE, operator.obey("stats", desk));
            String stats = desk.shown();
            for (String line :
                    new String[] {"online +1", "guests +1", "accounts +1", "messages +1"}) {
                assertTrue(Pattern.compile("(?m)^" + line + "$").matcher(stats).find(), stats);
            }
            assertFalse((rooms + stats).contains("secret"));
        }
    }

    @Test
    void b6DeletingTheChatAsksKeepsABackupAndLetsAllBeginAnew() throws Exception {
        String token = server.guest("ana");
        String epoch;
        try (RawWebSocket ana = RawWebSocket.open(server, token)) {
            String welcome = heard(ana, "welcome");
            epoch = group(EPOCH, welcome);
            ana.send(post(welcome, "hello"));
            heard(ana, "accepted");
            assertEquals(Status.REFUSED, operator.obey("<DELETE CHAT BACKUP>", new TestDesk("no")));
            assertEquals(Status.REFUSED, operator.obey("<DELETE CHAT BACKUP>", new TestDesk()));
            assertEquals(0, backups());
            TestDesk sure = new TestDesk("yes");
            assertEquals(Status.DONE, operator.obey("<delete chat backup>", sure));
            assertTrue(heard(ana, "\"closing\"").contains("deleted all that was said"));
            assertEquals(CloseCode.RESTARTING.number(), ana.closeCode());
            String named = sure.await("A backup is kept for 7 days: ");
            assertTrue(Files.exists(Path.of(named.substring(named.lastIndexOf(' ') + 1))), named);
            assertEquals(1, backups());
        }
        try (RawWebSocket ana = RawWebSocket.open(server, token)) {
            String welcome = heard(ana, "welcome");
            assertFalse(epoch.equals(group(EPOCH, welcome)), welcome);
            ana.send(post(welcome.replace(group(EPOCH, welcome), epoch), "from before"));
            heard(ana, "epoch-changed");
            ana.send(post(welcome, "first"));
            assertTrue(heard(ana, "accepted").contains("\"seq\":1,"));
            assertEquals(Status.DONE, operator.obey("wipe --no-backup --yes", desk));
            assertTrue(desk.shown().contains("No backup was made."));
            assertEquals(1, backups());
        }
    }

    private long backups() throws Exception {
        Path folder = data.resolve("backups");
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    @DisplayName("ATK-033 what people say is never a command of the operator")
    void whatPeopleSayIsNeverACommandOfTheOperators() {
        try (RawWebSocket ana = RawWebSocket.open(server, server.guest("ana"))) {
            String welcome = heard(ana, "welcome");
            for (String text :
                    new String[] {
                        "<EXIT>", "exit", "<DELETE CHAT BACKUP>", "yes", "wipe --yes", "x\\nexit\\n"
                    }) {
                ana.send(post(welcome, text));
                heard(ana, "accepted");
            }
            assertEquals(0, stops.get());
            assertEquals(Status.DONE, operator.obey("rooms", desk));
            assertTrue(desk.shown().contains(" 6 messages"), "all of it is there, as messages");
        }
    }

    @Test
    void c6TheLogIsFollowedLiveUntilItIsEnough() throws Exception {
        assertEquals(Status.DONE, operator.obey("tail on", desk));
        try (RawWebSocket ana = RawWebSocket.open(server, server.guest("ana"))) {
            heard(ana, "welcome");
            String arrived = desk.await("\"arrived\"");
            assertTrue(arrived.contains("ana"), arrived);
        }
        assertEquals(Status.DONE, operator.obey("tail off", desk));
        desk.shown();
        try (RawWebSocket bob = RawWebSocket.open(server, server.guest("bob"))) {
            heard(bob, "welcome");
            TestDesk other = new TestDesk();
            assertEquals(Status.DONE, operator.obey("tail on", other));
            assertEquals(Status.DONE, operator.obey("say something", other));
            other.await("\"operator\"");
            assertEquals("", desk.shown());
            operator.left(other);
        }
        assertEquals(Status.MISUSED, operator.obey("tail", desk));
    }

    @Test
    void c6FilesAreFollowedFromTheirBeginningToTheirEnd() throws Exception {
        assertEquals(Status.DONE, operator.obey("tail on", desk));
        try (Carrier ana = Carrier.guest(server, "ana")) {
            String path = ana.begun(1_000, "secret plan.txt");
            String id = "\"name\":\"ana\",\"file\":\"" + path.substring(11) + "\"";
            String begun = desk.await("\"upload-begun\"");
            assertTrue(begun.contains(id + ",\"bytes\":1000}"), begun);
            try (RawConnection line = ana.connect()) {
                line.send(ana.head(path, 0, 1_000)).send("x".repeat(300));
            }
            assertTrue(desk.await("\"upload-broke-off\"").contains(id));
            long stands = ana.offset(path);
            ana.bring(path, stands, Carrier.bytes(1_000 - (int) stands, 6));
            assertTrue(desk.await("\"upload-ended\"").contains(id + ",\"bytes\":1000}"));
            ana.fetch(path, "Range", "bytes=400-");
            String fetched = desk.await("\"download-begun\"");
            assertTrue(fetched.contains(id + ",\"from-byte\":400,\"bytes\":600}"), fetched);
            desk.await("\"download-ended\"");
            String other = ana.begun(5, "a");
            ana.send(ana.request(other).DELETE().build());
            desk.await("\"upload-given-up\"");
            ana.begin(200_000_000, "a");
            assertTrue(desk.await("\"upload-refused\"").contains("\"error\":\"file-too-large\""));
            assertFalse(desk.shown().contains("secret"));
        }
        assertEquals(Status.DONE, operator.obey("tail off", desk));
    }

    @Test
    void b6PeopleAreKickedMutedAndKeptOutAndLetInAgain() {
        try (RawWebSocket ana = RawWebSocket.open(server, server.guest("ana"))) {
            String welcome = heard(ana, "welcome");
            assertEquals(Status.DONE, operator.obey("mute ana 5", desk));
            ana.send(post(welcome, "hello"));
            heard(ana, "\"muted\"");
            assertEquals(Status.DONE, operator.obey("unmute Ana", desk));
            ana.send(post(welcome, "hello again"));
            heard(ana, "accepted");
            assertEquals(Status.DONE, operator.obey("kick ana", desk));
            assertEquals(CloseCode.SIGNED_OUT.number(), ana.closeCode());
        }
        SignIn bob = new SignIn.SignUp("bob", "correct horse");
        server.enter(bob);
        SignIn again = new SignIn.WithPassword("bob", "correct horse");
        desk.shown();
        assertEquals(Status.DONE, operator.obey("ban bob", desk));
        assertEquals("bob is kept out.\n", desk.shown());
        assertThrows(AssertionError.class, () -> server.enter(again));
        assertEquals(Status.DONE, operator.obey("unban bob", desk));
        server.enter(again);
        assertEquals(Status.DONE, operator.obey("role bob admin", desk));
        assertEquals(Role.ADMIN, server.enter(again).role());
        assertEquals(Status.MISUSED, operator.obey("role bob king", desk));
        assertEquals(Status.REFUSED, operator.obey("kick nobody", desk));
        assertEquals(Status.REFUSED, operator.obey("kick server", desk));
    }

    @Test
    void b6TheWaysInAreOpenedAndClosed() {
        assertEquals(Status.DONE, operator.obey("guests off", desk));
        assertThrows(AssertionError.class, () -> server.guest("eve"));
        assertEquals(Status.DONE, operator.obey("guests on", desk));
        server.guest("eve");
        assertEquals(Status.DONE, operator.obey("sign-up invite", desk));
        assertThrows(
                AssertionError.class,
                () -> server.enter(new SignIn.SignUp("bob", "correct horse")));
        desk.shown();
        assertEquals(Status.DONE, operator.obey("invite --role moderator --uses 2", desk));
        String code = desk.shown().split(" ", 2)[0];
        String body =
                """
                {"kind":"sign-up","name":"bob","password":"correct horse","invite":"%s"}\
                """
                        .formatted(code);
        String answer = server.postSession(body).body();
        assertTrue(answer.contains("\"role\":\"moderator\""), answer);
        assertEquals(Status.MISUSED, operator.obey("invite --uses 0", desk));
        assertEquals(Status.REFUSED, operator.obey("invite --room nowhere", desk));
    }

    @Test
    void b6ExitStopsTheServerOnceItIsAskedTo() {
        assertEquals(Status.DONE, operator.obey("<Exit>", desk));
        assertEquals(1, stops.get());
    }
}
