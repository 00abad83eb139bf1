package dev.klatch.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// Keys and certificates as text (RFC 7468).
final class Pem {
    private static final int LINE = 64;
    private static final int MOST_BYTES = 1_048_576;

    private Pem() {}

    /// A key as PKCS#8.
    static String write(Key key) {
        return write("PRIVATE KEY", key.getEncoded());
    }

    /// A certificate.
    static String write(X509Certificate certificate) throws CertificateEncodingException {
        return write("CERTIFICATE", certificate.getEncoded());
    }

    private static String write(String label, byte... der) {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, lines.encodeToString(der), label);
    }

    /// All certificates of a file, in order; at least one.
    static List<X509Certificate> certificates(Path file) throws CertificatesUnusable {
        List<X509Certificate> found = new ArrayList<>();
        try {
            byte[] text = read(file).getBytes(StandardCharsets.UTF_8);
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text))
                    .forEach(each -> found.add((X509Certificate) each));
        } catch (CertificateException damaged) {
            throw new CertificatesUnusable(
                    "There is no readable certificate in " + file + ".", damaged);
        }
        if (found.isEmpty()) {
            throw new CertificatesUnusable("There is no certificate in " + file + ".", null);
        }
        return found;
    }

    /// The key in a file: PKCS#8, or what OpenSSL writes, without a password.
    static PrivateKey key(Path file) throws CertificatesUnusable {
        try (PEMParser parser = new PEMParser(new StringReader(read(file)))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                switch (each) {
                    case PrivateKeyInfo info -> {
                        return converter.getPrivateKey(info);
                    }
                    case PEMKeyPair pair -> {
                        return converter.getKeyPair(pair).getPrivate();
                    }
                    default -> {}
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new CertificatesUnusable("There is no readable key in " + file + ".", damaged);
        }
        throw new CertificatesUnusable("There is no key without a password in " + file + ".", null);
    }

    private static String read(Path file) throws CertificatesUnusable {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CertificatesUnusable(file + " is too large for a certificate.", null);
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new CertificatesUnusable(file + " cannot be read.", unreadable);
        }
    }
}
