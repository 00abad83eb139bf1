package dev.klatch.server.http;

import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.ChangePassword;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.account.Doorkeeper;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.ServerLog;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What takes the password once more: another password, and the end of the account.
public final class AccountRoutes {
    private static final String PASSWORD = "/api/account/password";
    private static final String DELETION = "/api/account/deletion";

    private final Doorkeeper doorkeeper;
    private final ServerLog log;

    public AccountRoutes(Doorkeeper doorkeeper, ServerLog log) {
        this.doorkeeper = doorkeeper;
        this.log = log;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                new Route(HttpMethod.POST, PASSWORD, Permission.WITH_PASSWORD, this::password),
                new Route(HttpMethod.POST, DELETION, Permission.WITH_PASSWORD, this::delete));
    }

    private void password(Exchange exchange) {
        switch (FrameCodec.decodeAccountOrder(exchange.body())) {
            case ChangePassword order -> {
                String token = Objects.requireNonNull(exchange.token());
                Reply done = Reply.empty(HttpResponseStatus.NO_CONTENT);
                exchange.reply(
                        doorkeeper
                                .changePassword(exchange.person(), token, order, exchange.visitor())
                                .thenApply(no -> reply(exchange, "password-changed", no, done)));
            }
            case Refused refused -> exchange.reply(Reply.refused(refused));
            case AccountOrder _ -> exchange.reply(Reply.refused(Refusal.UNKNOWN_KIND));
            case Object _ -> exchange.reply(Reply.refused(Refusal.MALFORMED));
        }
    }

    private void delete(Exchange exchange) {
        switch (FrameCodec.decodeAccountOrder(exchange.body())) {
            case DeleteAccount order -> {
                Reply gone = SessionRoutes.gone(exchange);
                exchange.reply(
                        doorkeeper
                                .deleteAccount(exchange.person(), order, exchange.visitor())
                                .thenApply(no -> reply(exchange, "account-deleted", no, gone)));
            }
            case Refused refused -> exchange.reply(Reply.refused(refused));
            case AccountOrder _ -> exchange.reply(Reply.refused(Refusal.UNKNOWN_KIND));
            case Object _ -> exchange.reply(Reply.refused(Refusal.MALFORMED));
        }
    }

    private Reply reply(Exchange exchange, String done, Optional<Refused> no, Reply yes) {
        String name = exchange.person().name();
        String from = exchange.from().getHostAddress();
        LogLine line =
                no.map(refused -> LogLine.warning("not-" + done).with("error", refused.error()))
                        .orElseGet(() -> LogLine.of(done));
        log.note(line.with("name", name).with("from", from));
        return no.map(Reply::refused).orElse(yes);
    }
}
