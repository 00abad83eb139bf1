package dev.klatch.server.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// A key and the certificates that vouch for it, its own first.
record Identity(PrivateKey key, List<X509Certificate> chain) {
    Identity {
        chain = List.copyOf(chain);
    }

    /// The certificate of the key itself.
    X509Certificate own() {
        return chain.getFirst();
    }

    /// Whether the key is that of the first certificate, found out by signing something.
    boolean fits() {
        byte[] words = {1, 2, 3, 4, 5, 6, 7, 8};
        String with =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signing = Signature.getInstance(with);
            signing.initSign(key);
            signing.update(words);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(with);
            checking.initVerify(own().getPublicKey());
            checking.update(words);
            return checking.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }
}
