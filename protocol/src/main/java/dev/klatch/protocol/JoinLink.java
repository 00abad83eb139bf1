package dev.klatch.protocol;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A link to a server that somebody hands over, or shows as a QR code. What is behind `#` stays
/// with whoever opens it: no browser sends it, so neither a log nor a proxy has it (RFC 3986,
/// section 3.5).
///
/// @param server `https://host:port` or `http://host:port`
/// @param invite the code that lets somebody in; null if none is needed
/// @param fingerprint what the server is known by; null if its line is not encrypted
public record JoinLink(URI server, @Nullable String invite, @Nullable Fingerprint fingerprint) {
    private static final String PATH = "/join";
    private static final int CHARACTERS = 512;
    private static final Pattern FORM =
            Pattern.compile("(https?://[^/?#\\s]+)(?:/(?:join)?)?(?:#([^\\s]*))?");

    /// The link in the form that is handed over.
    public String text() {
        StringBuilder text = new StringBuilder(server.toString()).append(PATH);
        char next = '#';
        if (invite != null) {
            text.append(next).append("invite=").append(invite);
            next = '&';
        }
        if (fingerprint != null) {
            text.append(next).append("fingerprint=").append(fingerprint.hex());
        }
        return text.toString();
    }

    /// Reads a link, or the address of a server alone. Null if it is neither; parts behind `#` that
    /// are not known are passed over.
    public static @Nullable JoinLink parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (text.length() > CHARACTERS || !parts.matches()) {
            return null;
        }
        URI server = server(parts.group(1));
        if (server == null) {
            return null;
        }
        String invite = null;
        Fingerprint fingerprint = null;
        String kept = parts.group(2);
        for (String part : (kept == null ? "" : kept).split("&", -1)) {
            if (part.startsWith("invite=") && part.length() > "invite=".length()) {
                invite = part.substring("invite=".length());
            } else if (part.startsWith("fingerprint=")) {
                fingerprint = Fingerprint.parse(part.substring("fingerprint=".length()));
                if (fingerprint == null) {
                    return null;
                }
            }
        }
        return new JoinLink(server, invite, fingerprint);
    }

    private static @Nullable URI server(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() == null || uri.getUserInfo() != null ? null : uri;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
