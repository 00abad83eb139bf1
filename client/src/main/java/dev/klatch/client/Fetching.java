package dev.klatch.client;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Brings one file to this machine, from the byte where it broke off. Belongs to the thread that
/// runs it.
final class Fetching {
    /// The tag of a file is the SHA-256 of its bytes.
    private static final Pattern DIGEST = Pattern.compile("\"([0-9a-f]{64})\"");

    private final Freight freight;
    private final StateFolder state;
    private final Consumer<Progress> tell;
    private final Freight.Meter meter;
    private DownloadNote note;
    private boolean stopped;
    private boolean wrongOnce;

    Fetching(Freight freight, StateFolder state, DownloadNote note, Consumer<Progress> tell) {
        this.freight = freight;
        this.state = state;
        this.note = note;
        this.tell = tell;
        this.meter = freight.new Meter(note.download().size(), tell);
    }

    /// [Progress.Saved], or why it never will be.
    Progress run() throws InterruptedException {
        return freight.until(this::attempt, tell);
    }

    /// Nothing is written down any more.
    synchronized void stop() {
        stopped = true;
    }

    private synchronized void keep(DownloadNote fresh) throws IOException {
        note = fresh;
        if (!stopped) {
            fresh.keep(state);
        }
    }

    private synchronized DownloadNote note() {
        return note;
    }

    private Progress attempt(Freight.Line line) throws IOException, InterruptedException {
        DownloadNote known = note();
        if (!line.person().equals(known.person())) {
            return new Progress.Failed("An earlier guest of this name asked for it.", null);
        }
        try {
            return attempt(line, known);
        } catch (Part.Unwritable here) {
            return new Progress.Failed(String.valueOf(here.getMessage()), null);
        }
    }

    private Progress attempt(Freight.Line line, DownloadNote known)
            throws IOException, InterruptedException {
        Download download = known.download();
        try (Part part = Part.open(download, known.tag(), meter::at)) {
            if (part.length() < download.size() || known.tag() == null) {
                Refused refused = fetch(line, download, part);
                if (refused != null) {
                    return denied(refused);
                }
            }
            if (part.length() < download.size()) {
                return new Progress.Waiting("The download is not whole yet.");
            }
            part.force();
        }
        return whole(download) ? new Progress.Saved(Part.named(download)) : wrong();
    }

    /// What has come is written down with its tag before its first byte, so that it can go on.
    private @Nullable Refused fetch(Freight.Line line, Download download, Part part)
            throws IOException, InterruptedException {
        FileWire.Sink noted =
                new FileWire.Sink() {
                    @Override
                    public void begins(long from, long whole, @Nullable String tag)
                            throws IOException {
                        part.begins(from, whole, tag);
                        keep(note().tagged(tag));
                    }

                    @Override
                    public void next(ByteBuffer bytes) throws IOException {
                        part.next(bytes);
                    }
                };
        return freight.wire()
                .fetch(line.token(), download.file(), part.length(), part.tag(), noted);
    }

    private boolean whole(Download download) throws IOException, InterruptedException {
        String tag = note().tag();
        Matcher digest = DIGEST.matcher(tag == null ? "" : tag);
        return !digest.matches() || digest.group(1).equals(Source.sha256(Part.path(download)));
    }

    /// Somebody wrote into it here; once it is fetched anew.
    private Progress wrong() throws IOException {
        keep(note().tagged(null));
        if (wrongOnce) {
            return new Progress.Failed("What arrives is not what the server has.", null);
        }
        wrongOnce = true;
        return new Progress.Waiting("What arrived is not what the server has.");
    }

    private Progress denied(Refused refused) throws IOException {
        if (refused.is(Refusal.OUT_OF_RANGE)) {
            return wrong();
        }
        return refused.retry() || refused.is(Refusal.NOT_SIGNED_IN)
                ? new Progress.Waiting(refused.message())
                : new Progress.Failed(refused.message(), refused);
    }
}
