package dev.klatch.server.tls;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.server.address.Whereabouts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A certificate and its key from files of the operator, read anew when their content changes. Used
/// by one thread at a time.
final class GivenFiles implements Certificates.Source {
    private final Path certificate;
    private final Path key;
    private @Nullable Fingerprint seen;

    GivenFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    @Override
    public @Nullable Identity look(Instant now, Whereabouts here) throws CertificatesUnusable {
        Fingerprint content = content();
        if (content.equals(seen)) {
            return null;
        }
        seen = content;
        Identity identity = new Identity(Pem.key(key), Pem.certificates(certificate));
        if (!identity.fits()) {
            throw new CertificatesUnusable(
                    "The key in " + key + " is not that of the certificate in " + certificate + ".",
                    null);
        }
        return identity;
    }

    /// What stands in the files; one that cannot be read stands for nothing.
    private Fingerprint content() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : new Path[] {certificate, key}) {
            try {
                all.writeBytes(Files.readAllBytes(file));
            } catch (IOException unreadable) {
                all.write(0);
            }
        }
        return Fingerprint.of(all.toByteArray());
    }
}
