package dev.klatch.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Brings files to a server and fetches them again. The bytes are moved by `curl`, which takes less
/// of the processor for it than a driver in Java would.
final class Transfers implements AutoCloseable {
    private static final List<String> CURL =
            List.of("curl", "--silent", "--show-error", "--fail", "--http1.1");

    private final URI server;
    private final @Nullable Path authority;
    private final HttpClient http;

    /// `authority` is what to trust, a file in PEM; null where nothing is encrypted.
    Transfers(TargetServer target, @Nullable Path authority) {
        server = target.url();
        this.authority = authority;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        SSLContext trust = target.trust();
        http = trust == null ? builder.build() : builder.sslContext(trust).build();
    }

    /// Announces an upload of so many bytes for the room of all, and returns its address.
    URI begin(String token, String everyone, long bytes)
            throws CannotMeasure, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/api/files"))
                        .header("Authorization", "Bearer " + token)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", Long.toString(bytes))
                        .header(
                                "Upload-Metadata",
                                "filename "
                                        + base64("bench.bin")
                                        + ",conversation "
                                        + base64(everyone))
                        .POST(BodyPublishers.noBody())
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            String location = answer.headers().firstValue("Location").orElse("");
            if (location.isEmpty()) {
                throw new CannotMeasure("The server takes no file: " + answer.body());
            }
            return server.resolve(location);
        } catch (IOException gone) {
            throw new CannotMeasure("The server takes no file: " + gone, gone);
        }
    }

    private static String base64(String words) {
        return Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    /// Brings all bytes of a file; returns how many came to the server in a second.
    double bring(String token, URI upload, Path file) throws CannotMeasure, InterruptedException {
        List<String> order =
                List.of("--request", "PATCH", "--upload-file", file.toString(), upload.toString());
        return one(authority, headers(token), "%{speed_upload}", order);
    }

    /// Fetches a file and throws it away; returns how many bytes came in a second.
    double fetch(String token, URI file) throws CannotMeasure, InterruptedException {
        return fetch(authority, List.of("Authorization: Bearer " + token), file);
    }

    /// Fetches what any web server has, trusting that authority; null where nothing is encrypted.
    static double fetch(@Nullable Path authority, List<String> headers, URI from)
            throws CannotMeasure, InterruptedException {
        return one(authority, headers, "%{speed_download}", List.of(from.toString()));
    }

    /// One request; returns the figure that curl writes for it.
    private static double one(
            @Nullable Path authority, List<String> headers, String figure, List<String> order)
            throws CannotMeasure, InterruptedException {
        List<String> words = new ArrayList<>(CURL);
        words.addAll(List.of("--output", "/dev/null", "--write-out", figure));
        if (authority != null) {
            words.addAll(List.of("--cacert", authority.toString()));
        }
        for (String header : headers) {
            words.addAll(List.of("--header", header));
        }
        words.addAll(order);
        return Double.parseDouble(Tool.run(words));
    }

    /// Brings the same file to all these uploads at once, each over a connection of its own.
    /// `bytesPerSecond` is the most that each sends; 0: as much as goes.
    void bringAll(List<String> tokens, List<URI> uploads, Path file, long bytesPerSecond)
            throws CannotMeasure, InterruptedException {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < uploads.size(); i++) {
            List<String> lines = new ArrayList<>();
            lines.add("url = \"" + uploads.get(i) + "\"");
            lines.add("request = PATCH");
            lines.add("output = /dev/null");
            lines.add("upload-file = \"" + file + "\"");
            lines.add("limit-rate = " + bytesPerSecond);
            if (authority != null) {
                lines.add("cacert = \"" + authority + "\"");
            }
            headers(tokens.get(i)).forEach(header -> lines.add("header = \"" + header + "\""));
            each.add(String.join("\n", lines));
        }
        Path orders = file.resolveSibling("curl.txt");
        try {
            Files.writeString(orders, String.join("\nnext\n", each) + "\n");
        } catch (IOException full) {
            throw new CannotMeasure("There is no room for orders to curl: " + full, full);
        }
        List<String> words = new ArrayList<>(CURL);
        words.addAll(List.of("--parallel", "--parallel-immediate"));
        words.addAll(List.of("--parallel-max", Integer.toString(uploads.size())));
        words.addAll(List.of("--config", orders.toString()));
        Tool.run(words);
    }

    private static List<String> headers(String token) {
        return List.of(
                "Authorization: Bearer " + token,
                "Tus-Resumable: 1.0.0",
                "Upload-Offset: 0",
                "Content-Type: application/offset+octet-stream");
    }

    @Override
    public void close() {
        http.close();
    }
}
