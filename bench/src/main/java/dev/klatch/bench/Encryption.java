package dev.klatch.bench;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/// TLS as the driver speaks it: it trusts the authority of the server that is measured, and never
/// takes up an old session, so that each handshake is a whole one.
final class Encryption {
    private Encryption() {}

    /// What one has who trusts this authority (a file in PEM) and nothing else.
    static SSLContext trust(Path authority) throws CannotMeasure {
        try (InputStream in = Files.newInputStream(authority)) {
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new CannotMeasure("There is no authority to trust in " + authority, unusable);
        }
    }

    /// What encrypts one connection. It is not told where it leads: then it finds no old session.
    static SslHandler handler(SSLContext trust) {
        SSLEngine engine = trust.createSSLEngine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        engine.setSSLParameters(parameters);
        engine.setUseClientMode(true);
        return new SslHandler(engine);
    }
}
