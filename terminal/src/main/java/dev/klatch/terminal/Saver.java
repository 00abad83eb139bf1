package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientEvent.Origin;
import dev.klatch.client.Downloads;
import dev.klatch.client.KlatchClient;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Saves each file that others send, if somebody asked for that when starting (`--save-to`). From
/// any thread.
final class Saver {
    private final @Nullable Path folder;
    private final List<Attachment> early = new ArrayList<>();
    private @Nullable KlatchClient client;
    private @Nullable Output output;

    /// @param folder where to; null: nothing is saved unasked
    Saver(@Nullable Path folder) {
        this.folder = folder;
    }

    /// From here on it can be done; what came before is done now.
    synchronized void with(KlatchClient known, Output words) {
        client = known;
        output = words;
        early.forEach(this::save);
        early.clear();
    }

    /// Takes note of what happened.
    synchronized void note(ClientEvent event) {
        boolean fresh =
                event instanceof ClientEvent.Happened(_, Origin origin)
                        && (origin == Origin.LIVE || origin == Origin.MISSED);
        if (folder != null
                && fresh
                && event instanceof ClientEvent.Happened(Event.Posted posted, _)
                && posted.files() != null) {
            posted.files().forEach(this::save);
        }
    }

    private void save(Attachment file) {
        KlatchClient known = client;
        Output words = output;
        if (folder == null) {
            return;
        }
        if (known == null || words == null) {
            early.add(file);
            return;
        }
        CompletableFuture<Downloads.Asked> asked = known.downloads().save(file, folder);
        asked.thenAccept(came -> {
            if (came instanceof Downloads.Asked.Refused(String why)) {
                words.problem("Not saved: " + file.name() + " — " + why);
            }
        });
    }
}
