package dev.klatch.server.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/// How many connections there may be: 10,000 in all; from one address 256 if it is a private one (a
/// class behind one router), 16 if it is public, any number from this machine. Safe to use from any
/// thread.
final class Admission {
    private static final int IN_ALL = 10_000;
    private static final int PRIVATE_ADDRESS = 256;
    private static final int PUBLIC_ADDRESS = 16;

    private final Map<InetAddress, Integer> counts = new HashMap<>();
    private int all;

    synchronized boolean enter(InetAddress address) {
        int here = counts.getOrDefault(address, 0);
        if (all >= IN_ALL || here >= most(address)) {
            return false;
        }
        counts.put(address, here + 1);
        all++;
        return true;
    }

    synchronized void leave(InetAddress address) {
        all--;
        counts.computeIfPresent(address, (same, here) -> here == 1 ? null : here - 1);
    }

    private static int most(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return IN_ALL;
        }
        boolean near = address.isSiteLocalAddress() || address.isLinkLocalAddress();
        boolean uniqueLocal = (address.getAddress()[0] & 0xFE) == 0xFC;
        boolean v6 = address.getAddress().length == 16;
        return near || (v6 && uniqueLocal) ? PRIVATE_ADDRESS : PUBLIC_ADDRESS;
    }
}
