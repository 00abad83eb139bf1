package dev.klatch.server.http;

import io.netty.handler.codec.http.HttpMethod;

/// One thing that can be asked for. `path` is compared whole and unescaped: what is not in the
/// table letter by letter is not there. A path that ends with `/*` stands for all whose last
/// segment is one of 1 to 20 lower-case letters and digits ([Exchange#segment]).
public record Route(
        HttpMethod method, String path, Permission permission, Takes takes, Handler handler) {
    /// A route that takes JSON, if it takes anything.
    public Route(HttpMethod method, String path, Permission permission, Handler handler) {
        this(method, path, permission, Takes.JSON, handler);
    }

    /// What bodies of requests may be.
    public enum Takes {
        /// JSON, a few KiB of it, or nothing.
        JSON,
        /// Any number of bytes, as [Exchange#stream] if the request says that they are bytes; what
        /// else came is for the route to refuse.
        BYTES
    }

    /// Answers an exchange, now or later, once.
    @FunctionalInterface
    public interface Handler {
        /// Runs on the exchange's event loop.
        void handle(Exchange exchange);
    }
}
