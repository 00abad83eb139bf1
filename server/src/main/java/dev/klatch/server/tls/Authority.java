package dev.klatch.server.tls;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.address.Whereabouts;
import dev.klatch.server.disk.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/// The authority of this server: a key and a certificate that devices are told to trust. It is made
/// once, at the first start, and never replaced by itself, for all devices trust the old one. It
/// can vouch only for names of a local network, this machine's own names, and private addresses
/// (RFC 5280, section 4.2.1.10), so a stolen key is worth little elsewhere.
public final class Authority {
    private static final String KEY = "authority.key";
    private static final String CERTIFICATE = "authority.crt";
    private static final Duration AGE = Duration.ofDays(3_652);
    private static final Duration SLACK = Duration.ofDays(1);
    private static final Set<String> LOCAL_NAMES =
            Set.of("localhost", "local", "lan", "home.arpa", "internal");

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final List<String> permitted;

    private Authority(PrivateKey key, X509Certificate certificate) throws CertificatesUnusable {
        this.key = key;
        this.certificate = certificate;
        this.permitted = permitted(certificate);
    }

    /// The one kept in this folder, or a new one if there is none at all. Blocks on the disk.
    ///
    /// @throws CertificatesUnusable if there is a part of one, or a damaged one
    static Authority open(Path folder, Whereabouts here, Instant now) throws CertificatesUnusable {
        Path keyFile = folder.resolve(KEY);
        Path certificateFile = folder.resolve(CERTIFICATE);
        // The key is put in its place last: without both nobody was ever told of it.
        if (Files.notExists(keyFile) && Files.notExists(certificateFile)) {
            return make(folder, here, now);
        }
        try {
            if (Files.notExists(keyFile) && OwnerOnly.isPrepared(keyFile)) {
                OwnerOnly.put(keyFile);
            }
            PrivateKey key = Pem.key(keyFile);
            List<X509Certificate> found = Pem.certificates(certificateFile);
            if (new Identity(key, found).fits()) {
                return new Authority(key, found.getFirst());
            }
        } catch (CertificatesUnusable damaged) {
            throw new CertificatesUnusable(words(folder, damaged.words()), damaged);
        } catch (IOException unwritable) {
            throw new CertificatesUnusable(folder + " cannot be written.", unwritable);
        }
        throw new CertificatesUnusable(
                words(folder, "The key of the authority is not that of its certificate."), null);
    }

    private static String words(Path folder, String what) {
        return what
                + " "
                + KEY
                + " and "
                + CERTIFICATE
                + " in "
                + folder
                + " are what all devices of this server trust: bring both back from a backup. If"
                + " there is none, delete both; Klatch then makes new ones, and every device has to"
                + " trust the server anew.";
    }

    private static Authority make(Path folder, Whereabouts here, Instant now)
            throws CertificatesUnusable {
        try {
            KeyPair keys = Issuing.keys();
            X509Certificate certificate = certificate(keys, here, now);
            OwnerOnly.makeFolder(folder);
            OwnerOnly.prepare(folder.resolve(KEY), Pem.write(keys.getPrivate()));
            OwnerOnly.write(folder.resolve(CERTIFICATE), Pem.write(certificate));
            OwnerOnly.put(folder.resolve(KEY));
            return new Authority(keys.getPrivate(), certificate);
        } catch (IOException unwritable) {
            throw new CertificatesUnusable(folder + " cannot be written.", unwritable);
        } catch (GeneralSecurityException lacking) {
            throw new CertificatesUnusable("This Java cannot make certificates.", lacking);
        }
    }

    private static X509Certificate certificate(KeyPair keys, Whereabouts here, Instant now)
            throws CertificatesUnusable {
        byte[] mark = new byte[3];
        new SecureRandom().nextBytes(mark);
        String host = Whereabouts.host().replaceAll("[^A-Za-z0-9.-]", "");
        X500Principal name =
                new X500Principal(
                        "CN=Klatch of "
                                + (host.isEmpty() ? "a computer" : host)
                                + " "
                                + HexFormat.of().formatHex(mark));
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        Issuing.serial(),
                        Date.from(now.minus(SLACK)),
                        Date.from(now.plus(AGE)),
                        name,
                        keys.getPublic());
        return Issuing.sign(
                builder,
                keys.getPrivate(),
                (to, ids) -> {
                    to.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                    to.addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
                    to.addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            ids.createSubjectKeyIdentifier(keys.getPublic()));
                    to.addExtension(Extension.nameConstraints, true, constraints(here));
                });
    }

    private static NameConstraints constraints(Whereabouts here) {
        Set<String> names = new TreeSet<>(LOCAL_NAMES);
        names.addAll(here.names());
        List<GeneralSubtree> subtrees = new ArrayList<>();
        names.forEach(name ->
                subtrees.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, name))));
        List<AddressBlock> blocks = new ArrayList<>(AddressBlock.LOOPBACK);
        blocks.addAll(AddressBlock.PRIVATE);
        blocks.forEach(block -> subtrees.add(new GeneralSubtree(addresses(block))));
        return new NameConstraints(subtrees.toArray(GeneralSubtree[]::new), null);
    }

    /// The address and its mask, one behind the other.
    private static GeneralName addresses(AddressBlock block) {
        byte[] base = block.base().getAddress();
        byte[] both = Arrays.copyOf(base, 2 * base.length);
        for (int bit = 0; bit < block.bits(); bit++) {
            both[base.length + bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
        }
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(both));
    }

    private static List<String> permitted(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return List.of("");
        }
        NameConstraints constraints =
                NameConstraints.getInstance(ASN1OctetString.getInstance(extension).getOctets());
        return Arrays.stream(constraints.getPermittedSubtrees())
                .map(GeneralSubtree::getBase)
                .filter(base -> base.getTagNo() == GeneralName.dNSName)
                .map(base -> base.getName().toString())
                .toList();
    }

    /// Whether it may vouch for this name.
    boolean permits(String name) {
        return permitted.stream()
                .anyMatch(each -> each.isEmpty() || name.equals(each) || name.endsWith("." + each));
    }

    PrivateKey key() {
        return key;
    }

    /// What devices call it.
    public String name() {
        String name = certificate.getSubjectX500Principal().getName();
        return name.startsWith("CN=") ? name.substring("CN=".length()) : name;
    }

    /// Its certificate, for devices to trust.
    public X509Certificate certificate() {
        return certificate;
    }

    /// What people compare before they trust it.
    public Fingerprint fingerprint() {
        try {
            return Fingerprint.of(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
