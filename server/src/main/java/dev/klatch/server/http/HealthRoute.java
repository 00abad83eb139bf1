package dev.klatch.server.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;

/// Whether the server is up, for those who watch over it, and for the page that looks whether a
/// device trusts the server yet: the only answer that a page of another origin may load (it is no
/// secret, and it cannot read it).
public final class HealthRoute {
    private record Health(String status) {}

    private HealthRoute() {}

    /// The route.
    public static Route route() {
        return new Route(
                HttpMethod.GET,
                "/health",
                Permission.ANYBODY,
                exchange ->
                        exchange.reply(
                                Reply.json(HttpResponseStatus.OK, new Health("ok"))
                                        .with("Cross-Origin-Resource-Policy", "cross-origin")));
    }
}
