package dev.klatch.server.tls;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.server.address.Whereabouts;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this server shows to connections that begin with TLS. When the certificate changes, new
/// connections get the new one, and those that are open go on. TLS 1.3, and of 1.2 what encrypts
/// and authenticates at once with a key of the moment (RFC 9325). [#look] is called by one thread
/// at a time; everything else from any.
public final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int RECORD_BYTES = 16_384;
    private static final int SESSIONS = 2_000;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final List<String> SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    static {
        // Read by the JDK at the first handshake: a client cannot begin a second one (RFC 5746).
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final Source source;
    private final @Nullable Authority authority;
    private volatile Shown shown;

    /// Where the certificate comes from.
    interface Source {
        /// The certificate to show from now on, or null if it is the one that was given last.
        @Nullable Identity look(Instant now, Whereabouts here) throws CertificatesUnusable;
    }

    private record Shown(SSLContext context, List<X509Certificate> chain) {}

    private Certificates(
            Source source, @Nullable Authority authority, Instant now, Whereabouts here)
            throws CertificatesUnusable {
        this.source = source;
        this.authority = authority;
        Identity first = source.look(now, here);
        if (first == null) {
            throw new IllegalStateException("no certificate at first");
        }
        this.shown = shown(first);
    }

    /// Those of an authority of this server, kept in this folder and made if they are not there.
    /// Blocks on the disk.
    ///
    /// @throws CertificatesUnusable if the authority that was made before is not whole
    public static Certificates own(Path folder, Instant now, Whereabouts here)
            throws CertificatesUnusable {
        Authority authority = Authority.open(folder, here, now);
        return new Certificates(new Leaf(folder, authority), authority, now, here);
    }

    /// One that the operator has, with its chain, in these two PEM files. Blocks on the disk.
    ///
    /// @throws CertificatesUnusable if they cannot be read or do not belong together
    public static Certificates given(Path certificate, Path key, Instant now, Whereabouts here)
            throws CertificatesUnusable {
        return new Certificates(new GivenFiles(certificate, key), null, now, here);
    }

    /// Looks whether there is, or must be, another certificate by now; called about once a minute.
    /// What cannot be used changes nothing. Blocks on the disk.
    public void look(Instant now, Whereabouts here) {
        try {
            Identity next = source.look(now, here);
            if (next != null) {
                shown = shown(next);
                LOG.info("another certificate is shown, good until {}", next.own().getNotAfter());
            }
        } catch (CertificatesUnusable unusable) {
            LOG.warn("the certificate stays as it was: {}", unusable.words());
        }
    }

    private static Shown shown(Identity identity) throws CertificatesUnusable {
        try {
            // Nothing of it is kept in a file, so it has no password.
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry(
                    "klatch",
                    identity.key(),
                    new char[0],
                    identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[0], null);
            context.getServerSessionContext().setSessionCacheSize(SESSIONS);
            return new Shown(context, identity.chain());
        } catch (GeneralSecurityException | IOException refused) {
            throw new CertificatesUnusable("This certificate cannot be used for TLS.", refused);
        }
    }

    /// What encrypts one connection. Writes between two flushes leave in as few records as hold
    /// them.
    public SslHandler handler() {
        SSLEngine engine = shown.context().createSSLEngine();
        SSLParameters parameters = new SSLParameters(suites(engine), PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        engine.setSSLParameters(parameters);
        engine.setUseClientMode(false);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        handler.setWrapDataSize(RECORD_BYTES);
        return handler;
    }

    /// Those of ours that this Java has.
    private static String[] suites(SSLEngine engine) {
        Set<String> known = Set.of(engine.getSupportedCipherSuites());
        return SUITES.stream().filter(known::contains).toArray(String[]::new);
    }

    /// The authority of this server; null with a certificate of the operator.
    public @Nullable Authority authority() {
        return authority;
    }

    /// What people compare and clients pin: that of the last certificate that is shown, which with
    /// an authority of one's own is the authority's.
    public Fingerprint fingerprint() {
        try {
            return Fingerprint.of(shown.chain().getLast().getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The names that the certificate is for.
    public Set<String> names() {
        return Leaf.names(shown.chain().getFirst());
    }
}
