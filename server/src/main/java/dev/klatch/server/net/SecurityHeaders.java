package dev.klatch.server.net;

import io.netty.handler.codec.http.HttpHeaders;

/// What every answer tells the browser about how little it may do with it.
enum SecurityHeaders {
    /// What holds for all.
    USUAL,
    /// For a year nothing of this server is asked for without encryption: only where its
    /// certificate is one that browsers trust by themselves (RFC 6797).
    ENCRYPTED_ONLY;

    private static final String READERS = "Cross-Origin-Resource-Policy";
    private static final String POLICY = "Content-Security-Policy";
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " media-src 'self' blob:; font-src 'self'; connect-src 'self';"
                    + " worker-src 'self'; manifest-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";
    private static final String PERMISSIONS =
            "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self),"
                    + " accelerometer=(), bluetooth=(), geolocation=(), gyroscope=(), hid=(),"
                    + " magnetometer=(), midi=(), payment=(), serial=(), usb=(),"
                    + " xr-spatial-tracking=()";

    void add(HttpHeaders headers) {
        if (!headers.contains(POLICY)) {
            headers.set(POLICY, CONTENT);
        }
        headers.set("Permissions-Policy", PERMISSIONS);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (!headers.contains(READERS)) {
            headers.set(READERS, "same-origin");
        }
        if (this == ENCRYPTED_ONLY) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
