package dev.klatch.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.address.Whereabouts;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The machine `attic` with one private and one public address, and time as the test says.
final class CertificatesStoreTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Whereabouts ATTIC = attic("10.1.2.3", "203.0.113.7", "fd00::7");

    @TempDir private Path folder;

    private static Whereabouts attic(String... addresses) {
        Set<InetAddress> all =
                new java.util.HashSet<>(
                        Set.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")));
        Stream.of(addresses).map(InetAddress::ofLiteral).forEach(all::add);
        return new Whereabouts(Set.of("localhost", "attic", "attic.local"), all);
    }

    private Path tls() {
        return folder.resolve("tls");
    }

    private Leaf leaf() throws CertificatesUnusable {
        return new Leaf(tls(), Authority.open(tls(), ATTIC, START));
    }

    private static X509Certificate own(@Nullable Identity identity) {
        assertNotNull(identity);
        return identity.own();
    }

    private X509Certificate authority() throws CertificatesUnusable {
        return Authority.open(tls(), ATTIC, START).certificate();
    }

    /// Whether one who trusts only the authority accepts this at that time.
    private boolean isAccepted(X509Certificate leaf, Instant when)
            throws GeneralSecurityException, CertificatesUnusable {
        // The constraints of an anchor do not count in the JDK: the authority stands in the chain,
        // below an anchor of its own name and key.
        TrustAnchor anchor =
                new TrustAnchor(
                        authority().getSubjectX500Principal(), authority().getPublicKey(), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(when));
        var path =
                CertificateFactory.getInstance("X.509")
                        .generateCertPath(List.of(leaf, authority()));
        try {
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (CertPathValidatorException refused) {
            return false;
        }
    }

    @Test
    void theAuthorityIsOneAndTheLeafIsForTheNamesAndPrivateAddresses() throws Exception {
        X509Certificate leaf = own(leaf().look(START, ATTIC));
        assertEquals(0, authority().getBasicConstraints());
        assertEquals(-1, leaf.getBasicConstraints());
        boolean[] usage = authority().getKeyUsage();
        assertTrue(usage[5] && usage[6] && !usage[0], "signs certificates and nothing else");
        assertTrue(
                authority()
                        .getCriticalExtensionOIDs()
                        .containsAll(Set.of("2.5.29.19", "2.5.29.15", "2.5.29.30")));
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
        Set<String> names = new TreeSet<>();
        leaf.getSubjectAlternativeNames().forEach(each -> names.add("" + each.get(1)));
        assertEquals(
                Set.of(
                        "localhost",
                        "attic",
                        "attic.local",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1",
                        "10.1.2.3",
                        "fd00:0:0:0:0:0:0:7"),
                names);
        assertTrue(isAccepted(leaf, START));
        assertTrue(isAccepted(leaf, START.plus(Duration.ofDays(89))));
        assertFalse(isAccepted(leaf, START.plus(Duration.ofDays(91))));
        assertEquals(START.plus(Duration.ofDays(3_652)), authority().getNotAfter().toInstant());
    }

    @ParameterizedTest
    @DisplayName("ATK-088 a stolen authority vouches for nothing outside of this network")
    @CsvSource({
        "attic.local, true",
        "other.lan, true",
        "chat.home.arpa, true",
        "192.168.7.7, true",
        "fe80::1, true",
        "bank.example, false",
        "locale, false",
        "203.0.113.7, false",
        "8.8.8.8, false",
        "2001:db8::1, false"
    })
    void constraints(String name, boolean accepted) throws Exception {
        Authority authority = Authority.open(tls(), ATTIC, START);
        KeyPair keys = Issuing.keys();
        boolean address = name.matches("[0-9a-f.]*[.:][0-9a-f:.]*[0-9]");
        int kind = address ? GeneralName.iPAddress : GeneralName.dNSName;
        var builder =
                new JcaX509v3CertificateBuilder(
                        authority.certificate(),
                        Issuing.serial(),
                        Date.from(START.minusSeconds(60)),
                        Date.from(START.plusSeconds(60)),
                        new X500Principal("CN=made by eve"),
                        keys.getPublic());
        X509Certificate forged =
                Issuing.sign(
                        builder,
                        authority.key(),
                        (to, ids) ->
                                to.addExtension(
                                        Extension.subjectAlternativeName,
                                        false,
                                        new GeneralNames(new GeneralName(kind, name))));
        assertEquals(accepted, isAccepted(forged, START));
    }

    @Test
    void theLeafIsRenewedWhenThirtyDaysAreLeft() throws Exception {
        Leaf leaf = leaf();
        X509Certificate first = own(leaf.look(START, ATTIC));
        assertNull(leaf.look(START.plus(Duration.ofDays(59)), ATTIC));
        X509Certificate second = own(leaf.look(START.plus(Duration.ofDays(60)), ATTIC));
        assertNotEquals(first.getPublicKey(), second.getPublicKey());
        assertNull(leaf.look(START.plus(Duration.ofDays(61)), ATTIC));
        assertTrue(isAccepted(second, START.plus(Duration.ofDays(149))));
    }

    @Test
    void aClockThatWasWrongDoesNotLeaveALeafThatIsNotGoodYet() throws Exception {
        Leaf leaf = leaf();
        leaf.look(START, ATTIC);
        Instant before = START.minus(Duration.ofHours(3));
        assertTrue(isAccepted(own(leaf.look(before, ATTIC)), before));
    }

    @Test
    void theLeafIsRenewedForANewAddressAndNotForOneThatIsGone() throws Exception {
        Leaf leaf = leaf();
        leaf.look(START, ATTIC);
        assertNull(leaf.look(START, attic("10.1.2.3")));
        assertNull(leaf.look(START, attic("203.0.113.9")), "it vouches for no public address");
        String names = own(leaf.look(START, attic("10.9.9.9"))).getSubjectAlternativeNames() + "";
        assertTrue(names.contains("10.9.9.9"), names);
    }

    @Test
    void aNameThatTheAuthorityMayNotVouchForIsLeftOut() throws Exception {
        Leaf leaf = leaf();
        Whereabouts more =
                new Whereabouts(Set.of("attic", "chat.lan", "bank.example"), ATTIC.addresses());
        assertEquals(Set.of("attic", "chat.lan"), Leaf.names(own(leaf.look(START, more))));
        assertNull(leaf.look(START, more));
    }

    @Test
    void whatWasMadeIsKeptOverRestarts() throws Exception {
        X509Certificate first = own(leaf().look(START, ATTIC));
        assertEquals(first, own(leaf().look(START.plus(Duration.ofDays(1)), ATTIC)));
    }

    @Test
    @DisplayName("ATK-098 keys are for the owner of the process alone")
    void modes() throws Exception {
        leaf().look(START, ATTIC);
        assertEquals("rwx------", modes(tls()));
        for (String file : List.of("authority.key", "authority.crt", "server.key", "server.crt")) {
            assertEquals("rw-------", modes(tls().resolve(file)), file);
        }
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.key", "server.crt"})
    void aDamagedLeafIsMadeAnewAndTheAuthorityStays(String file) throws Exception {
        X509Certificate first = own(leaf().look(START, ATTIC));
        X509Certificate trusted = authority();
        for (String content : List.of("", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n")) {
            Files.writeString(tls().resolve(file), content);
            X509Certificate next = own(leaf().look(START, ATTIC));
            assertNotEquals(first, next);
            assertTrue(isAccepted(next, START));
        }
        Files.delete(tls().resolve(file));
        assertTrue(isAccepted(own(leaf().look(START, ATTIC)), START));
        assertEquals(trusted, authority());
    }

    @ParameterizedTest
    @ValueSource(strings = {"authority.key", "authority.crt"})
    void aDamagedAuthorityIsNeverReplacedByItself(String file) throws Exception {
        leaf().look(START, ATTIC);
        byte[] whole = Files.readAllBytes(tls().resolve(file));
        X509Certificate trusted = authority();
        for (String content : List.of("", "nonsense")) {
            Files.writeString(tls().resolve(file), content);
            var refused = assertThrows(CertificatesUnusable.class, this::leaf);
            assertTrue(refused.words().contains("from a backup"), refused.words());
        }
        Files.delete(tls().resolve(file));
        assertThrows(CertificatesUnusable.class, this::leaf);
        Files.write(tls().resolve(file), whole);
        assertEquals(trusted, authority());
    }

    @Test
    void aKeyOfAnotherAuthorityIsNotTaken() throws Exception {
        leaf();
        Authority.open(folder.resolve("other"), ATTIC, START);
        Files.copy(
                folder.resolve("other/authority.key"),
                tls().resolve("authority.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThrows(CertificatesUnusable.class, this::leaf);
    }

    @Test
    void aProcessThatDiesWhileItMakesTheAuthorityLosesNothing() throws Exception {
        leaf();
        X509Certificate trusted = authority();
        Path key = tls().resolve("authority.key");
        Files.move(key, tls().resolve("authority.key.new"));
        assertEquals(trusted, authority(), "it died before the key was in its place");
        Files.move(key, tls().resolve("authority.key.new"));
        Files.move(tls().resolve("authority.crt"), tls().resolve("authority.crt.new"));
        assertNotEquals(trusted, authority(), "nobody was told of that one yet");
    }

    @Test
    void filesOfTheOperatorAreReadAnewWhenBothFit() throws Exception {
        leaf().look(START, ATTIC);
        Path certificate = folder.resolve("fullchain.pem");
        Path key = folder.resolve("privkey.pem");
        copy("server.crt", certificate);
        copy("server.key", key);
        GivenFiles given = new GivenFiles(certificate, key);
        X509Certificate first = own(given.look(START, ATTIC));
        assertNull(given.look(START, ATTIC));
        Files.delete(tls().resolve("server.key"));
        leaf().look(START, ATTIC);
        copy("server.crt", certificate);
        assertThrows(CertificatesUnusable.class, () -> given.look(START, ATTIC));
        assertNull(given.look(START, ATTIC), "it is said once");
        copy("server.key", key);
        assertNotEquals(first, own(given.look(START, ATTIC)));
        Files.delete(key);
        assertThrows(CertificatesUnusable.class, () -> given.look(START, ATTIC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void keysAreReadInTheFormsThatAreUsual(String algorithm) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        Path file = folder.resolve("privkey.pem");
        Files.writeString(file, "Bag Attributes\n" + Pem.write(keys.getPrivate()));
        assertEquals(keys.getPrivate(), Pem.key(file));
        if (algorithm.equals("RSA")) {
            StringWriter traditional = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(traditional)) {
                writer.writeObject(keys);
            }
            Files.writeString(file, traditional.toString());
            assertEquals(keys.getPrivate(), Pem.key(file));
        }
    }

    @Test
    void aKeyOfACurveIsReadInItsOwnForm() throws Exception {
        KeyPair keys = Issuing.keys();
        BigInteger secret = ((java.security.interfaces.ECPrivateKey) keys.getPrivate()).getS();
        byte[] sec1 = new ECPrivateKey(256, secret, SECObjectIdentifiers.secp256r1).getEncoded();
        Path file = folder.resolve("privkey.pem");
        try (PemWriter writer = new PemWriter(Files.newBufferedWriter(file))) {
            writer.writeObject(new PemObject("EC PRIVATE KEY", sec1));
        }
        PrivateKey read = Pem.key(file);
        assertEquals(secret, ((java.security.interfaces.ECPrivateKey) read).getS());
    }

    @Test
    void aKeyWithAPasswordIsSaidToHaveOne() throws Exception {
        Path key = folder.resolve("privkey.pem");
        Files.writeString(
                key,
                """
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                MAAwAA==
                -----END ENCRYPTED PRIVATE KEY-----
                """);
        var refused = assertThrows(CertificatesUnusable.class, () -> Pem.key(key));
        assertTrue(refused.words().contains(key.toString()), refused.words());
    }

    private void copy(String from, Path to) throws IOException {
        Files.copy(tls().resolve(from), to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aBadChangeOfTheFilesLeavesTheOldCertificate() throws Exception {
        leaf().look(START, ATTIC);
        Certificates given =
                Certificates.given(
                        tls().resolve("server.crt"), tls().resolve("server.key"), START, ATTIC);
        var before = given.fingerprint();
        Files.writeString(tls().resolve("server.crt"), "nonsense");
        given.look(START, ATTIC);
        assertEquals(before, given.fingerprint());
        assertEquals(Set.of("localhost", "attic", "attic.local"), given.names());
    }
}
