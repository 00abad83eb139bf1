package dev.klatch.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/// Says in plain words why a server could not be reached; the text of exceptions is for nobody.
final class Unreachable {
    private Unreachable() {}

    /// One or two sentences.
    static String words(URI server, Throwable failure) {
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
                    return server + " does not speak TLS, or its certificate is not trusted here.";
                }
                default -> {}
            }
        }
        if (failure instanceof ConnectException || failure.getCause() instanceof ConnectException) {
            return "Nothing answers at " + server + ". Is the server running there?";
        }
        return "The connection to " + server + " was lost.";
    }

    private static String unknownHost(URI server) {
        return "There is no machine called " + server.getHost() + " on this network.";
    }
}
