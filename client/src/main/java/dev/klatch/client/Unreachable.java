package dev.klatch.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says in plain words why a server could not be reached; the text of exceptions is for nobody.
final class Unreachable {
    private Unreachable() {}

    /// One or two sentences.
    static String words(URI server, Throwable failure) {
        CertificateException refused = certificate(failure);
        if (refused != null) {
            return identity(server, refused);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnresolvedAddressException _ -> {
                    return unknownHost(server);
                }
                case UnknownHostException _ -> {
                    return unknownHost(server);
                }
                case HttpTimeoutException _ -> {
                    return server + " does not answer in time. Is it on this network?";
                }
                case SSLException _ -> {
                    return server + " does not speak TLS as it should. Is it a Klatch server?";
                }
                default -> {}
            }
        }
        if (failure instanceof ConnectException || failure.getCause() instanceof ConnectException) {
            return "Nothing answers at " + server + ". Is the server running there?";
        }
        return "The connection to " + server + " was lost.";
    }

    /// What was wrong with the certificate that the server showed; null if nothing was.
    static @Nullable CertificateException certificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException refused) {
                return refused;
            }
        }
        return null;
    }

    private static String identity(URI server, CertificateException refused) {
        if (!(refused instanceof ServerTrust.Doubted doubted)) {
            return server + " shows a certificate for another name or another time.";
        }
        return doubted.known() == null
                ? server + " is not known here yet, and nothing was sent to it."
                : server
                        + " is not the server it was: its fingerprint has changed, and nothing was"
                        + " sent to it.";
    }

    private static String unknownHost(URI server) {
        return "There is no machine called " + server.getHost() + " on this network.";
    }
}
