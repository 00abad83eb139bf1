package dev.klatch.server.http;

import java.util.Set;

/// The origins (RFC 6454) that are this server: its own names and addresses with its port. A page
/// from anywhere else may neither change anything nor open a socket. The `Host` header is not
/// asked: whoever rebinds a name to our address chooses it.
public record Origins(Set<String> allowed) {
    public Origins {
        allowed = Set.copyOf(allowed);
    }

    /// Whether a page of this origin is one of ours.
    public boolean allows(String origin) {
        return allowed.contains(origin);
    }
}
