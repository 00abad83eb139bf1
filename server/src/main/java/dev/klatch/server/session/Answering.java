package dev.klatch.server.session;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the questions of one connection from the archive: one at a time, and only when little
/// waits to be sent, so that who asks much and takes little cannot fill the memory. Belongs to the
/// connection's event loop, but for the reading itself.
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final PersonId reader;
    private final Outlet outlet;
    private final Readers readers;
    private final Archive archive;
    private boolean outstanding;

    Answering(PersonId reader, Outlet outlet, Readers readers, Archive archive) {
        this.reader = reader;
        this.outlet = outlet;
        this.readers = readers;
        this.archive = archive;
    }

    void answer(long ref, Function<Archive, Answer> question) {
        if (outstanding) {
            outlet.send(Refused.of(ref, Refusal.ANSWER_OUTSTANDING));
            return;
        }
        outstanding = true;
        start(ref, question);
    }

    private void start(long ref, Function<Archive, Answer> question) {
        if (!outlet.hasRoomForAnswer()) {
            outlet.later(() -> start(ref, question), LOOK_AGAIN_MILLIS);
        } else if (!readers.offer(() -> read(ref, question))) {
            finish(Refused.of(ref, Refusal.BUSY).after(1_000));
        }
    }

    private void read(long ref, Function<Archive, Answer> question) {
        Answer answer;
        try {
            answer = question.apply(archive);
        } catch (JournalFailure failure) {
            LOG.warn("could not read for {}", reader, failure);
            answer = Refused.of(ref, failure.refusal()).after(1_000);
        } catch (RuntimeException fault) {
            LOG.error("fault while reading for {}", reader, fault);
            answer = Refused.of(ref, Refusal.INTERNAL);
        }
        Answer made = answer;
        outlet.execute(() -> finish(made));
    }

    private void finish(Answer answer) {
        outstanding = false;
        outlet.send(answer);
    }
}
