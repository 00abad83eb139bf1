package dev.klatch.terminal;

import dev.klatch.client.Acquaintance;
import dev.klatch.client.Acquaintance.Look;
import dev.klatch.protocol.Fingerprint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The moment before anything is said to a server: is it the one that is meant? Belongs to the main
/// thread.
final class Meeting {
    private final URI server;
    private final Acquaintance acquaintance;

    /// `state` remembers which servers are known.
    Meeting(URI server, Path state) {
        this.server = server;
        this.acquaintance = new Acquaintance(server, state);
    }

    /// Where the fingerprint comes from that somebody names.
    enum Source {
        /// A link that somebody sent: it may introduce a server, and never replace a known one.
        LINK,
        /// The person's own words: they hold.
        PERSON
    }

    /// Looks at the server and remembers it if that is right. Returns why one must not go on, in
    /// words; null if nothing speaks against it. `asked` shows a question and says whether the
    /// answer was yes; scripts answer no.
    @Nullable String meet(@Nullable Fingerprint named, Source source, Predicate<String> asked)
            throws IOException, InterruptedException {
        return switch (acquaintance.look()) {
            case Look.Plain(), Look.Unreachable(var _) -> null;
            case Look.Trusted(var known) ->
                    named == null || known == null || named.equals(known)
                            ? null
                            : another(known, named);
            case Look.Stranger(var found) -> stranger(found, named, asked);
            case Look.Changed(var known, var found) -> {
                if (source == Source.PERSON && found.equals(named)) {
                    acquaintance.trust(found);
                    yield null;
                }
                yield changed(known, found);
            }
        };
    }

    private @Nullable String stranger(
            Fingerprint found, @Nullable Fingerprint named, Predicate<String> asked)
            throws IOException {
        if (named != null && !named.equals(found)) {
            return another(found, named);
        }
        if (named == null && !asked.test(question(found))) {
            return "%s is not known here, so nothing was sent to it. Its fingerprint is%n%s%nIf the"
                            .formatted(server, lines(found))
                    + " owner's screen shows the same one, come again with --fingerprint and these"
                    + " digits.";
        }
        acquaintance.trust(found);
        return null;
    }

    private String question(Fingerprint found) {
        return "%s was not met before. Its fingerprint is%n%s%nIs it the one on the owner's screen?"
                .formatted(server, lines(found));
    }

    private String another(Fingerprint found, Fingerprint named) {
        return "%s is not the server that is meant. Its fingerprint is%n%s%nand it should be%n%s%n"
                        .formatted(server, lines(found), lines(named))
                + "Nothing was sent to it. Ask whoever gave you the link.";
    }

    private String changed(Fingerprint known, Fingerprint found) {
        return "Stop: %s is not the server it was. Its fingerprint was%n%s%nand now it is%n%s%n"
                        .formatted(server, lines(known), lines(found))
                + "Somebody may have put another server in its place, so nothing was sent to it. If"
                + " the owner says that it was set up anew, compare with the owner's screen, and"
                + " come again with --fingerprint and the new digits.";
    }

    private static String lines(Fingerprint fingerprint) {
        String groups = fingerprint.groups();
        int half = groups.length() / 2;
        return "    "
                + groups.substring(0, half).strip()
                + "\n    "
                + groups.substring(half).strip();
    }
}
