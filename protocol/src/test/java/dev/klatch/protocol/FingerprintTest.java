package dev.klatch.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class FingerprintTest {
    /// FIPS 180-2, appendix B.1: the digest of `abc`.
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String GROUPS =
            "BA78 16BF 8F01 CFEA 4141 40DE 5DAE 2223 B003 61A3 9617 7A9C B410 FF61 F200 15AD";

    @Test
    void peopleReadSixteenGroupsOfFour() {
        Fingerprint fingerprint = Fingerprint.of("abc".getBytes(US_ASCII));
        assertEquals(ABC, fingerprint.hex());
        assertEquals(GROUPS, fingerprint.groups());
        assertEquals(16, fingerprint.groups().split(" ", -1).length);
    }

    @Test
    void whatIsTypedIsReadHoweverItIsGrouped() {
        Fingerprint fingerprint = new Fingerprint(ABC);
        assertEquals(fingerprint, Fingerprint.parse(ABC));
        assertEquals(fingerprint, Fingerprint.parse(GROUPS));
        assertEquals(fingerprint, Fingerprint.parse("  " + GROUPS.replace(" ", "\n") + " "));
        assertEquals(fingerprint, Fingerprint.parse(GROUPS.replace(' ', ':')));
        assertEquals(fingerprint, Fingerprint.parse(GROUPS.replace(' ', '-')));
    }

    @Test
    void whatIsTooShortOrNoDigitIsNone() {
        assertNull(Fingerprint.parse(""));
        assertNull(Fingerprint.parse(ABC.substring(1)));
        assertNull(Fingerprint.parse(ABC + "0"));
        assertNull(Fingerprint.parse(ABC.replace('b', 'g')));
        assertNull(Fingerprint.parse(ABC.replace('0', '٠')));
        assertThrows(IllegalArgumentException.class, () -> new Fingerprint(GROUPS));
    }

    @Test
    void oneDigitMakesAnother() {
        String other = ABC.substring(0, 63) + "e";
        assertNotEquals(new Fingerprint(ABC), new Fingerprint(other));
        assertNotEquals(new Fingerprint(ABC), new Fingerprint("0" + ABC.substring(1)));
    }
}
