package dev.klatch.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.jspecify.annotations.Nullable;

/// Keys and certificates as text (RFC 7468).
final class Pem {
    private static final int LINE = 64;
    private static final int MOST_BYTES = 1_048_576;
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

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
        String text = read(file);
        Matcher whole = PKCS8.matcher(text);
        try {
            PrivateKey key =
                    whole.find()
                            ? pkcs8(Base64.getMimeDecoder().decode(whole.group(1)))
                            : ofOpenSsl(text);
            if (key != null) {
                return key;
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new CertificatesUnusable("There is no readable key in " + file + ".", damaged);
        }
        throw new CertificatesUnusable("There is no key without a password in " + file + ".", null);
    }

    /// The usual form, read by the JDK alone: loading what reads the others takes a good part of a
    /// small server's start.
    private static @Nullable PrivateKey pkcs8(byte... der) {
        KeySpec spec = new PKCS8EncodedKeySpec(der);
        return Stream.of("EC", "RSA", "EdDSA")
                .map(algorithm -> pkcs8(spec, algorithm))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable PrivateKey pkcs8(KeySpec spec, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException ofAnother) {
            return null;
        }
    }

    private static @Nullable PrivateKey ofOpenSsl(String text) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                if (each instanceof PEMKeyPair pair) {
                    return pkcs8(pair.getPrivateKeyInfo().getEncoded());
                }
            }
        }
        return null;
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
