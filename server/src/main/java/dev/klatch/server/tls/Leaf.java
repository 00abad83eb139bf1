package dev.klatch.server.tls;

import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.address.Whereabouts;
import dev.klatch.server.disk.OwnerOnly;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate that the server shows, signed by its authority: for its names and its private
/// addresses, with a key of its own, for 90 days. It is made anew when 30 are left, when the server
/// has a name or an address that it does not cover, and when what was kept cannot be used. Used by
/// one thread at a time.
final class Leaf implements Certificates.Source {
    private static final Logger LOG = LoggerFactory.getLogger(Leaf.class);
    private static final Duration AGE = Duration.ofDays(90);
    private static final Duration LEFT = Duration.ofDays(30);
    private static final Duration SLACK = Duration.ofHours(1);
    private static final int ADDRESSES = 100;

    private final Path folder;
    private final Authority authority;
    private @Nullable Identity current;

    Leaf(Path folder, Authority authority) {
        this.folder = folder;
        this.authority = authority;
    }

    @Override
    public @Nullable Identity look(Instant now, Whereabouts here) throws CertificatesUnusable {
        if (current != null && serves(current.own(), now, here)) {
            return null;
        }
        Identity kept = current == null ? kept() : null;
        boolean good = kept != null && serves(kept.own(), now, here);
        current = good ? kept : make(now, here);
        return current;
    }

    /// What a start before this one left, if it is whole and of this authority.
    private @Nullable Identity kept() {
        try {
            Identity kept = new Identity(Pem.key(keyFile()), Pem.certificates(certificateFile()));
            kept.own().verify(authority.certificate().getPublicKey());
            return kept.fits() && kept.chain().size() == 2 ? kept : null;
        } catch (CertificatesUnusable | GeneralSecurityException missing) {
            LOG.debug("the server's own certificate is made anew", missing);
            return null;
        }
    }

    private Path keyFile() {
        return folder.resolve("server.key");
    }

    private Path certificateFile() {
        return folder.resolve("server.crt");
    }

    private boolean serves(X509Certificate certificate, Instant now, Whereabouts here) {
        boolean young =
                certificate.getNotAfter().toInstant().isAfter(now.plus(LEFT))
                        && certificate.getNotBefore().toInstant().isBefore(now);
        return young
                && names(certificate).containsAll(names(here))
                && addresses(certificate).containsAll(addresses(here));
    }

    private List<String> names(Whereabouts here) {
        return here.names().stream().filter(authority::permits).sorted().toList();
    }

    private static List<InetAddress> addresses(Whereabouts here) {
        return here.addresses().stream()
                .filter(each -> each.isLoopbackAddress() || AddressBlock.isPrivate(each))
                .sorted(
                        Comparator.comparing((InetAddress each) -> !each.isLoopbackAddress())
                                .thenComparing(InetAddress::getHostAddress))
                .limit(ADDRESSES)
                .toList();
    }

    /// The names that a certificate is for.
    static Set<String> names(X509Certificate certificate) {
        return Set.copyOf(alternatives(certificate, GeneralName.dNSName));
    }

    private static Set<InetAddress> addresses(X509Certificate certificate) {
        Set<InetAddress> addresses = new HashSet<>();
        for (String text : alternatives(certificate, GeneralName.iPAddress)) {
            InetAddress address = AddressBlock.address(text);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static List<String> alternatives(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(each -> each.getFirst().equals(kind))
                            .map(each -> String.valueOf(each.get(1)))
                            .toList();
        } catch (CertificateParsingException damaged) {
            return List.of();
        }
    }

    private Identity make(Instant now, Whereabouts here) throws CertificatesUnusable {
        try {
            KeyPair keys = Issuing.keys();
            X509Certificate own = certificate(keys, now, here);
            Identity made = new Identity(keys.getPrivate(), List.of(own, authority.certificate()));
            OwnerOnly.write(keyFile(), Pem.write(keys.getPrivate()));
            OwnerOnly.write(certificateFile(), Pem.write(own) + Pem.write(authority.certificate()));
            return made;
        } catch (IOException unwritable) {
            throw new CertificatesUnusable(folder + " cannot be written.", unwritable);
        } catch (GeneralSecurityException lacking) {
            throw new CertificatesUnusable("This Java cannot make certificates.", lacking);
        }
    }

    private X509Certificate certificate(KeyPair keys, Instant now, Whereabouts here)
            throws CertificatesUnusable {
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        authority.certificate(),
                        Issuing.serial(),
                        Date.from(now.minus(SLACK)),
                        Date.from(now.plus(AGE)),
                        new X500Principal("CN=Klatch server"),
                        keys.getPublic());
        List<GeneralName> alternatives = new ArrayList<>();
        names(here).forEach(name -> alternatives.add(new GeneralName(GeneralName.dNSName, name)));
        addresses(here)
                .forEach(address ->
                        alternatives.add(
                                new GeneralName(
                                        GeneralName.iPAddress,
                                        new DEROctetString(address.getAddress()))));
        return Issuing.sign(
                builder,
                authority.key(),
                (to, ids) -> {
                    to.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
                    to.addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                    to.addExtension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                    to.addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            ids.createAuthorityKeyIdentifier(authority.certificate()));
                    to.addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            ids.createSubjectKeyIdentifier(keys.getPublic()));
                    to.addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(alternatives.toArray(GeneralName[]::new)));
                });
    }
}
