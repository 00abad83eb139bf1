package dev.klatch.server.http;

import dev.klatch.core.journal.Entrance;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.ServerCard;
import dev.klatch.server.account.Doorkeeper;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a page must know of the server before anybody signs in. Nothing of it is secret: all of it
/// is what a sign-in would be answered with, or what the server advertises.
public final class ServerRoute {
    private final String server;
    private final Doorkeeper doorkeeper;
    private final @Nullable String fingerprint;
    private final Supplier<String> elsewhere;

    /// `server` is what it is called; `fingerprint` the digits of its own authority's, or null;
    /// `elsewhere` the link to the secure door that others use, which this machine is told.
    public ServerRoute(
            String server,
            Doorkeeper doorkeeper,
            @Nullable String fingerprint,
            Supplier<String> elsewhere) {
        this.server = server;
        this.doorkeeper = doorkeeper;
        this.fingerprint = fingerprint;
        this.elsewhere = elsewhere;
    }

    /// The route.
    public Route route() {
        return new Route(HttpMethod.GET, "/api/server", Permission.ANYBODY, this::show);
    }

    private void show(Exchange exchange) {
        exchange.reply(
                doorkeeper
                        .entrance()
                        .thenApply(entrance ->
                                Reply.json(HttpResponseStatus.OK, card(exchange, entrance))));
    }

    private ServerCard card(Exchange exchange, Entrance entrance) {
        String secure = exchange.secureLink();
        boolean here = secure != null && exchange.door() == Door.LOOPBACK;
        return new ServerCard(
                server,
                exchange.door(),
                entrance.signUp(),
                entrance.guests(),
                here ? elsewhere.get() : secure,
                fingerprint);
    }
}
