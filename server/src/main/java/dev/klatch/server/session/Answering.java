package dev.klatch.server.session;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the questions of one connection from the archive: one at a time, and only when little
/// waits to be sent, so that who asks much and takes little cannot fill the memory. Belongs to the
/// connection's event loop, but for the reading itself.
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Connection asker;
    private final Outlet outlet;
    private final Readers readers;
    private final Archive archive;
    private boolean outstanding;

    Answering(Connection asker, Outlet outlet, Readers readers, Archive archive) {
        this.asker = asker;
        this.outlet = outlet;
        this.readers = readers;
        this.archive = archive;
    }

    void answer(Question question) {
        if (outstanding) {
            outlet.refuse(Refused.of(question.ref(), Refusal.ANSWER_OUTSTANDING));
            return;
        }
        outstanding = true;
        start(question);
    }

    private void start(Question question) {
        if (!outlet.hasRoomForAnswer()) {
            outlet.later(() -> start(question), LOOK_AGAIN_MILLIS);
        } else if (!readers.offer(() -> read(question))) {
            finish(Refused.of(question.ref(), Refusal.BUSY).after(1_000));
        }
    }

    private void read(Question question) {
        Answer answer;
        try {
            answer = archive.answer(asker.person(), asker.session(), question);
        } catch (JournalFailure failure) {
            LOG.warn("could not read for {}", asker.person(), failure);
            answer = Refused.of(question.ref(), failure.refusal()).after(1_000);
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.error("fault while reading for {}", asker.person(), fault);
            answer = Refused.of(question.ref(), Refusal.INTERNAL);
        }
        Answer made = answer;
        outlet.execute(() -> finish(made));
    }

    private void finish(Answer answer) {
        outstanding = false;
        if (answer instanceof Refused refused) {
            outlet.refuse(refused);
        } else {
            outlet.send(answer);
        }
    }
}
