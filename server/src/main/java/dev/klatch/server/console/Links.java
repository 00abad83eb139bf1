package dev.klatch.server.console;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.JoinLink;
import dev.klatch.server.address.Addresses;
import dev.klatch.server.setting.OnOff;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The links under which others find this server: what is read aloud, shown as a QR code and handed
/// over with an invite.
public final class Links {
    private final InetAddress address;
    private final int port;
    private final @Nullable Fingerprint fingerprint;
    private final OnOff plain;

    /// With the address that it listens on. `fingerprint` is null without TLS; `plain` says whether
    /// guests may come over lines that are not encrypted.
    public Links(InetAddress bound, int port, @Nullable Fingerprint fingerprint, OnOff plain) {
        InetAddress main = bound.isAnyLocalAddress() ? Addresses.main() : bound;
        this.address = main == null ? InetAddress.getLoopbackAddress() : main;
        this.port = port;
        this.fingerprint = fingerprint;
        this.plain = plain;
    }

    /// The address in the links.
    InetAddress address() {
        return address;
    }

    /// Where other devices reach it; null if they do not.
    public @Nullable InetAddress reachable() {
        return address.isLoopbackAddress() ? null : address;
    }

    /// What the server is known by; null without TLS.
    @Nullable Fingerprint fingerprint() {
        return fingerprint;
    }

    /// The one to read aloud: everybody can open it at once.
    String open() {
        return fingerprint == null || plain == OnOff.ON || address.isLoopbackAddress()
                ? Addresses.link(address, port)
                : secure();
    }

    /// The encrypted one.
    public String secure() {
        return "https://" + Addresses.host(address) + ":" + port;
    }

    /// What the QR code says: a page that knows already what the server must be known by.
    String code() {
        return fingerprint == null ? open() : open() + "/#fingerprint=" + fingerprint.hex();
    }

    /// The link that hands over an invite.
    public String invite(String code) {
        String server = fingerprint == null ? open() : secure();
        return new JoinLink(URI.create(server), code, fingerprint).text();
    }
}
