package dev.klatch.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How often passwords and invites may be tried, for one name, from one address and in all.
final class ThrottleTest {
    private static final long NOW = 1_000;

    private final Throttle throttle = new Throttle();

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// How many of so many tries with names of their own are let through.
    private int spray(int tries, String from) {
        int let = 0;
        for (int i = 0; i < tries; i++) {
            let += throttle.password(from + " name " + i, address(from), NOW) == 0 ? 1 : 0;
        }
        return let;
    }

    @Test
    @DisplayName("ATK-001 a name is tried ten times, then once in ten seconds, wherever from")
    void oneName() {
        for (int i = 0; i < 10; i++) {
            assertEquals(0, throttle.password("ana", address("10.0.0." + i), NOW));
        }
        long wait = throttle.password("ana", address("10.0.1.1"), NOW);
        assertTrue(wait > 0 && wait <= 10_000, "" + wait);
        assertEquals(0, throttle.password("ana", address("10.0.1.1"), NOW + wait));
        assertEquals(0, throttle.password("bob", address("10.0.1.1"), NOW));
    }

    @Test
    @DisplayName("ATK-002 one guess on each of ten thousand names stops at a hundred")
    void spraying() {
        assertEquals(100, spray(10_000, "192.0.2.7"));
        assertEquals(100, spray(10_000, "192.0.2.8"));
    }

    @Test
    @DisplayName("ATK-002 from many addresses all together have a limit as well")
    void sprayingFromEverywhere() {
        int let = 0;
        for (int i = 0; i < 250; i++) {
            let += spray(20, "198.51." + i / 200 + "." + i % 200);
        }
        assertEquals(2_000, let);
    }

    @Test
    @DisplayName("ATK-109 an IPv6 network of 64 bits is one address")
    void network() {
        int let = 0;
        for (int i = 0; i < 200; i++) {
            let += spray(1, "2001:db8:0:1::" + Integer.toHexString(i + 1));
        }
        assertEquals(100, let);
        assertEquals(1, spray(1, "2001:db8:0:2::1"));
    }

    @Test
    @DisplayName("ATK-109 what is remembered has a limit")
    void memory() {
        for (int i = 0; i < 20_000; i++) {
            throttle.password("name " + i, address("127.0.0.1"), NOW + i * 50L);
        }
        assertTrue(throttle.names() <= 10_000, "" + throttle.names());
    }

    @Test
    void theRightPasswordClearsTheNameAndCostsTheAddressNothing() {
        for (int i = 0; i < 500; i++) {
            assertEquals(0, throttle.password("ana", address("192.0.2.7"), NOW));
            throttle.right("ana", address("192.0.2.7"));
        }
        assertEquals(100, spray(200, "192.0.2.7"));
    }

    @Test
    void aTryThatTheAddressMayNotMakeCostsTheNameNothing() {
        spray(100, "192.0.2.7");
        for (int i = 0; i < 50; i++) {
            assertTrue(throttle.password("ana", address("192.0.2.7"), NOW) > 0);
        }
        assertEquals(0, throttle.password("ana", address("192.0.2.8"), NOW));
    }

    @Test
    @DisplayName("ATK-018 invites are tried ten times a minute from one address")
    void invites() {
        for (int i = 0; i < 10; i++) {
            assertEquals(0, throttle.invite(address("192.0.2.7"), NOW));
        }
        assertEquals(6_000, throttle.invite(address("192.0.2.7"), NOW));
        throttle.goodInvite(address("192.0.2.7"));
        assertEquals(0, throttle.invite(address("192.0.2.7"), NOW));
    }
}
