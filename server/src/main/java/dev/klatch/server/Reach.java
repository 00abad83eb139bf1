package dev.klatch.server;

import dev.klatch.server.address.Whereabouts;
import dev.klatch.server.http.Origins;
import dev.klatch.server.setting.Declared;
import dev.klatch.server.tls.Certificates;
import dev.klatch.server.tls.CertificatesUnusable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Under which names and addresses a server is reached, and with which certificate it answers
/// there. Both follow the machine when it changes networks: [#look] is called once a minute.
public final class Reach {
    private final List<String> names;
    private final @Nullable Certificates certificates;
    private final Origins origins;

    private Reach(List<String> names, @Nullable Certificates certificates, Whereabouts here) {
        this.names = names;
        this.certificates = certificates;
        this.origins = new Origins(hosts(certificates, here));
    }

    static Reach of(ServerSettings settings, Instant now) throws CertificatesUnusable {
        List<String> names = settings.value(Declared.NAMES);
        Whereabouts here = Whereabouts.now(names);
        Path data = settings.data();
        Certificates certificates =
                switch (settings.value(Declared.TLS)) {
                    case AUTO -> Certificates.own(data.resolve("tls"), now, here);
                    case FILES ->
                            Certificates.given(
                                    data.resolve(settings.value(Declared.TLS_CERTIFICATE)),
                                    data.resolve(settings.value(Declared.TLS_KEY)),
                                    now,
                                    here);
                    case OFF -> null;
                };
        return new Reach(names, certificates, here);
    }

    /// Looks at the machine anew. May take a while.
    void look() {
        look(Instant.now(), Whereabouts.now(names));
    }

    /// The machine is there now, and it is this time.
    public void look(Instant now, Whereabouts here) {
        if (certificates != null) {
            certificates.look(now, here);
        }
        origins.become(hosts(certificates, here));
    }

    private static Set<String> hosts(@Nullable Certificates certificates, Whereabouts here) {
        Set<String> hosts = new TreeSet<>(here.hosts());
        if (certificates != null) {
            hosts.addAll(certificates.names());
        }
        return hosts;
    }

    /// The certificates; null where TLS is off.
    public @Nullable Certificates certificates() {
        return certificates;
    }

    /// The pages that are ours.
    Origins origins() {
        return origins;
    }
}
