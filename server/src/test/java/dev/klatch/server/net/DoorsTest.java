package dev.klatch.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.klatch.protocol.Door;
import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.setting.OnOff;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server with proxies at 10.0.0.1 and 10.0.0.2, and at its own 127.0.0.1.
final class DoorsTest {
    private static final List<AddressBlock> PROXIES =
            Stream.of("10.0.0.0/30", "127.0.0.1")
                    .map(text -> Objects.requireNonNull(AddressBlock.parse(text)))
                    .toList();

    private final Doors doors = new Doors(OnOff.ON, PROXIES);

    private static HttpHeaders headers(String... names) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < names.length; i += 2) {
            headers.add(names[i], names[i + 1]);
        }
        return headers;
    }

    private static @Nullable Door plain(Doors doors, String from) {
        return doors.arrival(InetAddress.ofLiteral(from), Wire.PLAIN, headers()).door();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, LOOPBACK",
        "127.8.8.8, LOOPBACK",
        "::1, LOOPBACK",
        "10.1.2.3, BASIC",
        "172.16.0.1, BASIC",
        "172.31.255.255, BASIC",
        "192.168.1.1, BASIC",
        "169.254.1.1, BASIC",
        "100.64.0.1, BASIC",
        "100.127.255.255, BASIC",
        "fd12::1, BASIC",
        "fe80::1, BASIC"
    })
    void withoutEncryptionTheAddressDecides(String from, Door door) {
        assertEquals(door, plain(doors, from));
    }

    @ParameterizedTest
    @DisplayName("ATK-087 without encryption nobody comes from the internet")
    @CsvSource({
        "203.0.113.7", "8.8.8.8", "172.32.0.1", "172.15.255.255", "192.169.0.1", "11.0.0.1",
        "100.63.255.255", "100.128.0.1", "2001:db8::1", "fec0::1", "::ffff:8.8.8.8", "0.0.0.0",
        "224.0.0.1", "255.255.255.255"
    })
    void publicAddresses(String from) {
        assertNull(plain(doors, from));
    }

    @Test
    void withoutABasicDoorThereIsOnlyThisComputer() {
        Doors closed = new Doors(OnOff.OFF, List.of());
        assertNull(plain(closed, "10.1.2.3"));
        assertEquals(Door.LOOPBACK, plain(closed, "127.0.0.1"));
    }

    @Test
    void whatIsEncryptedIsSecureWhereverFrom() {
        for (String from : List.of("203.0.113.7", "10.1.2.3", "127.0.0.1")) {
            assertEquals(
                    Door.SECURE,
                    doors.arrival(InetAddress.ofLiteral(from), Wire.ENCRYPTED, headers()).door());
        }
    }

    private void arrives(String expected, String peer, String... names) {
        var arrival = doors.arrival(InetAddress.ofLiteral(peer), Wire.PLAIN, headers(names));
        assertEquals(expected, arrival.from().getHostAddress() + " " + arrival.door(), peer);
    }

    @Test
    @DisplayName("ATK-020, ATK-109 who is no proxy of ours cannot say where they come from")
    void strangers() {
        arrives("10.7.7.7 BASIC", "10.7.7.7", "X-Forwarded-For", "127.0.0.1");
        arrives("10.7.7.7 BASIC", "10.7.7.7", "X-Forwarded-Proto", "https");
        arrives(
                "203.0.113.7 null",
                "203.0.113.7",
                "X-Forwarded-For",
                "192.168.1.1",
                "X-Forwarded-Proto",
                "https");
    }

    @ParameterizedTest
    @DisplayName("ATK-020 a proxy on this machine that is not listed speaks for nobody")
    @CsvSource({
        "X-Forwarded-For, 192.168.1.9",
        "X-Forwarded-For, 127.0.0.1",
        "Forwarded, for=192.168.1.9",
        "X-Real-IP, 192.168.1.9",
        "X-Forwarded-Proto, https"
    })
    void notListed(String name, String value) {
        arrives("127.1.1.1 null", "127.1.1.1", name, value);
        arrives("0:0:0:0:0:0:0:1 null", "::1", name, value);
        Doors.Arrival secure =
                doors.arrival(
                        InetAddress.ofLiteral("127.1.1.1"), Wire.ENCRYPTED, headers(name, value));
        assertEquals(Door.SECURE, secure.door());
    }

    @Test
    @DisplayName("ATK-020 a proxy that is listed says for whom it asks in the header that is read")
    void anotherHeader() {
        arrives("127.0.0.1 null", "127.0.0.1", "Forwarded", "for=192.168.1.9");
        arrives(
                "192.168.1.9 BASIC",
                "127.0.0.1",
                "Forwarded",
                "for=192.168.1.8",
                "X-Forwarded-For",
                "192.168.1.9");
        arrives("127.0.0.1 LOOPBACK", "127.0.0.1", "X-Forwarded-Proto", "http");
    }

    @Test
    @DisplayName("ATK-109 behind a proxy the address counts that the nearest proxy saw")
    void forwarded() {
        arrives("192.168.1.9 BASIC", "10.0.0.1", "X-Forwarded-For", "192.168.1.9");
        arrives("192.168.1.9 BASIC", "10.0.0.1", "X-Forwarded-For", "127.0.0.1, 192.168.1.9");
        arrives("203.0.113.7 null", "10.0.0.1", "X-Forwarded-For", "10.1.1.1,203.0.113.7");
        arrives(
                "203.0.113.7 null",
                "10.0.0.1",
                "X-Forwarded-For",
                "10.1.1.1",
                "X-Forwarded-For",
                "203.0.113.7");
        arrives("192.168.1.9 BASIC", "10.0.0.1", "X-Forwarded-For", "192.168.1.9, 10.0.0.2");
        arrives("10.0.0.2 BASIC", "10.0.0.1", "X-Forwarded-For", "10.0.0.2");
    }

    @Test
    void aProxySaysWhetherItWasEncrypted() {
        String[] https = {"X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https"};
        arrives("203.0.113.7 SECURE", "10.0.0.1", https);
        https[3] = "https, http";
        arrives("203.0.113.7 null", "10.0.0.1", https);
        https[3] = "HTTPS://";
        arrives("203.0.113.7 null", "10.0.0.1", https);
    }

    @Test
    void aProxyThatSpeaksForItselfIsWhoItIs() {
        arrives("10.0.0.1 BASIC", "10.0.0.1");
        arrives("127.0.0.1 LOOPBACK", "127.0.0.1");
    }

    @Test
    @DisplayName("ATK-109 what is no address opens no door")
    void nonsense() {
        for (String hops : List.of("", "unknown", "1.2.3", "ana", "192.168.1.9:80", "_hidden")) {
            arrives("10.0.0.1 null", "10.0.0.1", "X-Forwarded-For", hops);
        }
        arrives("10.0.0.1 null", "10.0.0.1", "X-Forwarded-For", "192.168.1.9, ana");
    }

    @Test
    @DisplayName("ATK-020 a proxy elsewhere speaks for nobody on this machine")
    void loopbackElsewhere() {
        arrives("127.9.9.9 null", "10.0.0.1", "X-Forwarded-For", "127.9.9.9");
        arrives("0:0:0:0:0:0:0:1 null", "10.0.0.1", "X-Forwarded-For", "::1");
        arrives("127.9.9.9 LOOPBACK", "127.0.0.1", "X-Forwarded-For", "127.9.9.9");
    }
}
