package dev.klatch.tests.tls;

import dev.klatch.server.ServerSettings;
import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.OnOff;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Run in a network of its own whose machine has the addresses 10.77.0.1 and 203.0.113.7: a server
/// on all of them, and what it answers to each. Writes down one line for each question.
final class PrivateNetwork {
    private static final String PRIVATE = "10.77.0.1";
    private static final String PUBLIC = "203.0.113.7";

    private final List<String> said = new ArrayList<>();
    private final TestServer server;

    private PrivateNetwork(TestServer server) {
        this.server = server;
    }

    /// The folder for the data, and the file for the answers.
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        List<String> said = new ArrayList<>();
        for (OnOff plain : OnOff.values()) {
            try (TestServer server =
                    TestServer.start(
                            folder.resolve(plain.toString()), usual -> everywhere(usual, plain))) {
                PrivateNetwork network = new PrivateNetwork(server);
                network.askAll(plain);
                said.addAll(network.said);
            }
        }
        Files.write(Path.of(arguments[1]), said);
    }

    private static ServerSettings everywhere(ServerSettings usual, OnOff plain) {
        InetSocketAddress all = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);
        return new ServerSettings(all, usual.chosen(), usual.transport(), usual.calls())
                .with(Declared.PLAIN, plain);
    }

    private void askAll(OnOff plain) throws IOException, InterruptedException {
        for (String host : List.of("127.0.0.1", PRIVATE, PUBLIC)) {
            ask(plain, "http", host, "guest", "");
            ask(plain, "http", host, "sign-up", ",\"password\":\"correct horse\"");
        }
        ask(plain, "https", PRIVATE, "sign-up", ",\"password\":\"correct horse\"");
    }

    private void ask(OnOff plain, String scheme, String host, String kind, String more)
            throws IOException, InterruptedException {
        String name = kind + " " + UUID.randomUUID().toString().substring(0, 8);
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        scheme
                                                + "://"
                                                + host
                                                + ":"
                                                + server.port()
                                                + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"kind\":\""
                                                + kind
                                                + "\",\"name\":\""
                                                + name
                                                + "\""
                                                + more
                                                + "}"))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(server.trust())
                        .build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            boolean link = answer.body().contains("https://" + host + ":" + server.port());
            said.add(
                    "plain %s: %s://%s %s %d%s"
                            .formatted(
                                    plain,
                                    scheme,
                                    host,
                                    kind,
                                    answer.statusCode(),
                                    link ? " with the link" : ""));
        }
    }
}
