package dev.klatch.server.http;

import dev.klatch.core.journal.FileWish;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.file.Checksum;
import dev.klatch.server.file.Outcome;
import dev.klatch.server.file.Transfer;
import dev.klatch.server.file.Uploads;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Uploads over HTTP as the tus protocol 1.0 has them, with its extensions creation,
/// creation-with-upload, checksum, expiration and termination. Refusals are those of the rest of
/// the server, with the statuses of tus.
public final class FileRoutes {
    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String CHECKSUM = "Upload-Checksum";
    private static final String METADATA = "Upload-Metadata";
    private static final String METHOD = "X-HTTP-Method-Override";
    private static final String ALL = "/api/files";
    private static final String ONE = "/api/files/*";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

    private final Uploads uploads;
    private final long largest;
    private final FileLog log;

    /// `largest` is how many bytes a file may have.
    public FileRoutes(Uploads uploads, long largest, FileLog log) {
        this.log = log;
        this.uploads = uploads;
        this.largest = largest;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                new Route(HttpMethod.OPTIONS, ALL, Permission.ANYBODY, this::describe),
                bytes(HttpMethod.POST, ALL, this::create),
                bytes(HttpMethod.POST, ONE, this::override),
                bytes(HttpMethod.PATCH, ONE, this::patch),
                new Route(
                        HttpMethod.HEAD, ONE, Permission.SIGNED_IN_TO_READ, resumable(this::stand)),
                new Route(HttpMethod.DELETE, ONE, Permission.SIGNED_IN, resumable(this::end)));
    }

    private static Route bytes(HttpMethod method, String path, Route.Handler handler) {
        return new Route(method, path, Permission.SIGNED_IN, Route.Takes.BYTES, resumable(handler));
    }

    /// Only those who speak this version of tus.
    private static Route.Handler resumable(Route.Handler handler) {
        return exchange -> {
            if (VERSION.equals(exchange.header(RESUMABLE))) {
                handler.handle(exchange);
            } else {
                String words = "Say " + RESUMABLE + ": " + VERSION + ".";
                exchange.reply(
                        Reply.refused(Refused.of(0, Refusal.MALFORMED, words))
                                .as(HttpResponseStatus.PRECONDITION_FAILED)
                                .with("Tus-Version", VERSION)
                                .with(RESUMABLE, VERSION));
            }
        };
    }

    private void describe(Exchange exchange) {
        exchange.reply(
                Reply.empty(HttpResponseStatus.NO_CONTENT)
                        .with(RESUMABLE, VERSION)
                        .with("Tus-Version", VERSION)
                        .with("Tus-Max-Size", Long.toString(largest))
                        .with(
                                "Tus-Extension",
                                "creation,creation-with-upload,checksum,expiration,termination")
                        .with("Tus-Checksum-Algorithm", String.join(",", Checksum.ALGORITHMS)));
    }

    /// Clients that cannot send the method itself name it in a header.
    private void override(Exchange exchange) {
        switch (String.valueOf(exchange.header(METHOD)).toUpperCase(Locale.ROOT)) {
            case "PATCH" -> patch(exchange);
            case "DELETE" -> end(exchange);
            default -> refuse(exchange, Refusal.METHOD_REFUSED);
        }
    }

    private void create(Exchange exchange) {
        Long size = number(exchange, LENGTH);
        TusMetadata metadata = TusMetadata.parse(exchange.header(METADATA));
        FileWish wish = size == null || metadata == null ? null : metadata.wish(size);
        ConversationId conversation = metadata == null ? null : metadata.conversation();
        Body body = exchange.stream();
        if (size == null) {
            refuse(exchange, Refused.of(0, Refusal.MISSING_FIELD).about(LENGTH, null));
        } else if (wish == null) {
            refuse(exchange, Refused.of(0, Refusal.MALFORMED).about(METADATA, null));
        } else if (conversation == null) {
            refuse(exchange, Refused.of(0, Refusal.MISSING_FIELD).about("conversation", null));
        } else if (body == null && exchange.hasBody()) {
            refuseType(exchange);
        } else if (body != null && (body.length() > size || hasStrangeChecksum(exchange))) {
            refuse(exchange, Refused.of(0, Refusal.MALFORMED).about("Content-Length", size));
        } else {
            uploads.begin(exchange.person().id(), conversation, wish)
                    .thenAccept(begun -> {
                        log.began(exchange, begun);
                        begun(exchange, begun);
                    });
        }
    }

    private static boolean hasStrangeChecksum(Exchange exchange) {
        String checksum = exchange.header(CHECKSUM);
        return checksum != null && Checksum.parse(checksum) == null;
    }

    private void begun(Exchange exchange, Outcome outcome) {
        Body body = exchange.stream();
        if (outcome instanceof Outcome.Stands begun && body != null) {
            FileId id = begun.file().id();
            bring(
                    exchange,
                    id,
                    0,
                    end -> {
                        if (end instanceof Outcome.Stands stands) {
                            return created(stands);
                        }
                        // Nobody has been told of it, so nobody could go on.
                        var _ = uploads.end(exchange.person().id(), id);
                        return reply(end);
                    });
        } else {
            exchange.reply(
                    outcome instanceof Outcome.Stands begun ? created(begun) : reply(outcome));
        }
    }

    private static Reply created(Outcome.Stands stands) {
        return stands(HttpResponseStatus.CREATED, stands)
                .with("Location", ALL + "/" + stands.file().id().text());
    }

    private void patch(Exchange exchange) {
        Long offset = number(exchange, OFFSET);
        if (exchange.stream() == null) {
            refuseType(exchange);
        } else if (offset == null) {
            refuse(exchange, Refused.of(0, Refusal.MISSING_FIELD).about(OFFSET, null));
        } else if (hasStrangeChecksum(exchange)) {
            refuse(exchange, Refused.of(0, Refusal.MALFORMED).about(CHECKSUM, null));
        } else {
            FileId id = id(exchange);
            if (id != null) {
                bring(exchange, id, offset, FileRoutes::reply);
            }
        }
    }

    private void bring(Exchange exchange, FileId id, long offset, Function<Outcome, Reply> answer) {
        String header = exchange.header(CHECKSUM);
        Checksum checksum = header == null ? null : Checksum.parse(header);
        uploads.open(exchange.person().id(), id, offset, checksum)
                .thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Open(Transfer transfer)) {
                        Incoming.receive(
                                exchange,
                                transfer,
                                end -> {
                                    log.came(exchange, id, end);
                                    return answer.apply(end);
                                },
                                () -> log.brokeOff(exchange, id));
                    } else {
                        exchange.reply(answer.apply(outcome));
                    }
                });
    }

    private void stand(Exchange exchange) {
        FileId id = id(exchange);
        if (id != null) {
            exchange.reply(
                    uploads.stand(exchange.person().id(), id)
                            .thenApply(outcome ->
                                    outcome instanceof Outcome.Stands stands
                                            ? described(stands)
                                            : reply(outcome)));
        }
    }

    private static Reply described(Outcome.Stands stands) {
        FileWish wish = stands.file().wish();
        return stands(HttpResponseStatus.OK, stands)
                .with(LENGTH, Long.toString(wish.size()))
                .with(METADATA, TusMetadata.header(wish, stands.file().conversation()));
    }

    private void end(Exchange exchange) {
        FileId id = id(exchange);
        if (id != null) {
            exchange.reply(
                    uploads.end(exchange.person().id(), id)
                            .thenApply(outcome -> {
                                log.givenUp(exchange, id, outcome);
                                return reply(outcome);
                            }));
        }
    }

    /// The answer to what came of something.
    static Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stands stands -> stands(HttpResponseStatus.NO_CONTENT, stands);
            case Outcome.Denied(var refused) -> Reply.refused(refused).with(RESUMABLE, VERSION);
            case Outcome.Ended() ->
                    Reply.empty(HttpResponseStatus.NO_CONTENT).with(RESUMABLE, VERSION);
            case Outcome.Open(_) -> Reply.refused(Refusal.INTERNAL);
        };
    }

    private static Reply stands(HttpResponseStatus status, Outcome.Stands stands) {
        Reply reply =
                Reply.empty(status)
                        .with(RESUMABLE, VERSION)
                        .with(OFFSET, Long.toString(stands.offset()));
        Instant expires = stands.expires();
        String sha256 = stands.sha256();
        Reply more = expires == null ? reply : reply.with("Upload-Expires", date(expires));
        return sha256 == null ? more : more.with("Klatch-Sha256", sha256);
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(moment.atOffset(ZoneOffset.UTC))
                .replaceFirst(", (\\d) ", ", 0$1 ");
    }

    private static @Nullable Long number(Exchange exchange, String header) {
        String text = exchange.header(header);
        return text != null && NUMBER.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    /// The file that is asked for; null if there cannot be such a one, which is answered.
    static @Nullable FileId id(Exchange exchange) {
        FileId id = Ids.read(FileId::parse, exchange.segment());
        if (id == null) {
            refuse(exchange, Refusal.UNKNOWN_FILE);
        }
        return id;
    }

    private static void refuseType(Exchange exchange) {
        String words = "Bytes come as application/offset+octet-stream.";
        exchange.reply(
                reply(new Outcome.Denied(Refused.of(0, Refusal.MALFORMED, words)))
                        .as(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE));
    }

    private static void refuse(Exchange exchange, Refusal refusal) {
        refuse(exchange, Refused.of(0, refusal));
    }

    private static void refuse(Exchange exchange, Refused refused) {
        exchange.reply(reply(new Outcome.Denied(refused)));
    }
}
