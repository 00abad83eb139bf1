package dev.klatch.server.http;

import dev.klatch.protocol.Door;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The origins (RFC 6454) that are this server: its own names and addresses with its port. A page
/// from anywhere else may neither change anything nor open a socket. The `Host` header is not
/// asked: whoever rebinds a name to our address chooses it. Safe to use from any thread.
public final class Origins {
    private volatile Set<String> hosts;

    /// `hosts` are the names and addresses as they stand in a link.
    public Origins(Set<String> hosts) {
        this.hosts = lowerCase(hosts);
    }

    /// From now on these are the names and addresses.
    public void become(Set<String> now) {
        hosts = lowerCase(now);
    }

    private static Set<String> lowerCase(Set<String> names) {
        Set<String> lower = new HashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return Set.copyOf(lower);
    }

    /// Whether a page of this origin, as a browser writes it, is one of ours behind this door at
    /// this port.
    public boolean allows(String origin, Door door, int port) {
        return port == usualPort(door)
                ? allows(origin, begin(door), "")
                : allows(origin, begin(door), ":" + port);
    }

    /// The same where a proxy has the port that goes without saying.
    public boolean allowsUsualPort(String origin, Door door) {
        return allows(origin, begin(door), "");
    }

    private static int usualPort(Door door) {
        return door == Door.SECURE ? 443 : 80;
    }

    private static String begin(Door door) {
        return door == Door.SECURE ? "https://" : "http://";
    }

    private boolean allows(String origin, String begin, String end) {
        return origin.length() > begin.length() + end.length()
                && origin.startsWith(begin)
                && origin.endsWith(end)
                && hosts.contains(origin.substring(begin.length(), origin.length() - end.length()));
    }
}
