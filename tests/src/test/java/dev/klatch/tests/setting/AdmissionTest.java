package dev.klatch.tests.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.net.Admission;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How many connections one address may have: five in all here, three from a private address, two
/// from a public one.
final class AdmissionTest {
    private final Admission admission =
            new Admission(new Admission.Most(5, 3, 2), address -> false);

    private int entered(String... addresses) throws UnknownHostException {
        int entered = 0;
        for (String each : addresses) {
            entered += admission.enter(InetAddress.getByName(each)) ? 1 : 0;
        }
        return entered;
    }

    @Test
    void aPublicAddressHasFewAndAPrivateOneMore() throws UnknownHostException {
        assertEquals(2, entered("203.0.113.7", "203.0.113.7", "203.0.113.7"));
        assertEquals(3, entered("192.168.1.2", "192.168.1.2", "192.168.1.2", "192.168.1.2"));
        assertEquals(0, entered("192.168.1.3"));
    }

    @Test
    void thisComputerHasAsManyAsThereAre() throws UnknownHostException {
        assertEquals(4, entered("127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"));
        assertEquals(1, entered("::1", "::1"));
        assertEquals(5, admission.size());
    }

    @Test
    void whoLeavesMakesRoom() throws UnknownHostException {
        assertEquals(2, entered("203.0.113.7", "203.0.113.7", "203.0.113.7"));
        admission.leave(InetAddress.getByName("203.0.113.7"));
        assertEquals(1, entered("203.0.113.7", "203.0.113.7"));
    }

    @Test
    @DisplayName("ATK-109 another address of the same IPv6 network is no other address")
    void atk109AnotherAddressOfTheSameNetworkIsNoOtherAddress() throws UnknownHostException {
        assertEquals(2, entered("2001:db8::1", "2001:db8::2", "2001:db8::3"));
        assertEquals(1, entered("2001:db8:0:1::1"));
        admission.leave(InetAddress.getByName("2001:db8::9"));
        assertTrue(admission.enter(InetAddress.getByName("2001:db8::4")));
    }
}
