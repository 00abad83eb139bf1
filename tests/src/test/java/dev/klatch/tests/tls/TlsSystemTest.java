package dev.klatch.tests.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.server.address.Whereabouts;
import dev.klatch.tests.wire.RawConnection;
import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsSystemTest {
    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpClient https() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.trust())
                .build();
    }

    private static URI uri(String scheme, String host, String path) {
        return URI.create(scheme + "://" + host + ":" + server.port() + path);
    }

    private static HttpResponse<String> ask(String host) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri("https", host, "/health"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        try (HttpClient client = https()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void whoTrustsTheAuthorityIsAnsweredEncrypted(String host) throws Exception {
        HttpResponse<String> answer = ask(host);
        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"ok\"}", answer.body());
        assertEquals("TLSv1.3", answer.sslSession().orElseThrow().getProtocol());
    }

    @Test
    void theSamePortSpeaksPlainHttpToThisComputer() {
        assertEquals(200, server.send(server.request("/health").build()).statusCode());
    }

    @Test
    void theChainThatIsShownEndsInTheAuthorityOfTheFingerprint() throws Exception {
        var chain = ask("127.0.0.1").sslSession().orElseThrow().getPeerCertificates();
        assertEquals(2, chain.length);
        Fingerprint shown = Fingerprint.of(chain[1].getEncoded());
        assertEquals(Objects.requireNonNull(server.reach().certificates()).fingerprint(), shown);
    }

    /// What a WebSocket of the JDK hears, message by message.
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        String hears(String words) throws InterruptedException {
            while (true) {
                String text = heard.poll(20, TimeUnit.SECONDS);
                if (text == null || text.contains(words)) {
                    return Objects.requireNonNull(text, words);
                }
            }
        }
    }

    private static WebSocket socket(HttpClient client, String name, Ear ear) throws Exception {
        HttpRequest enter =
                HttpRequest.newBuilder(uri("https", "localhost", "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"kind\":\"guest\",\"name\":\"" + name + "\"}"))
                        .build();
        HttpResponse<String> answer = client.send(enter, HttpResponse.BodyHandlers.ofString());
        String token = answer.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("klatch.v1")
                .buildAsync(uri("wss", "localhost", "/api/socket"), ear)
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void twoPeopleTalkEncrypted() throws Exception {
        try (HttpClient client = https()) {
            Ear ana = new Ear();
            Ear bob = new Ear();
            WebSocket first = socket(client, "ana", ana);
            WebSocket second = socket(client, "bob", bob);
            String welcome = ana.hears("\"kind\":\"welcome\"");
            bob.hears("\"kind\":\"welcome\"");
            first.sendText(Posts.post(welcome, "between us and the server"), true)
                    .get(20, TimeUnit.SECONDS);
            ana.hears("\"kind\":\"accepted\"");
            assertTrue(bob.hears("between us and the server").contains("\"kind\":\"posted\""));
            first.abort();
            second.abort();
        }
    }

    private static SSLSocket socket() throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        server.trust()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @ParameterizedTest
    @DisplayName("ATK-087 TLS before 1.2 is refused")
    @ValueSource(ints = {0, 1, 2})
    void oldVersions(int minor) {
        // A client hello of that version with suites that every version has (RFC 5246, 7.4.1.2).
        byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 4 + 2];
        byte[] head = {0x16, 3, (byte) minor, 0, (byte) (hello.length - 5), 1, 0, 0};
        System.arraycopy(head, 0, hello, 0, head.length);
        hello[8] = (byte) (hello.length - 9);
        hello[9] = 3;
        hello[10] = (byte) minor;
        byte[] tail = {0, 0, 4, (byte) 0xC0, 0x09, (byte) 0xC0, 0x0A, 1, 0};
        System.arraycopy(tail, 0, hello, 43, tail.length);
        try (RawConnection connection = RawConnection.to(server.port())) {
            byte[] answer = connection.send(hello).untilClosed();
            assertEquals(0x15, answer[0], "an alert");
            assertEquals(2, answer[5], "a fatal one");
            assertEquals(70, answer[6], Arrays.toString(answer));
        }
    }

    @ParameterizedTest
    @DisplayName("ATK-087 no suite of TLS 1.2 that encrypts and authenticates apart is taken")
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
            })
    void oldSuites(String suite) throws IOException {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            assertThrows(SSLException.class, socket::startHandshake);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_AES_128_GCM_SHA256",
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256"
            })
    void whatIsGoodIsTaken(String suite) throws IOException {
        try (SSLSocket socket = socket()) {
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            assertEquals(suite, socket.getSession().getCipherSuite());
        }
    }

    @Test
    void ofTheProtocolsOfferedItIsHttp11() throws IOException {
        assertEquals("http/1.1", negotiated("h2", "http/1.1"));
        assertEquals("", negotiated());
        assertThrows(SSLException.class, () -> negotiated("h2"));
    }

    private static String negotiated(String... offered) throws IOException {
        try (SSLSocket socket = socket()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }

    @Test
    @DisplayName("ATK-087 a client does not begin a second handshake on its connection")
    void renegotiation() throws IOException {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            socket.startHandshake();
            assertThrows(
                    IOException.class,
                    () -> {
                        String ask = "GET /health HTTP/1.1\r\nHost: here\r\n\r\n";
                        socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
                        InputStream in = socket.getInputStream();
                        if (in.read() < 0) {
                            throw new IOException("closed");
                        }
                    });
        }
    }

    @Test
    @DisplayName("ATK-086 inside of TLS there is HTTP and nothing else")
    void onlyHttpInside() {
        for (String line :
                List.of("NICK ana\r\n", "\u0016\u0003\u0001\u0000\u0005", "SSH-2.0\r\n")) {
            try (RawConnection connection =
                    RawConnection.encrypted(server.port(), server.trust())) {
                assertEquals(0, connection.send(line).untilClosed().length, line);
            }
        }
    }

    private static X509Certificate shown() throws IOException {
        try (SSLSocket socket = socket()) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void aNewCertificateIsShownToNewConnectionsAndTheOldOnesGoOn() throws Exception {
        X509Certificate old = shown();
        try (RawWebSocket ana = open("eve")) {
            String welcome = ana.text();
            server.reach().look(Instant.now(), Whereabouts.now(List.of()));
            assertEquals(old, shown(), "nothing has changed");
            server.reach().look(Instant.now(), Whereabouts.now(List.of("attic.lan")));
            X509Certificate renewed = shown();
            assertNotEquals(old.getSerialNumber(), renewed.getSerialNumber());
            assertNotEquals(old.getPublicKey(), renewed.getPublicKey());
            assertTrue(renewed.getSubjectAlternativeNames().toString().contains("attic.lan"));
            ana.send(Posts.post(welcome, "still here"));
            String heard = ana.text();
            while (!heard.contains("accepted")) {
                heard = ana.text();
            }
            assertEquals(200, ask("localhost").statusCode());
        }
    }

    private static RawWebSocket open(String name) {
        return RawWebSocket.open(
                RawConnection.encrypted(server.port(), server.trust()), server, server.guest(name));
    }
}
