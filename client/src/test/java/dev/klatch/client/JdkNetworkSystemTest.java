package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real network against what may answer at an address.
class JdkNetworkSystemTest {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Loop loop = new ThreadLoop("test");
    private HttpServer server;

    JdkNetworkSystemTest() throws IOException {
        server = HttpServer.create(ANY, 0);
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        loop.close();
    }

    private void answer(int status, String body) {
        server.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Network.SignInResult signIn(URI url) {
        CompletableFuture<Network.SignInResult> result = new CompletableFuture<>();
        new JdkNetwork(url, null, loop).signIn(new SignIn.Guest("ana"), result::complete);
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private Network.End connect(URI url) {
        CompletableFuture<Network.End> end = new CompletableFuture<>();
        new JdkNetwork(url, null, loop)
                .connect(
                        "token",
                        new Network.Listener() {
                            @Override
                            public void opened(Network.Wire wire) {}

                            @Override
                            public void text(String frame) {}

                            @Override
                            public void heard() {}

                            @Override
                            public void ended(Network.End why) {
                                end.complete(why);
                            }
                        });
        return end.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void aSessionIsOpened() {
        answer(
                200,
                "{\"kind\":\"session\",\"person\":\"p1\",\"name\":\"ana\",\"role\":\"guest\","
                        + "\"token\":\"t\",\"new\":1}");
        var opened = assertInstanceOf(Network.SignInResult.Opened.class, signIn(url()));
        assertEquals("ana", opened.session().name());
        assertFalse(opened.toString().contains("\"t\""));
    }

    @Test
    void aPasswordDoesNotLeaveThisMachineUnencrypted() {
        CompletableFuture<Network.SignInResult> result = new CompletableFuture<>();
        new JdkNetwork(URI.create("http://192.168.1.20:5555"), null, loop)
                .signIn(new SignIn.WithPassword("ana", "correct horse"), result::complete);
        var denied =
                assertInstanceOf(
                        Network.SignInResult.Denied.class,
                        result.orTimeout(5, TimeUnit.SECONDS).join());
        assertTrue(denied.refused().is(Refusal.SECURE_ONLY));
    }

    @Test
    void aRefusalIsRead() {
        answer(
                409,
                "{\"kind\":\"refused\",\"ref\":0,\"code\":201,\"error\":\"name-taken\","
                        + "\"message\":\"Taken.\",\"retry\":false}");
        var denied = assertInstanceOf(Network.SignInResult.Denied.class, signIn(url()));
        assertTrue(denied.refused().is(Refusal.NAME_TAKEN));
    }

    @Test
    void somethingElseThatAnswersIsNotKlatch() {
        answer(200, "<html>a printer</html>");
        var words = assertInstanceOf(Network.SignInResult.Unreachable.class, signIn(url())).words();
        assertTrue(words.contains("is not Klatch"), words);
        assertTrue(connect(url()).words().contains("is not Klatch"));
    }

    @Test
    void anUnknownTokenIsTold() {
        answer(401, "");
        Network.End end = connect(url());
        assertEquals(401, end.status());
    }

    @Test
    void nobodyThereIsSaidInWords() throws IOException {
        URI closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        var words =
                assertInstanceOf(Network.SignInResult.Unreachable.class, signIn(closed)).words();
        assertTrue(words.startsWith("Nothing answers at " + closed), words);
        Network.End end = connect(closed);
        assertEquals(0, end.status());
        assertTrue(end.words().startsWith("Nothing answers at"), end.words());
    }

    @Test
    void aNameThatNoMachineHasIsSaidInWords() {
        URI nowhere = URI.create("http://no-such-machine.test:5555");
        var words =
                assertInstanceOf(Network.SignInResult.Unreachable.class, signIn(nowhere)).words();
        assertTrue(words.contains("no machine called no-such-machine.test"), words);
    }
}
