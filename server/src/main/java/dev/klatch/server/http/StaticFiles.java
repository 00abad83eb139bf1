package dev.klatch.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// The files that a browser is given: the pages of the server, and those of the browser client that
/// its build lists in `files.txt`. They are read from the jar at first use and kept with their ETag
/// and their compressed form. Safe to use from any thread.
public final class StaticFiles {
    private static final String FOLDER = "/web/";

    /// What the browser client is made of; missing where it was not built.
    private static final String LIST = "files.txt";

    private static final List<String> OWN = List.of("join.html", "join.js", "klatch.css");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "wav", "audio/wav",
                    "txt", "text/plain; charset=utf-8");

    /// @param resource the path below the folder, and of the address, but for pages
    private record Known(String resource, String type) {
        static Known of(String resource) {
            String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
            if (type == null) {
                throw new IllegalStateException("no type for a browser's file: " + resource);
            }
            return new Known(resource, type);
        }

        String path() {
            return switch (resource) {
                case "index.html" -> "/";
                case "join.html" -> "/join";
                default -> "/" + resource;
            };
        }

        /// Pages are small and are sent as they are: what is compressed inside of TLS can be told
        /// by its length (BREACH), and a page is where words of others could once be.
        boolean isCompressed() {
            return !type.startsWith("text/html") && !type.startsWith("image/png");
        }

        /// Names below `assets` hold a hash of the content: another content is another file.
        String caching() {
            return resource.startsWith("assets/")
                    ? "public, max-age=31536000, immutable"
                    : "no-cache";
        }
    }

    private record Loaded(ByteBuf plain, ByteBuf compressed, String etag) {}

    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    /// The routes.
    public List<Route> routes() {
        return Stream.concat(OWN.stream(), client().stream())
                .map(Known::of)
                .map(file ->
                        new Route(
                                HttpMethod.GET,
                                file.path(),
                                Permission.ANYBODY,
                                exchange -> exchange.reply(reply(exchange, file))))
                .toList();
    }

    private static List<String> client() {
        try (InputStream in = StaticFiles.class.getResourceAsStream(FOLDER + LIST)) {
            return in == null ? List.of() : new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Reply reply(Exchange exchange, Known known) {
        Loaded file = loaded.computeIfAbsent(known.resource(), StaticFiles::load);
        Map<String, String> headers =
                Map.of(
                        "ETag",
                        file.etag(),
                        "Cache-Control",
                        known.caching(),
                        "Vary",
                        "Accept-Encoding");
        if (file.etag().equals(exchange.header(HttpHeaderNames.IF_NONE_MATCH))) {
            return new Reply(HttpResponseStatus.NOT_MODIFIED, headers, Unpooled.EMPTY_BUFFER);
        }
        String accepted = exchange.header(HttpHeaderNames.ACCEPT_ENCODING);
        boolean compressed = known.isCompressed() && accepted != null && accepted.contains("gzip");
        Reply reply =
                new Reply(
                                HttpResponseStatus.OK,
                                headers,
                                (compressed ? file.compressed() : file.plain()).duplicate())
                        .with("Content-Type", known.type());
        return compressed ? reply.with("Content-Encoding", "gzip") : reply;
    }

    /// A buffer that is never given back, however often it is sent.
    private static ByteBuf shared(byte[] bytes) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes)).asReadOnly();
    }

    private static Loaded load(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(FOLDER + resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + resource);
            }
            byte[] plain = in.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
            String etag = "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
            return new Loaded(shared(plain), shared(packed.toByteArray()), etag);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
