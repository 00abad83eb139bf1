package dev.klatch.server.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// What the making of both kinds of certificates has in common: keys of the curve P-256, signatures
/// with SHA-256, serial numbers of 127 random bits.
final class Issuing {
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Issuing() {}

    /// Adds what makes a certificate this kind of certificate.
    interface Extending {
        void add(X509v3CertificateBuilder builder, JcaX509ExtensionUtils ids)
                throws CertIOException, GeneralSecurityException;
    }

    static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    /// Never 0, and positive (RFC 5280, section 4.1.2.2).
    static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }

    static X509Certificate sign(
            X509v3CertificateBuilder builder, PrivateKey signer, Extending extending)
            throws CertificatesUnusable {
        try {
            extending.add(builder, new JcaX509ExtensionUtils());
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException refused) {
            throw new CertificatesUnusable("No certificate could be made.", refused);
        }
    }
}
