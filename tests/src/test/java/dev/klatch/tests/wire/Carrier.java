package dev.klatch.tests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who brings files and fetches them, request by request, as the tus protocol has it.
public final class Carrier implements AutoCloseable {
    /// What the bytes of an upload are announced as.
    public static final String BYTES = "application/offset+octet-stream";

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String base;
    private final int port;
    private final String token;
    private final String everyone;

    private Carrier(HttpClient http, String base, int port, String token, String everyone) {
        this.http = http;
        this.base = base;
        this.port = port;
        this.token = token;
        this.everyone = everyone;
    }

    /// A new guest of this name.
    public static Carrier guest(TestServer server, String name) {
        return of(server, server.guest(name));
    }

    /// Whoever has this token.
    public static Carrier of(TestServer server, String token) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return of(http, "http://127.0.0.1:" + server.port(), server, token);
    }

    /// Whoever has this token at the server that is here now, and whose room of all is this.
    public static Carrier at(URI url, String token, String everyone) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Carrier(http, url.toString(), url.getPort(), token, everyone);
    }

    /// A new guest who encrypts.
    public static Carrier encrypted(TestServer server, String name) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(server.trust())
                        .build();
        return of(http, "https://127.0.0.1:" + server.port(), server, server.guest(name));
    }

    private static Carrier of(HttpClient http, String base, TestServer server, String token) {
        RawWebSocket socket = RawWebSocket.open(server, token);
        String everyone = new JsonMapper().readTree(socket.text()).path("everyone").stringValue();
        socket.close();
        return new Carrier(http, base, server.port(), token, everyone);
    }

    /// The room that all are in.
    public String everyone() {
        return everyone;
    }

    /// The token of this person's session.
    public String token() {
        return token;
    }

    /// The header that says who this is.
    public String authorization() {
        return "Bearer " + token;
    }

    /// A request of this person, in the name of tus.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(DEADLINE)
                .header("Authorization", authorization())
                .header("Tus-Resumable", "1.0.0");
    }

    /// Sends it and waits.
    public HttpResponse<byte[]> send(HttpRequest request) {
        return send(request, BodyHandlers.ofByteArray());
    }

    /// The same; the body is read by whoever asks.
    public HttpResponse<InputStream> open(HttpRequest request) {
        return send(request, BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException failed) {
            throw new UncheckedIOException(request.toString(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// The header for a file of this name, for this conversation, with more pairs behind.
    public static String metadata(String name, String conversation, String... pairs) {
        StringBuilder header = new StringBuilder();
        header.append("filename ").append(base64(name));
        header.append(",conversation ").append(base64(conversation));
        for (int i = 0; i < pairs.length; i += 2) {
            header.append(',').append(pairs[i]).append(' ').append(base64(pairs[i + 1]));
        }
        return header.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /// Asks for an upload of so many bytes to the room of all.
    public HttpResponse<byte[]> begin(long size, String name, String... pairs) {
        return send(creation(size, name, pairs).POST(BodyPublishers.noBody()).build());
    }

    /// The same, to be completed.
    public HttpRequest.Builder creation(long size, String name, String... pairs) {
        return request("/api/files")
                .header("Upload-Length", Long.toString(size))
                .header("Upload-Metadata", metadata(name, everyone, pairs));
    }

    /// Begins an upload, which must succeed, and returns its path.
    public String begun(long size, String name, String... pairs) {
        HttpResponse<byte[]> answer = begin(size, name, pairs);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer + " " + text(answer));
        }
        return location(answer);
    }

    /// Where an upload is.
    public static String location(HttpResponse<?> answer) {
        return header(answer, "Location");
    }

    /// Brings bytes from this one on; header names and values in turn.
    public HttpResponse<byte[]> bring(
            String path, long offset, BodyPublisher bytes, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", BYTES)
                        .header("Upload-Offset", Long.toString(offset));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.method("PATCH", bytes).build());
    }

    /// The same with these bytes.
    public HttpResponse<byte[]> bring(String path, long offset, byte... bytes) {
        return bring(path, offset, BodyPublishers.ofByteArray(bytes));
    }

    /// Where an upload stands.
    public HttpResponse<byte[]> stand(String path) {
        return send(request(path).HEAD().build());
    }

    /// How many bytes of an upload are there.
    public long offset(String path) {
        return Long.parseLong(header(stand(path), "Upload-Offset"));
    }

    /// Uploads these bytes, which must succeed, and returns where they are.
    public String uploaded(String name, byte... bytes) {
        String path = begun(bytes.length, name);
        if (bytes.length > 0) {
            HttpResponse<byte[]> answer = bring(path, 0, bytes);
            if (answer.statusCode() != 204) {
                throw new AssertionError(answer + " " + text(answer));
            }
        }
        return path;
    }

    /// Fetches what is there; header names and values in turn.
    public HttpResponse<byte[]> fetch(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET().build());
    }

    /// The head of a request that brings so many bytes, for a connection of one's own.
    public String head(String path, long offset, long length) {
        return "PATCH "
                + path
                + " HTTP/1.1\r\nHost: here\r\nTus-Resumable: 1.0.0\r\nAuthorization: "
                + authorization()
                + "\r\nContent-Type: "
                + BYTES
                + "\r\nUpload-Offset: "
                + offset
                + "\r\n"
                + (length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length)
                + "\r\n\r\n";
    }

    /// A connection to the same server.
    public RawConnection connect() {
        return RawConnection.to(port);
    }

    /// A header of an answer; empty if it is not there.
    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /// The body as text.
    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    /// So many bytes that nothing can make smaller, always the same for the same seed.
    public static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// SHA-256 in hexadecimal.
    public static String sha256(byte... bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    /// What the header `Upload-Checksum` says of these bytes.
    public static String checksum(String name, String algorithm, byte... bytes) {
        return name + " " + Base64.getEncoder().encodeToString(digest(algorithm, bytes));
    }

    private static byte[] digest(String algorithm, byte... bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
