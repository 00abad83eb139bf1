package dev.klatch.server.http;

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
import java.util.zip.GZIPOutputStream;

/// The files that a browser is given: a fixed list, each with its type, read from the jar at first
/// use and kept with its ETag and its compressed form. Safe to use from any thread.
public final class StaticFiles {
    private record Known(String path, String resource, String type) {
        /// Pages are small and are sent as they are: what is compressed inside of TLS can be told
        /// by its length (BREACH), and a page is where words of others could once be.
        boolean isCompressed() {
            return !type.startsWith("text/html");
        }
    }

    private record Loaded(ByteBuf plain, ByteBuf compressed, String etag) {}

    private static final List<Known> FILES =
            List.of(
                    new Known("/", "index.html", "text/html; charset=utf-8"),
                    new Known("/guest.js", "guest.js", "text/javascript; charset=utf-8"),
                    new Known("/join", "join.html", "text/html; charset=utf-8"),
                    new Known("/join.js", "join.js", "text/javascript; charset=utf-8"),
                    new Known("/klatch.css", "klatch.css", "text/css; charset=utf-8"),
                    new Known("/klatch.svg", "klatch.svg", "image/svg+xml"));

    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    /// The routes.
    public List<Route> routes() {
        return FILES.stream()
                .map(file ->
                        new Route(
                                HttpMethod.GET,
                                file.path(),
                                Permission.ANYBODY,
                                exchange -> exchange.reply(reply(exchange, file))))
                .toList();
    }

    private Reply reply(Exchange exchange, Known known) {
        Loaded file = loaded.computeIfAbsent(known.resource(), StaticFiles::load);
        Map<String, String> headers =
                Map.of("ETag", file.etag(), "Cache-Control", "no-cache", "Vary", "Accept-Encoding");
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
        try (InputStream in = StaticFiles.class.getResourceAsStream("/web/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks web/" + resource);
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
