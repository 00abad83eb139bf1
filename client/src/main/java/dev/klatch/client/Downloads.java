package dev.klatch.client;

import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Files of the server that somebody wants on this machine's disk. Nothing comes there unasked. It
/// goes on after a lost network and after a client that was killed, from the byte where it broke
/// off; the file has its name only when all of it is there and is what the server has. From any
/// thread.
public final class Downloads {
    /// What came of asking for a download.
    public sealed interface Asked {
        /// It is written down and comes now; [ClientEvent.DownloadMoved] says how far it is.
        record Begun(Download download) implements Asked {}

        /// Nothing comes, for this reason, in words for people.
        record Refused(String words) implements Asked {}
    }

    private record Running(Download download, Fetching fetching, Future<?> task) {}

    private final Freight freight;
    private final StateFolder state;
    private final Semaphore places = new Semaphore(Freight.AT_ONCE, true);
    private final Map<String, Running> running = new LinkedHashMap<>();

    Downloads(Freight freight, StateFolder state) {
        this.freight = freight;
        this.state = state;
    }

    /// Goes on with what an earlier start left. Before anything else happens.
    void resume() throws IOException {
        List<DownloadNote> notes = new ArrayList<>();
        for (Path file : state.notes("download-")) {
            DownloadNote note = read(file);
            if (note == null) {
                Files.deleteIfExists(file);
            } else {
                notes.add(note);
            }
        }
        notes.forEach(this::run);
    }

    private static @Nullable DownloadNote read(Path file) throws IOException {
        try {
            return DownloadNote.read(file);
        } catch (RuntimeException damaged) {
            return null;
        }
    }

    /// Saves a file in a folder that is there, under a safe name (see [SafeName]) and never over
    /// another file. Completed when it is written down, before anything is fetched.
    public CompletableFuture<Asked> save(Attachment attachment, Path folder) {
        CompletableFuture<Asked> asked = new CompletableFuture<>();
        freight.start(() -> {
            try {
                asked.complete(begin(Download.of(attachment, folder)));
            } catch (IOException | RuntimeException failed) {
                asked.complete(
                        new Asked.Refused(
                                "What is to be saved could not be written down on this machine's"
                                        + " disk."));
            }
        });
        return asked;
    }

    private Asked begin(Download download) throws IOException {
        Freight.Line line = freight.last();
        if (line == null) {
            return new Asked.Refused("There is no connection.");
        }
        if (!Files.isDirectory(download.folder())) {
            return new Asked.Refused("There is no folder " + download.folder() + ".");
        }
        if (!Files.isWritable(download.folder())) {
            return new Asked.Refused("Nothing can be written to " + download.folder() + ".");
        }
        PersonId person = line.person();
        synchronized (running) {
            if (running.containsKey(DownloadNote.name(download))) {
                return new Asked.Refused(download.name() + " is being saved there already.");
            }
            DownloadNote note = new DownloadNote(download, person, null);
            note.keep(state);
            run(note);
        }
        return new Asked.Begun(download);
    }

    private void run(DownloadNote note) {
        Download download = note.download();
        Fetching fetching =
                new Fetching(freight, state, note, progress -> going(download, progress));
        synchronized (running) {
            tell(download, new Progress.Moving(0, download.size()));
            Future<?> task =
                    freight.start(
                            places,
                            () -> {
                                ended(download, fetching.run());
                                return null;
                            });
            running.put(DownloadNote.name(download), new Running(download, fetching, task));
        }
    }

    /// What is late is not told any more.
    private void going(Download download, Progress progress) {
        synchronized (running) {
            if (running.containsKey(DownloadNote.name(download))) {
                tell(download, progress);
            }
        }
    }

    private void tell(Download download, Progress progress) {
        freight.tell(new ClientEvent.DownloadMoved(download, progress));
    }

    private void ended(Download download, Progress end) {
        synchronized (running) {
            if (running.remove(DownloadNote.name(download)) == null) {
                return;
            }
        }
        forget(download);
        tell(download, end);
    }

    private void forget(Download download) {
        try {
            Files.deleteIfExists(Part.path(download));
            Files.deleteIfExists(state.note(DownloadNote.name(download)));
        } catch (IOException undeletable) {
            // The next start fetches it once more.
        }
    }

    /// Those that are not there yet, in the order asked for.
    public List<Download> underWay() {
        synchronized (running) {
            return running.values().stream().map(Running::download).toList();
        }
    }

    /// It is not wanted any more; what has come of it is removed. False if it is there already, or
    /// was not asked for.
    public boolean cancel(Download download) {
        Running stopped;
        synchronized (running) {
            stopped = running.remove(DownloadNote.name(download));
        }
        if (stopped == null) {
            return false;
        }
        stopped.fetching().stop();
        stopped.task().cancel(true);
        forget(download);
        tell(download, new Progress.Cancelled());
        return true;
    }
}
