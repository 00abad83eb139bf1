package dev.klatch.tests.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.Acquaintance;
import dev.klatch.client.Acquaintance.Look;
import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientSettings;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.MessageState;
import dev.klatch.client.Writing;
import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.wire.TestServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What our own clients make of the server that answers them over TLS.
final class KnownServersSystemTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir private static Path folder;
    private static TestServer ours;
    private static TestServer another;

    @TempDir private Path state;

    @BeforeAll
    static void start() {
        ours = TestServer.start(folder.resolve("ours"));
        another = TestServer.start(folder.resolve("another"));
    }

    @AfterAll
    static void stop() {
        ours.close();
        another.close();
    }

    private static URI address(int port) {
        return URI.create("https://127.0.0.1:" + port);
    }

    private static Fingerprint fingerprint(TestServer server) {
        return Objects.requireNonNull(server.reach().certificates()).fingerprint();
    }

    private Acquaintance with(URI server) {
        return new Acquaintance(server, state);
    }

    @Test
    void aServerThatWasNeverMetIsAStrangerUntilSomebodyComparedItsFingerprint() throws Exception {
        URI server = address(ours.port());
        assertEquals(new Look.Stranger(fingerprint(ours)), with(server).look());
        assertEquals(new Look.Stranger(fingerprint(ours)), with(server).look(), "still");
        with(server).trust(fingerprint(ours));
        assertEquals(new Look.Trusted(fingerprint(ours)), with(server).look());
        assertEquals(
                List.of("127.0.0.1:" + ours.port() + " " + fingerprint(ours).hex()),
                Files.readAllLines(state.resolve("known-servers")));
    }

    @Test
    void nothingIsKnownAboutALineThatIsNotEncryptedOrNobodyAnswers() throws Exception {
        URI plain = URI.create("http://127.0.0.1:" + ours.port());
        assertEquals(new Look.Plain(), with(plain).look());
        assertInstanceOf(Look.Unreachable.class, with(address(1)).look());
    }

    @Test
    void withAKnownServerOneTalksEncrypted() throws Exception {
        URI server = address(ours.port());
        with(server).trust(fingerprint(ours));
        BlockingQueue<ClientEvent> heard = new LinkedBlockingQueue<>();
        try (KlatchClient ana =
                KlatchClient.open(new ClientSettings(server, "ana", state), heard::add)) {
            ana.start(new SignIn.Guest("ana"));
            ana.post(new Addressee.Everyone(), Writing.of("nobody reads this on the way"));
            await(
                    heard,
                    event ->
                            event
                                    instanceof
                                    ClientEvent.MessageChanged(var _, MessageState.Sent _));
        }
    }

    @Test
    @DisplayName("ATK-088 a server that has become another one is not talked to")
    void aServerThatHasBecomeAnotherOneIsNotTalkedTo() throws Exception {
        URI server = address(another.port());
        with(server).trust(fingerprint(ours));
        assertEquals(
                new Look.Changed(fingerprint(ours), fingerprint(another)), with(server).look());
        assertNothingIsSaid(server, "its fingerprint has changed");
        with(server).trust(fingerprint(another));
        assertEquals(
                new Look.Trusted(fingerprint(another)),
                with(server).look(),
                "once somebody compared it again");
    }

    @Test
    @DisplayName("ATK-088 a strange server is sent nothing before its fingerprint was compared")
    void aStrangeServerIsSentNothing() throws Exception {
        assertNothingIsSaid(address(another.port()), "is not known here yet");
    }

    @Test
    @DisplayName("ATK-088 showing the authority of another is not enough")
    void showingTheAuthorityOfAnotherIsNotEnough() throws Exception {
        try (Impostor impostor = new Impostor(folder.resolve("another"), folder.resolve("ours"))) {
            URI server = address(impostor.port());
            assertEquals(new Look.Stranger(fingerprint(ours)), with(server).look());
            with(server).trust(fingerprint(ours));
            Look.Unreachable look = assertInstanceOf(Look.Unreachable.class, with(server).look());
            assertTrue(look.words().contains("certificate"), look.words());
            assertFalse(impostor.wasSpokenTo());
        }
    }

    @Test
    void aServerOfAnotherNameIsNotTheOneThatIsMeant() throws Exception {
        URI server = URI.create("https://127.0.0.2:" + ours.port());
        with(server).trust(fingerprint(ours));
        assertInstanceOf(Look.Unreachable.class, with(server).look());
    }

    private void assertNothingIsSaid(URI server, String words) throws Exception {
        BlockingQueue<ClientEvent> heard = new LinkedBlockingQueue<>();
        try (KlatchClient eve =
                KlatchClient.open(new ClientSettings(server, "eve", state), heard::add)) {
            eve.start(new SignIn.SignUp("eve", "correct horse"));
            ClientEvent said =
                    await(
                            heard,
                            event ->
                                    event instanceof ClientEvent.LinkChanged changed
                                            && changed.state() == ClientEvent.LinkState.OFFLINE);
            assertTrue(said.toString().contains(words), said.toString());
        }
        String people = String.join("\n", another.operate("users"));
        assertFalse(people.contains("eve"), people);
    }

    private static ClientEvent await(
            BlockingQueue<ClientEvent> heard, Predicate<ClientEvent> wanted)
            throws InterruptedException {
        while (true) {
            ClientEvent event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("it was never heard");
            }
            if (wanted.test(event)) {
                return event;
            }
        }
    }
}
