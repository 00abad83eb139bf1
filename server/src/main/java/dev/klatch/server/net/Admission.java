package dev.klatch.server.net;

import dev.klatch.server.address.AddressBlock;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// How many connections there may be: in all, from one private address (a class behind one router)
/// and from one public one; from this machine any number. A public IPv6 network of 64 bits counts
/// as one address, for that is what a single customer has. Safe to use from any thread.
public final class Admission {
    private final Most most;
    private final Predicate<InetAddress> proxy;
    private final Map<InetAddress, Integer> counts = new HashMap<>();
    private int all;

    /// The greatest numbers of connections.
    public record Most(int inAll, int privateAddress, int publicAddress) {}

    /// Begins with none. Behind a `proxy` are many, so it may have any number.
    public Admission(Most most, Predicate<InetAddress> proxy) {
        this.most = most;
        this.proxy = proxy;
    }

    /// Counts a connection from this address, unless there are too many. Returns whether it may
    /// stay; then [#leave] must follow.
    public synchronized boolean enter(InetAddress address) {
        if (all >= most.inAll() || here(address) >= most(address)) {
            return false;
        }
        counts.merge(place(address), 1, Integer::sum);
        all++;
        return true;
    }

    /// A connection that was let in counts as one from another address from now on, unless there
    /// are too many from there: then nothing changes.
    synchronized boolean move(InetAddress before, InetAddress address) {
        if (here(address) >= most(address)) {
            return false;
        }
        counts.computeIfPresent(place(before), (same, here) -> here == 1 ? null : here - 1);
        counts.merge(place(address), 1, Integer::sum);
        return true;
    }

    private int here(InetAddress address) {
        return counts.getOrDefault(place(address), 0);
    }

    /// A connection that was let in is gone.
    public synchronized void leave(InetAddress address) {
        all--;
        counts.computeIfPresent(place(address), (same, here) -> here == 1 ? null : here - 1);
    }

    /// How many there are.
    public synchronized int size() {
        return all;
    }

    private int most(InetAddress address) {
        if (address.isLoopbackAddress() || proxy.test(address)) {
            return most.inAll();
        }
        return AddressBlock.isPrivate(address) ? most.privateAddress() : most.publicAddress();
    }

    private static InetAddress place(InetAddress address) {
        boolean near = address.isLoopbackAddress() || AddressBlock.isPrivate(address);
        return near ? address : AddressBlock.network(address);
    }
}
