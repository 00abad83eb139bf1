package dev.klatch.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinLinkTest {
    private static final URI SERVER = URI.create("https://192.168.1.20:5555");
    private static final String SERVER_OF = "https:" + "//";
    private static final Fingerprint FINGERPRINT = Fingerprint.of((byte) 1, (byte) 2);

    @Test
    void whatIsHandedOverIsReadAgain() {
        JoinLink whole = new JoinLink(SERVER, "abc-def", FINGERPRINT);
        assertEquals(
                "https://192.168.1.20:5555/join#invite=abc-def&fingerprint=" + FINGERPRINT.hex(),
                whole.text());
        assertEquals(whole, JoinLink.parse(whole.text()));
        JoinLink plain = new JoinLink(URI.create("http://[fd00::1]:5555"), "abc", null);
        assertEquals(plain, JoinLink.parse(plain.text()));
    }

    @Test
    void anAddressAloneIsALinkWithoutInvite() {
        assertEquals(new JoinLink(SERVER, null, null), JoinLink.parse(SERVER.toString()));
        assertEquals(new JoinLink(SERVER, null, null), JoinLink.parse(SERVER + "/"));
        assertEquals(new JoinLink(SERVER, null, null), JoinLink.parse(SERVER + "/join"));
        assertEquals(new JoinLink(SERVER, null, null), JoinLink.parse(SERVER + "#later=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.168.1.20",
                "ftp://192.168.1.20",
                "https://",
                SERVER_OF + "eve@192.168.1.20",
                SERVER_OF + "a b",
                "https://192.168.1.20/other",
                "https://192.168.1.20/join#fingerprint=12",
                "https://192.168.1.20/join?invite=abc",
            })
    void whatIsNoLinkIsNone(String text) {
        assertNull(JoinLink.parse(text));
    }

    @Test
    void aLinkHasALimit() {
        assertNull(JoinLink.parse(SERVER + "/join#invite=" + "a".repeat(600)));
    }
}
