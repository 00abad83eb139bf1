package dev.klatch.server.http;

import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to an HTTP request. The headers that every answer has are added by the door. What it
/// says is in `body`, or it is a part of a file.
public record Reply(
        HttpResponseStatus status,
        Map<String, String> headers,
        ByteBuf body,
        @Nullable FileSlice file) {
    /// As the tus protocol has it.
    private static final HttpResponseStatus CHECKSUM_MISMATCH =
            HttpResponseStatus.valueOf(460, "Checksum Mismatch");

    public Reply(HttpResponseStatus status, Map<String, String> headers, ByteBuf body) {
        this(status, headers, body, null);
    }

    /// A part of a file. Only to be made for [Exchange#reply], which sees to it that it is closed.
    public static Reply file(
            HttpResponseStatus status, Map<String, String> headers, FileSlice file) {
        return new Reply(status, headers, Unpooled.EMPTY_BUFFER, file);
    }

    /// A JSON object.
    public static Reply json(HttpResponseStatus status, Object value) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                Unpooled.wrappedBuffer(FrameCodec.encode(value)));
    }

    /// No, and why.
    public static Reply refused(Refused refused) {
        Reply reply = json(status(refused), refused);
        Long wait = refused.retryAfter();
        long seconds = wait == null ? 0 : (wait + 999) / 1_000;
        return wait == null ? reply : reply.with("Retry-After", Long.toString(seconds));
    }

    /// No, in the usual words.
    public static Reply refused(Refusal refusal) {
        return refused(Refused.of(0, refusal));
    }

    /// No, not without encryption; `link` is where there is some, or null.
    public static Reply secureOnly(@Nullable String link) {
        String words = Refusal.SECURE_ONLY.message();
        return refused(
                Refused.of(0, Refusal.SECURE_ONLY, link == null ? words : words + " Use " + link));
    }

    /// Nothing to say.
    public static Reply empty(HttpResponseStatus status) {
        return new Reply(status, Map.of("Cache-Control", "no-store"), Unpooled.EMPTY_BUFFER);
    }

    /// The same with one more header.
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, file);
    }

    /// The same with another status.
    public Reply as(HttpResponseStatus other) {
        return new Reply(other, headers, body, file);
    }

    /// How long what it says is, in bytes.
    public long length() {
        return file == null ? body.readableBytes() : file.length();
    }

    private static HttpResponseStatus status(Refused refused) {
        Refusal refusal = Refusal.named(refused.error());
        if (refusal == null) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        return switch (refusal) {
            case NAME_TAKEN, NAME_HAS_ACCOUNT -> HttpResponseStatus.CONFLICT;
            case WRONG_PASSWORD, NOT_SIGNED_IN -> HttpResponseStatus.UNAUTHORIZED;
            case ORIGIN_REFUSED,
                    SECURE_ONLY,
                    SIGN_UP_CLOSED,
                    INVITE_NEEDED,
                    INVITE_INVALID,
                    GUESTS_REFUSED,
                    BANNED,
                    NOT_ALLOWED,
                    MUTED,
                    KEPT_OUT,
                    ARCHIVED,
                    BLOCKED ->
                    HttpResponseStatus.FORBIDDEN;
            case NOT_FOUND, UNKNOWN_CONVERSATION, UNKNOWN_FILE -> HttpResponseStatus.NOT_FOUND;
            case METHOD_REFUSED -> HttpResponseStatus.METHOD_NOT_ALLOWED;
            case OFFSET_MISMATCH -> HttpResponseStatus.CONFLICT;
            case UPLOAD_TAKEN -> HttpResponseStatus.LOCKED;
            case CHECKSUM_MISMATCH -> CHECKSUM_MISMATCH;
            case FRAME_TOO_LARGE, FILE_TOO_LARGE, QUOTA ->
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
            case SLOW_DOWN -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case BUSY, STORAGE_FULL, UNAVAILABLE, STOPPING ->
                    HttpResponseStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
            default -> HttpResponseStatus.BAD_REQUEST;
        };
    }
}
