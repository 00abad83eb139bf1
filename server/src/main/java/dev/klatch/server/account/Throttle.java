package dev.klatch.server.account;

import dev.klatch.core.limit.Limiter;
import dev.klatch.server.address.AddressBlock;
import java.net.InetAddress;

/// How often passwords and invites may be tried: for one name, from one address and in all. The
/// right one waits as well, or the waiting would tell it apart; who is in already waits for
/// nothing. An IPv6 network of 64 bits counts as one address. Starts empty after a restart. Safe to
/// use from any thread.
final class Throttle {
    private static final int REMEMBERED = 10_000;
    private static final InetAddress ALL = InetAddress.getLoopbackAddress();

    private final Limiter<String> names = new Limiter<>(REMEMBERED, 10, 10_000);
    private final Limiter<InetAddress> addresses = new Limiter<>(REMEMBERED, 100, 1_000);
    private final Limiter<InetAddress> thisMachine = new Limiter<>(1, 1_000, 50);
    private final Limiter<InetAddress> everybody = new Limiter<>(1, 2_000, 50);
    private final Limiter<InetAddress> invites = new Limiter<>(REMEMBERED, 10, 6_000);

    /// Counts a try of a password for this name. Returns 0 if it may be made, else how many
    /// milliseconds to wait first.
    long password(String nameKey, InetAddress from, long steadyMillis) {
        InetAddress place = place(from);
        Limiter<InetAddress> here = from.isLoopbackAddress() ? thisMachine : addresses;
        long elsewhere =
                Math.max(here.waiting(place, steadyMillis), everybody.waiting(ALL, steadyMillis));
        long wait = elsewhere > 0 ? elsewhere : names.take(nameKey, steadyMillis);
        if (wait == 0) {
            here.take(place, steadyMillis);
            everybody.take(ALL, steadyMillis);
        }
        return wait;
    }

    /// The password was right.
    void right(String nameKey, InetAddress from) {
        names.forget(nameKey);
        if (!from.isLoopbackAddress()) {
            addresses.giveBack(place(from));
        }
    }

    /// Counts a try of an invite. Returns 0 if it may be made, else how many milliseconds to wait.
    long invite(InetAddress from, long steadyMillis) {
        return invites.take(place(from), steadyMillis);
    }

    /// The invite was good.
    void goodInvite(InetAddress from) {
        invites.giveBack(place(from));
    }

    /// How many names are remembered.
    int names() {
        return names.size();
    }

    private static InetAddress place(InetAddress address) {
        return address.isLoopbackAddress() ? address : AddressBlock.network(address);
    }
}
