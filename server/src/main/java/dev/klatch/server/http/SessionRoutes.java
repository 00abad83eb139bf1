package dev.klatch.server.http;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import dev.klatch.server.account.Doorkeeper;
import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.Offences;
import dev.klatch.server.log.ServerLog;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Signing in and out, the same for every client; and the socket that a session opens.
public final class SessionRoutes {
    private final Doorkeeper doorkeeper;
    private final ServerLog log;
    private final Offences offences;

    public SessionRoutes(Doorkeeper doorkeeper, ServerLog log, Offences offences) {
        this.doorkeeper = doorkeeper;
        this.log = log;
        this.offences = offences;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                new Route(
                        HttpMethod.GET,
                        "/api/session",
                        Permission.SIGNED_IN_TO_READ,
                        SessionRoutes::read),
                new Route(HttpMethod.POST, "/api/session", Permission.ANYBODY, this::enter),
                new Route(HttpMethod.DELETE, "/api/session", Permission.SIGNED_IN, this::leave),
                new Route(HttpMethod.GET, "/api/socket", Permission.SIGNED_IN, Exchange::upgrade));
    }

    /// Whose session this is; the token is shown once only, where it was made.
    private static void read(Exchange exchange) {
        exchange.reply(Reply.json(HttpResponseStatus.OK, opened(exchange.person(), null)));
    }

    private static SessionOpened opened(StoredPerson person, @Nullable String token) {
        return new SessionOpened(person.id(), person.name(), person.role(), token);
    }

    private void enter(Exchange exchange) {
        switch (FrameCodec.decodeSignIn(exchange.body())) {
            case SignIn signIn ->
                    exchange.reply(
                            doorkeeper
                                    .enter(signIn, exchange.visitor())
                                    .thenApply(result -> {
                                        note(exchange, signIn, result);
                                        return reply(exchange, result);
                                    }));
            case Refused refused -> {
                offences.note(
                        AddressBlock.network(exchange.from()),
                        LogLine.warning("not-let-in")
                                .with("error", refused.error())
                                .with("from", exchange.from().getHostAddress()));
                exchange.reply(Reply.refused(refused));
            }
            case Object other -> exchange.reply(Reply.refused(Refusal.MALFORMED));
        }
    }

    /// Each name that comes in, and each that does not: the name alone, never the password.
    private void note(Exchange exchange, SignIn signIn, Doorkeeper.Result result) {
        String kind =
                switch (signIn) {
                    case SignIn.Guest _ -> "guest";
                    case SignIn.SignUp _ -> "sign-up";
                    case SignIn.WithPassword _ -> "sign-in";
                };
        String from = exchange.from().getHostAddress();
        switch (result) {
            case Doorkeeper.Result.Admitted(var person, _) ->
                    log.note(
                            LogLine.of("came-in")
                                    .with("as", kind)
                                    .with("name", person.name())
                                    .with("from", from));
            case Doorkeeper.Result.Denied(var refused) ->
                    offences.note(
                            AddressBlock.network(exchange.from()),
                            LogLine.warning("not-let-in")
                                    .with("as", kind)
                                    .with("name", signIn.name())
                                    .with("error", refused.error())
                                    .with("from", from));
        }
    }

    private static Reply reply(Exchange exchange, Doorkeeper.Result result) {
        return switch (result) {
            case Doorkeeper.Result.Denied(var refused) when refused.is(Refusal.SECURE_ONLY) ->
                    exchange.secureOnly();
            case Doorkeeper.Result.Denied(var refused) -> Reply.refused(refused);
            case Doorkeeper.Result.Admitted(var person, var token) -> {
                boolean browser = exchange.isFromBrowser();
                Reply reply =
                        Reply.json(HttpResponseStatus.OK, opened(person, browser ? null : token));
                yield browser ? reply.with("Set-Cookie", exchange.cookie(token)) : reply;
            }
        };
    }

    /// Nothing is left of the session in the browser.
    static Reply gone(Exchange exchange) {
        Reply gone =
                Reply.empty(HttpResponseStatus.NO_CONTENT)
                        .with("Set-Cookie", exchange.cookie("") + "; Max-Age=0");
        return exchange.door() == Door.BASIC
                ? gone
                : gone.with("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
    }

    private void leave(Exchange exchange) {
        String token = Objects.requireNonNull(exchange.token());
        Reply gone = gone(exchange);
        exchange.reply(
                doorkeeper
                        .signOut(exchange.person().id(), token)
                        .thenApply(refused -> refused.map(Reply::refused).orElse(gone)));
    }
}
