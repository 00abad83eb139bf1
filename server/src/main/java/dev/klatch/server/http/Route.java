package dev.klatch.server.http;

import io.netty.handler.codec.http.HttpMethod;

/// One thing that can be asked for. `path` is compared whole and unescaped: what is not in the
/// table letter by letter is not there.
public record Route(HttpMethod method, String path, Permission permission, Handler handler) {
    /// Answers an exchange, now or later, once.
    @FunctionalInterface
    public interface Handler {
        /// Runs on the exchange's event loop.
        void handle(Exchange exchange);
    }
}
