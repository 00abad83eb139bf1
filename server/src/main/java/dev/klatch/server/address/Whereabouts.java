package dev.klatch.server.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Under which names and addresses this server can be reached at a time. Names are in lower case,
/// and such as DNS allows.
public record Whereabouts(Set<String> names, Set<InetAddress> addresses) {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String NAME = LABEL + "(\\." + LABEL + ")*";
    private static final int NAME_CHARACTERS = 253;

    public Whereabouts {
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }

    /// As it is now: the name of this machine, alone and with `.local`, these names as well, and
    /// all addresses of the machine. May ask the resolver, so it may take a while.
    public static Whereabouts now(List<String> more) {
        Set<String> names = new LinkedHashSet<>();
        names.add("localhost");
        String host = host();
        String label = host.split("\\.", 2)[0];
        Stream.concat(Stream.of(host, label, label + ".local"), more.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(Whereabouts::isName)
                .forEach(names::add);
        Set<InetAddress> addresses = new LinkedHashSet<>(Addresses.all());
        addresses.add(InetAddress.ofLiteral("127.0.0.1"));
        addresses.add(InetAddress.ofLiteral("::1"));
        return new Whereabouts(names, addresses);
    }

    /// The name of this machine; empty if it has none.
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    /// Whether this can be a name in DNS, in lower case.
    public static boolean isName(String text) {
        return text.length() <= NAME_CHARACTERS
                && text.matches(NAME)
                && AddressBlock.address(text) == null;
    }

    /// The names and addresses as they stand in a link.
    public Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>(names);
        addresses.forEach(address -> hosts.add(Addresses.host(address)));
        return hosts;
    }
}
