package dev.klatch.tests.faults;

import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

/// Somebody who came in by name: the person's id and the token to open connections with.
record Guest(String person, String name, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Guest signIn(URI server, String name) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/api/session"))
                        .timeout(Await.DEADLINE)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        FrameCodec.encode(new SignIn.Guest(name))))
                        .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        SessionOpened opened = FrameCodec.decodeSession(answer.body());
        return new Guest(
                opened.person().text(), opened.name(), Objects.requireNonNull(opened.token()));
    }
}
