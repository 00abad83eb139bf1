package dev.klatch.server.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

/// Whether the server is up, for those who watch over it.
public final class HealthRoute {
    private record Health(String status) {}

    private HealthRoute() {}

    /// The route.
    public static Route route() {
        return new Route(
                HttpMethod.GET,
                "/health",
                Permission.ANYBODY,
                exchange -> exchange.reply(Reply.json(HttpResponseStatus.OK, new Health("ok"))));
    }
}
