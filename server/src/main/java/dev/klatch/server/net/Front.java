package dev.klatch.server.net;

import dev.klatch.server.account.Doorkeeper;
import dev.klatch.server.http.Origins;
import dev.klatch.server.http.Routes;
import dev.klatch.server.tls.Certificates;
import java.net.InetAddress;

/// What all connections that speak HTTP have in common.
record Front(
        Routes routes,
        Origins origins,
        Doors doors,
        Doorkeeper doorkeeper,
        WebSocketUpgrade upgrade,
        Admission admission,
        Listener.Entry entry) {

    SecurityHeaders headers(Wire wire) {
        Certificates certificates = entry.certificates();
        boolean trusted = certificates != null && certificates.authority() == null;
        return wire == Wire.ENCRYPTED && trusted
                ? SecurityHeaders.ENCRYPTED_ONLY
                : SecurityHeaders.USUAL;
    }

    Culprit culprit(InetAddress from) {
        return new Culprit(entry.logs().offences(), from);
    }
}
