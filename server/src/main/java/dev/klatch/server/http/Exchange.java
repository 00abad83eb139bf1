package dev.klatch.server.http;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.Door;
import dev.klatch.server.account.Visitor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One HTTP request and the way to answer it. Belongs to its connection's event loop, but for
/// [#reply], which may be called from any thread.
public final class Exchange {
    private static final String BEARER = "Bearer ";

    /// What the door does with the answer.
    public interface Answering {
        /// Sends the reply. From any thread.
        void reply(Reply reply);

        /// Turns the connection into a WebSocket of this person.
        void upgrade(StoredPerson person, TokenHash session);
    }

    private final HttpRequest request;
    private final @Nullable Body stream;
    private final Origin origin;
    private final Answering answering;
    private @Nullable StoredPerson person;

    /// Where a request comes from: the address, through which door, at which port of ours; and the
    /// link to the secure door, if there is one.
    public record Origin(InetAddress from, Door door, int port, @Nullable String secureLink) {}

    /// `stream` is the body, if it did not come with the request as a whole.
    public Exchange(
            HttpRequest request, @Nullable Body stream, Origin origin, Answering answering) {
        this.request = request;
        this.stream = stream;
        this.origin = origin;
        this.answering = answering;
    }

    /// The request as it came in.
    public HttpRequest request() {
        return request;
    }

    /// What is asked for, without the question behind it, as it was written.
    public String path() {
        String uri = request.uri();
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    /// The last segment of the path; on routes whose path ends with `/*` that is 1 to 20 lower-case
    /// letters and digits.
    public String segment() {
        String path = path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The body as it comes in, on routes that take [Route.Takes#BYTES]; null if it came as a whole
    /// or was announced as something else.
    public @Nullable Body stream() {
        return stream;
    }

    /// Whether there is a body that came as a whole.
    public boolean hasBody() {
        return request instanceof FullHttpRequest full && full.content().isReadable();
    }

    /// Where it came from.
    public InetAddress from() {
        return origin.from();
    }

    /// Through which door it came.
    public Door door() {
        return origin.door();
    }

    /// Who sent it.
    public Visitor visitor() {
        return Visitor.of(origin.from(), origin.door(), header(HttpHeaderNames.USER_AGENT));
    }

    /// The body, as UTF-8. It may hold a password, so it is taken once and what it was read from is
    /// wiped.
    public String body() {
        if (!(request instanceof FullHttpRequest full)) {
            return "";
        }
        ByteBuf content = full.content();
        byte[] bytes = ByteBufUtil.getBytes(content);
        content.setZero(content.readerIndex(), content.readableBytes());
        String body = new String(bytes, StandardCharsets.UTF_8);
        Arrays.fill(bytes, (byte) 0);
        return body;
    }

    /// The first header of this name, or null.
    public @Nullable String header(CharSequence name) {
        return request.headers().get(name);
    }

    /// Whether a browser sent this: only those name an origin.
    public boolean isFromBrowser() {
        return request.headers().contains(HttpHeaderNames.ORIGIN);
    }

    /// The link to the secure door; null if there is none.
    public @Nullable String secureLink() {
        return origin.secureLink();
    }

    /// The answer to what goes only through the secure door.
    public Reply secureOnly() {
        return Reply.secureOnly(origin.secureLink());
    }

    /// The name of the session cookie at this door: cookies ignore ports, and browsers keep the
    /// prefix to what is encrypted and of this host alone.
    private String cookieName() {
        return door() == Door.SECURE ? "__Host-klatch" : "klatch-" + origin.port();
    }

    /// The header that sets the session cookie to this value.
    String cookie(String value) {
        String secure = door() == Door.SECURE ? "; Secure" : "";
        return cookieName() + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure;
    }

    /// The session's token: a browser's from the cookie, a native client's from the header, and
    /// never from anywhere else.
    public @Nullable String token() {
        String cookies = header(HttpHeaderNames.COOKIE);
        if (cookies != null) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decode(cookies)) {
                if (cookie.name().equals(cookieName())) {
                    return cookie.value();
                }
            }
            return null;
        }
        String authorization = header(HttpHeaderNames.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(BEARER) || isFromBrowser()) {
            return null;
        }
        return authorization.substring(BEARER.length());
    }

    /// Whose session this is; only on routes that ask for [Permission#SIGNED_IN].
    public StoredPerson person() {
        if (person == null) {
            throw new IllegalStateException("this route did not ask for a session");
        }
        return person;
    }

    /// Notes whose session this is; called by the door.
    public void signedIn(StoredPerson known) {
        this.person = known;
    }

    /// Answers. From any thread, once.
    public void reply(Reply reply) {
        answering.reply(reply);
    }

    /// Answers when this is there. A failure is answered as `unavailable`.
    public void reply(CompletableFuture<Reply> later) {
        later.whenComplete((reply, failure) ->
                answering.reply(
                        failure == null
                                ? reply
                                : Reply.refused(dev.klatch.protocol.Refusal.UNAVAILABLE)));
    }

    /// Turns the connection into a WebSocket of the person signed in.
    public void upgrade() {
        TokenHash session = TokenHash.of(Objects.requireNonNull(token()));
        answering.upgrade(person(), session);
    }
}
