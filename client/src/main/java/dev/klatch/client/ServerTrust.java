package dev.klatch.client;

import dev.klatch.protocol.Fingerprint;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Decides whether what answers is the server that is meant: its chain ends in the authority with
/// the known fingerprint, or in one that this Java trusts anyway; in both cases name or address and
/// the dates must fit as well (RFC 5280, RFC 6125). Any other is [Doubted].
final class ServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager usual;
    private final @Nullable Fingerprint known;

    /// `known` is null as long as the server is not known by anything.
    ServerTrust(@Nullable Fingerprint known) {
        this.usual = managerOf(null);
        this.known = known;
    }

    /// What answers is not known, or not as this.
    static final class Doubted extends CertificateException {
        private static final long serialVersionUID = 1;
        private final transient Fingerprint found;
        private final transient @Nullable Fingerprint known;

        Doubted(Fingerprint found, @Nullable Fingerprint known) {
            super(known == null ? "an unknown server" : "another server");
            this.found = found;
            this.known = known;
        }

        /// The fingerprint of the authority that it shows.
        Fingerprint found() {
            return found;
        }

        /// The one by which the server is known; null if it is not.
        @Nullable Fingerprint known() {
            return known;
        }
    }

    /// A context that asks this about each server.
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java speaks no TLS", impossible);
        }
    }

    private static X509ExtendedTrustManager managerOf(@Nullable X509Certificate anchor) {
        try {
            KeyStore anchors = null;
            if (anchor != null) {
                anchors = KeyStore.getInstance(KeyStore.getDefaultType());
                anchors.load(null, null);
                anchors.setCertificateEntry("authority", anchor);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(anchors);
            for (TrustManager each : factory.getTrustManagers()) {
                if (each instanceof X509ExtendedTrustManager manager) {
                    return manager;
                }
            }
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("this Java has no trust manager", unusable);
        }
        throw new IllegalStateException("this Java has no trust manager");
    }

    /// One way to check a chain, by a manager.
    private interface Check {
        void with(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.with(usual);
            return;
        } catch (CertificateException notUsual) {
            // The authorities of local servers are in no list: see below.
        }
        X509Certificate authority = chain[chain.length - 1];
        Fingerprint found = Fingerprint.of(authority.getEncoded());
        if (!found.equals(known)) {
            throw new Doubted(found, known);
        }
        check.with(managerOf(authority));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, type, socket));
    }

    /// Without a connection nobody can say whose certificate it should be.
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("the name of the server is not known here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a client checks servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("a client checks servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("a client checks servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
