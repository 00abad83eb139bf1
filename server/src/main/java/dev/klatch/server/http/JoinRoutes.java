package dev.klatch.server.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a device needs to trust this server: the certificate of its authority, in the form that
/// each system wants, and the fingerprint to compare. There is nothing secret in it.
public final class JoinRoutes {
    private static final int LINE = 64;

    private final String name;
    private final String fingerprint;
    private final byte[] certificate;

    /// `name` is what devices show for the authority, `fingerprint` its 64 hexadecimal digits, and
    /// `certificate` the DER form.
    public JoinRoutes(String name, String fingerprint, byte... certificate) {
        this.name = name;
        this.fingerprint = fingerprint;
        this.certificate = certificate.clone();
    }

    private record Server(String fingerprint) {}

    /// The routes.
    public List<Route> routes() {
        return List.of(
                route("/join/server", Reply.json(HttpResponseStatus.OK, new Server(fingerprint))),
                route(
                        "/join/klatch.crt",
                        download("application/x-x509-ca-cert", "klatch.crt", certificate)),
                route(
                        "/join/klatch.pem",
                        download("application/x-pem-file", "klatch.pem", bytes(pem()))),
                route(
                        "/join/klatch.mobileconfig",
                        download(
                                "application/x-apple-aspen-config",
                                "klatch.mobileconfig",
                                bytes(profile()))));
    }

    private static Route route(String path, Reply reply) {
        Reply shared =
                new Reply(
                        reply.status(),
                        reply.headers(),
                        Unpooled.unreleasableBuffer(reply.body()).asReadOnly());
        return new Route(
                HttpMethod.GET,
                path,
                Permission.ANYBODY,
                exchange ->
                        exchange.reply(
                                new Reply(
                                        shared.status(),
                                        shared.headers(),
                                        shared.body().duplicate())));
    }

    private static Reply download(String type, String file, byte... content) {
        return new Reply(
                HttpResponseStatus.OK,
                Map.of(
                        "Content-Type",
                        type,
                        "Content-Disposition",
                        "attachment; filename=\"" + file + "\"",
                        "Cache-Control",
                        "no-store"),
                Unpooled.wrappedBuffer(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 7468.
    private String pem() {
        return "-----BEGIN CERTIFICATE-----\n" + base64() + "\n-----END CERTIFICATE-----\n";
    }

    private String base64() {
        return Base64.getMimeEncoder(LINE, bytes("\n")).encodeToString(certificate);
    }

    /// A configuration profile of Apple's systems with one root certificate. Its identifiers come
    /// from the fingerprint, so that the same authority is installed once.
    private String profile() {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <plist version="1.0">
        <dict>
          <key>PayloadType</key><string>Configuration</string>
          <key>PayloadVersion</key><integer>1</integer>
          <key>PayloadIdentifier</key><string>klatch.%1$s</string>
          <key>PayloadUUID</key><string>%2$s</string>
          <key>PayloadDisplayName</key><string>%3$s</string>
          <key>PayloadDescription</key>
          <string>Lets this device trust this Klatch server on the local network.</string>
          <key>PayloadContent</key>
          <array>
            <dict>
              <key>PayloadType</key><string>com.apple.security.root</string>
              <key>PayloadVersion</key><integer>1</integer>
              <key>PayloadIdentifier</key><string>klatch.%1$s.authority</string>
              <key>PayloadUUID</key><string>%4$s</string>
              <key>PayloadDisplayName</key><string>%3$s</string>
              <key>PayloadCertificateFileName</key><string>klatch.crt</string>
              <key>PayloadContent</key>
              <data>
        %5$s
              </data>
            </dict>
          </array>
        </dict>
        </plist>
        """
                .formatted(
                        fingerprint.substring(0, 16),
                        identifier("profile"),
                        escaped(name),
                        identifier("authority"),
                        base64());
    }

    private String identifier(String what) {
        return UUID.nameUUIDFromBytes(bytes(what + fingerprint)).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
