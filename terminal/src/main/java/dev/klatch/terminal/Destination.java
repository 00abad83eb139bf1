package dev.klatch.terminal;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.JoinLink;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where somebody wants to go: a server, and what an invite link says besides.
///
/// @param invite the code in the link, null if there is none
/// @param fingerprint what the server must be known by as the link says, null if it does not
record Destination(URI server, @Nullable String invite, @Nullable Fingerprint fingerprint) {
    private static final int DEFAULT_PORT = 5555;
    private static final Pattern HERE =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?/?");

    /// Reads a link, an address or only a host with or without a port. Without a scheme this
    /// machine is spoken to plainly, every other one encrypted. Null if it is none of these.
    static @Nullable Destination of(String typed) {
        String text = typed.strip();
        boolean whole = text.contains("://");
        JoinLink link =
                JoinLink.parse(
                        whole
                                ? text
                                : (HERE.matcher(text).matches() ? "http://" : "https://") + text);
        if (link == null) {
            return null;
        }
        URI server = link.server();
        int port = server.getPort() < 0 ? DEFAULT_PORT : server.getPort();
        URI withPort = URI.create(server.getScheme() + "://" + server.getHost() + ":" + port);
        return new Destination(withPort, link.invite(), link.fingerprint());
    }
}
