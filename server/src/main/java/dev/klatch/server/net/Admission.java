package dev.klatch.server.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/// How many connections there may be: in all, from one private address (a class behind one router)
/// and from one public one; from this machine any number. A public IPv6 network of 64 bits counts
/// as one address, for that is what a single customer has. Safe to use from any thread.
public final class Admission {
    private static final int NETWORK_BYTES = 8;

    private final Most most;
    private final Map<InetAddress, Integer> counts = new HashMap<>();
    private int all;

    /// The greatest numbers of connections.
    public record Most(int inAll, int privateAddress, int publicAddress) {}

    /// Begins with none.
    public Admission(Most most) {
        this.most = most;
    }

    /// Counts a connection from this address, unless there are too many. Returns whether it may
    /// stay; then [#leave] must follow.
    public synchronized boolean enter(InetAddress address) {
        InetAddress place = place(address);
        int here = counts.getOrDefault(place, 0);
        if (all >= most.inAll() || here >= most(address)) {
            return false;
        }
        counts.put(place, here + 1);
        all++;
        return true;
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
        if (address.isLoopbackAddress()) {
            return most.inAll();
        }
        return isPrivate(address) ? most.privateAddress() : most.publicAddress();
    }

    private static boolean isPrivate(InetAddress address) {
        boolean near = address.isSiteLocalAddress() || address.isLinkLocalAddress();
        boolean uniqueLocal = (address.getAddress()[0] & 0xFE) == 0xFC;
        return near || (isVersion6(address) && uniqueLocal);
    }

    private static boolean isVersion6(InetAddress address) {
        return address.getAddress().length > NETWORK_BYTES;
    }

    private static InetAddress place(InetAddress address) {
        if (!isVersion6(address) || address.isLoopbackAddress() || isPrivate(address)) {
            return address;
        }
        byte[] network = address.getAddress();
        java.util.Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
