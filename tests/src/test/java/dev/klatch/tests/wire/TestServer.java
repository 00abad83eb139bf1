package dev.klatch.tests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import dev.klatch.server.KlatchServer;
import dev.klatch.server.Reach;
import dev.klatch.server.ServerSettings;
import dev.klatch.server.operator.Desk;
import dev.klatch.server.operator.Operator;
import dev.klatch.server.store.StoreUnusable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A real server on a free port of 127.0.0.1, and its HTTP side.
public final class TestServer implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final @Nullable KlatchServer server;
    private final @Nullable PackagedServer packaged;
    private @Nullable HttpClient https;

    private TestServer(@Nullable KlatchServer server, @Nullable PackagedServer packaged) {
        this.server = server;
        this.packaged = packaged;
    }

    /// A server as its operator starts it, in a process of its own: the package with a new data
    /// folder and these flags.
    public static TestServer packaged(String... flags) {
        return new TestServer(null, PackagedServer.start(flags));
    }

    /// The server, which runs in this process.
    private KlatchServer inside() {
        return Objects.requireNonNull(server, "it runs in a process of its own");
    }

    /// The number of its process, if it has one of its own.
    public long process() {
        return Objects.requireNonNull(packaged, "it runs in this process").process();
    }

    /// Its data folder, if it has one of its own.
    public Path data() {
        return Objects.requireNonNull(packaged, "it runs in this process").data();
    }

    /// One that keeps people's pace.
    public static TestServer start(Path data) {
        return start(settings(data));
    }

    /// One with other settings than the usual ones.
    public static TestServer start(Path data, UnaryOperator<ServerSettings> change) {
        return start(change.apply(settings(data)));
    }

    /// One without limits of pace.
    public static TestServer startUnlimited(Path data) {
        return start(settings(data).withoutLimits());
    }

    private static ServerSettings settings(Path data) {
        InetAddress here = InetAddress.getLoopbackAddress();
        return ServerSettings.of(new InetSocketAddress(here, 0), data);
    }

    private static TestServer start(ServerSettings settings) {
        try {
            return new TestServer(KlatchServer.start(settings, () -> {}), null);
        } catch (IOException | StoreUnusable broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// The code with which the first owner comes in; there must be none yet.
    public String ownership() {
        return packaged == null ? inside().ownership().orElseThrow() : packaged.ownership();
    }

    /// Its port.
    public int port() {
        return packaged == null ? inside().port() : packaged.port();
    }

    /// Under which names and addresses it is reached, and its certificates.
    public Reach reach() {
        return inside().reach();
    }

    /// What one has who trusts the authority of this server and nothing else.
    public SSLContext trust() {
        return trusting(authority());
    }

    /// The certificate of its authority, as a device gets it.
    private X509Certificate authority() {
        byte[] form = send(request("/join/klatch.pem").build()).body().getBytes(UTF_8);
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(form));
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What one has who trusts this certificate and nothing else.
    public static SSLContext trusting(X509Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("klatch", certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A request to it.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(15));
    }

    /// The same, encrypted.
    public HttpRequest.Builder secureRequest(String path) {
        return request(path).uri(URI.create("https://127.0.0.1:" + port() + path));
    }

    private HttpClient https() {
        HttpClient client = https;
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .sslContext(trust())
                            .build();
            https = client;
        }
        return client;
    }

    /// Sends a request and waits for the answer.
    public HttpResponse<String> send(HttpRequest request) {
        try {
            boolean secure = request.uri().getScheme().equals("https");
            return (secure ? https() : HTTP).send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(request.toString(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Sends the body of a sign-in.
    public HttpResponse<String> postSession(String body) {
        return send(
                request("/api/session")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /// Comes in, which must succeed. The token is there: this is a native client.
    public SessionOpened enter(SignIn signIn) {
        String body = new String(FrameCodec.encode(signIn), UTF_8);
        HttpResponse<String> answer = postSession(body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return FrameCodec.decodeSession(answer.body());
    }

    /// The token of a new guest.
    public String guest(String name) {
        return Objects.requireNonNull(enter(new SignIn.Guest(name)).token());
    }

    /// Counts down when a line of the server's log has all of these words.
    public CountDownLatch logged(String... words) {
        if (packaged != null) {
            return packaged.logged(words);
        }
        CountDownLatch seen = new CountDownLatch(1);
        inside().logs()
                .server()
                .follow(line -> {
                    if (Stream.of(words).allMatch(line::contains)) {
                        seen.countDown();
                    }
                });
        return seen;
    }

    /// What the operator is shown for this line.
    public List<String> operate(String line) {
        List<String> shown = new CopyOnWriteArrayList<>();
        inside().operator(() -> {})
                .obey(
                        line,
                        new Desk() {
                            @Override
                            public void show(String words) {
                                shown.add(words);
                            }

                            @Override
                            public Optional<String> ask(String question) {
                                return Optional.empty();
                            }
                        });
        return shown;
    }

    /// Its operator; `stop` is called for `exit`.
    public Operator operator(Runnable stop) {
        return inside().operator(stop);
    }

    @Override
    public void close() {
        if (https != null) {
            https.shutdownNow();
        }
        if (packaged != null) {
            packaged.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
