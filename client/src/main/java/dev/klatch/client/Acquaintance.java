package dev.klatch.client;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.JoinLink;
import dev.klatch.protocol.ServerCard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gets to know a server before one signs in there: trust on first use, with the fingerprint shown,
/// and never a word to a server that has become another one. Blocks; from any thread.
public final class Acquaintance {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI server;
    private final KnownServers known;

    /// With `server` as `https://host:port` or `http://host:port`, and what `state` remembers.
    public Acquaintance(URI server, Path state) {
        this.server = server;
        this.known = new KnownServers(state);
    }

    /// What a first look at the server says.
    public sealed interface Look {
        /// The line is not encrypted: there is nothing to know it by.
        record Plain() implements Look {}

        /// It is the one that is known, or one that everybody can check: then `known` may be null.
        record Trusted(@Nullable Fingerprint known) implements Look {}

        /// It was not met before. People compare this with what the owner's screen shows.
        record Stranger(Fingerprint found) implements Look {}

        /// It was known by another fingerprint: somebody has put another server in its place, or
        /// its authority was made anew. Nothing was sent to it.
        record Changed(Fingerprint known, Fingerprint found) implements Look {}

        /// There is no answer, or no TLS; said in words.
        record Unreachable(String words) implements Look {}
    }

    /// Looks who answers. Nothing of the person is sent.
    ///
    /// @throws IOException if what is remembered cannot be read
    /// @throws InterruptedException if interrupted
    public Look look() throws IOException, InterruptedException {
        if (!"https".equals(server.getScheme())) {
            return new Look.Plain();
        }
        Fingerprint expected = known.find(server);
        try (HttpClient http = JdkNetwork.http(new ServerTrust(expected))) {
            HttpRequest question =
                    HttpRequest.newBuilder(server.resolve("/health")).timeout(PATIENCE).build();
            http.send(question, BodyHandlers.discarding());
            return new Look.Trusted(expected);
        } catch (IOException failure) {
            if (!(Unreachable.certificate(failure) instanceof ServerTrust.Doubted doubted)) {
                return new Look.Unreachable(Unreachable.words(server, failure));
            }
            return expected == null
                    ? new Look.Stranger(doubted.found())
                    : new Look.Changed(expected, doubted.found());
        }
    }

    /// The link with which others use this invite: to the server as it is known here, or, on its
    /// own machine, to where it says that others find it.
    ///
    /// @throws IOException if what is remembered cannot be read, or the server does not answer
    /// @throws InterruptedException if interrupted
    public JoinLink link(String invite) throws IOException, InterruptedException {
        if ("https".equals(server.getScheme())) {
            return new JoinLink(server, invite, known.find(server));
        }
        HttpRequest question =
                HttpRequest.newBuilder(server.resolve("/api/server")).timeout(PATIENCE).build();
        String answer = JdkNetwork.PLAIN.send(question, BodyHandlers.ofString()).body();
        try {
            ServerCard card = FrameCodec.decodeCard(answer);
            Fingerprint own =
                    card.fingerprint() == null ? null : Fingerprint.parse(card.fingerprint());
            return card.secure() == null
                    ? new JoinLink(server, invite, null)
                    : new JoinLink(URI.create(card.secure()), invite, own);
        } catch (IllegalArgumentException notKlatch) {
            throw new IOException(notKlatch);
        }
    }

    /// From now on the server is the one with this fingerprint.
    ///
    /// @throws IOException if it cannot be remembered
    public void trust(Fingerprint fingerprint) throws IOException {
        known.remember(server, fingerprint);
    }
}
