package dev.klatch.server.account;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.protocol.PersonId;
import dev.klatch.server.session.Readers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Erases what deleted accounts said, some messages at a time, so that nobody else waits for it.
/// What a stop or a failure interrupts goes on at the next start. Safe to use from any thread.
public final class Erasing {
    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
    private static final int AT_ONCE = 100;

    private final Requests requests;
    private final Readers readers;
    private final Archive archive;

    public Erasing(Requests requests, Readers readers, Archive archive) {
        this.requests = requests;
        this.readers = readers;
        this.archive = archive;
    }

    /// Goes on with what was not finished.
    public void goOn() {
        archive.erasing().forEach(this::begin);
    }

    /// Erases all that this person said.
    void begin(PersonId person) {
        after(person, null);
    }

    private void after(PersonId person, @Nullable MessagePlace last) {
        if (!readers.offer(() -> read(person, last))) {
            LOG.warn("the messages of {} are erased after the next start", person);
        }
    }

    private void read(PersonId person, @Nullable MessagePlace last) {
        List<MessagePlace> places;
        try {
            places = archive.messagesOf(person, last, AT_ONCE);
        } catch (JournalFailure failure) {
            LOG.warn("the messages of {} are erased after the next start", person, failure);
            return;
        }
        requests.put(
                new Request.Erase(
                        person,
                        places,
                        refused -> {
                            if (refused.isEmpty() && !places.isEmpty()) {
                                after(person, places.getLast());
                            }
                        }));
    }
}
