package dev.klatch.tests.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Has the key of one server and shows the authority of another behind its own certificate.
final class Impostor implements AutoCloseable {
    private final SSLServerSocket listener;
    private volatile boolean spokenTo;

    /// Takes key and certificate from the data folder `own`, the authority from `shown`.
    Impostor(Path own, Path shown) throws IOException, GeneralSecurityException {
        PrivateKey key = key(own.resolve("tls/server.key"));
        X509Certificate leaf = certificate(own.resolve("tls/server.crt"));
        X509Certificate authority = certificate(shown.resolve("tls/authority.crt"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Shows(key, leaf, authority)}, null, null);
        listener =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
        byte[] encoded = Base64.getDecoder().decode(base64);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static X509Certificate certificate(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Whether anybody has said anything to it after the handshake.
    boolean wasSpokenTo() {
        return spokenTo;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.startHandshake();
                spokenTo |= socket.getInputStream().read() >= 0;
            } catch (IOException refused) {
                // It is what a client should do.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /// Shows this chain, whether it belongs together or not.
    private static final class Shows extends X509ExtendedKeyManager {
        private static final String ALIAS = "server";

        private final PrivateKey key;
        private final X509Certificate[] chain;

        Shows(PrivateKey key, X509Certificate... chain) {
            this.key = key;
            this.chain = chain.clone();
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return "EC".equals(type) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return "EC".equals(type) ? ALIAS : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
