package dev.klatch.server.http;

import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Refusal;
import dev.klatch.server.file.Downloads;
import dev.klatch.server.picture.Previews;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files and previews for those who may read them: to be saved, never to be run. A browser shows
/// pictures, sound and video inside of our page only, for nothing else has a type.
public final class DownloadRoutes {
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
    private static final String UNKNOWN = "application/octet-stream";

    /// What no browser runs.
    private static final Set<String> HARMLESS =
            Set.of(
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/webp",
                    "image/avif",
                    "video/mp4",
                    "video/webm",
                    "video/quicktime",
                    "audio/mpeg",
                    "audio/ogg",
                    "audio/wav",
                    "audio/webm",
                    "audio/mp4",
                    "audio/flac");

    private final Downloads downloads;
    private final FileLog log;

    public DownloadRoutes(Downloads downloads, FileLog log) {
        this.log = log;
        this.downloads = downloads;
    }

    /// The routes.
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(
                new Route(
                        HttpMethod.GET, "/api/files/*", Permission.SIGNED_IN_TO_READ, this::file));
        for (int edge : Previews.EDGES) {
            routes.add(
                    new Route(
                            HttpMethod.GET,
                            "/api/previews/" + edge + "/*",
                            Permission.SIGNED_IN_TO_READ,
                            exchange -> preview(exchange, edge)));
        }
        return routes;
    }

    private void file(Exchange exchange) {
        FileId id = FileRoutes.id(exchange);
        if (id != null) {
            exchange.reply(
                    downloads
                            .file(exchange.person().id(), id)
                            .thenApply(found -> reply(exchange, found, "private, no-cache"))
                            .thenApply(reply -> logged(exchange, id, reply)));
        }
    }

    /// What is sent up to its end is written down; who looks here and there into a film is not.
    private Reply logged(Exchange exchange, FileId id, Reply reply) {
        FileSlice slice = reply.file();
        if (slice == null || exchange.request().method().equals(HttpMethod.HEAD)) {
            return reply;
        }
        String range = String.valueOf(exchange.header(HttpHeaderNames.RANGE));
        if (!range.endsWith("-") && slice.position() > 0) {
            return reply;
        }
        FileSlice.Ending ending = log.goes(exchange, id, slice.position(), slice.length());
        return Reply.file(
                reply.status(),
                reply.headers(),
                new FileSlice(slice.file(), slice.position(), slice.length(), ending));
    }

    private void preview(Exchange exchange, int edge) {
        FileId id = FileRoutes.id(exchange);
        if (id != null) {
            exchange.reply(
                    downloads
                            .preview(exchange.person().id(), id, edge)
                            .thenApply(found -> reply(exchange, found, "private, max-age=300")));
        }
    }

    private static Reply reply(
            Exchange exchange, Optional<Downloads.Opened> found, String caching) {
        return found.map(opened -> reply(exchange, opened, caching))
                .orElseGet(() -> Reply.refused(Refusal.UNKNOWN_FILE));
    }

    private static Reply reply(Exchange exchange, Downloads.Opened opened, String caching) {
        String tag = "\"" + opened.tag() + "\"";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag);
        headers.put("Cache-Control", caching);
        headers.put("Accept-Ranges", "bytes");
        headers.put("Content-Security-Policy", POLICY);
        if (isKnown(exchange.header(HttpHeaderNames.IF_NONE_MATCH), tag)) {
            close(opened);
            return new Reply(HttpResponseStatus.NOT_MODIFIED, headers, Unpooled.EMPTY_BUFFER);
        }
        String condition = exchange.header(HttpHeaderNames.IF_RANGE);
        String asked = exchange.header(HttpHeaderNames.RANGE);
        boolean changed = condition != null && !condition.equals(tag);
        Range range = Range.parse(changed ? null : asked, opened.length());
        if (range == null) {
            close(opened);
            return Reply.refused(Refusal.OUT_OF_RANGE)
                    .as(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .with("Content-Range", "bytes */" + opened.length());
        }
        headers.put("Content-Type", type(opened.type()));
        headers.put("Content-Disposition", Disposition.attachment(opened.file().wish().name()));
        if (range.part()) {
            headers.put("Content-Range", range.of(opened.length()));
        }
        return Reply.file(
                range.part() ? HttpResponseStatus.PARTIAL_CONTENT : HttpResponseStatus.OK,
                headers,
                new FileSlice(opened.bytes(), range.from(), range.length()));
    }

    /// What is text is nothing but text; what a browser could run has no type.
    private static String type(String type) {
        if (type.equals("text/plain")) {
            return "text/plain; charset=utf-8";
        }
        return HARMLESS.contains(type) ? type : UNKNOWN;
    }

    private static boolean isKnown(@Nullable String tags, String tag) {
        if (tags == null) {
            return false;
        }
        for (String each : tags.split(",", -1)) {
            String known = each.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    private static void close(Downloads.Opened opened) {
        try {
            opened.bytes().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
