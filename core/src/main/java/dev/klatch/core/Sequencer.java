package dev.klatch.core;

import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Refusal;
import java.util.List;
import java.util.function.Consumer;

/// The order of everything: decides a batch of requests, makes what follows durable, and only then
/// lets it be seen. The next batch is decided when this one is durable. Belongs to one thread.
public final class Sequencer {
    private final Chat chat;
    private final Journal journal;
    private final Delivery delivery;
    private final Witness witness;
    private final Consumer<Throwable> log;

    /// `log` gets the failures of the journal and the faults of the rules; it must not throw.
    public Sequencer(
            Chat chat,
            Journal journal,
            Delivery delivery,
            Witness witness,
            Consumer<Throwable> log) {
        this.chat = chat;
        this.journal = journal;
        this.delivery = delivery;
        this.witness = witness;
        this.log = log;
    }

    /// Decides these requests in this order. When it returns, what was acknowledged is durable.
    public void run(List<Request> requests) {
        try {
            settle(requests);
        } catch (JournalFailure unreadable) {
            chat.forget();
            log.accept(unreadable);
            refuse(requests, unreadable.refusal());
        } catch (RuntimeException fault) {
            chat.forget();
            isolate(requests, fault);
        }
    }

    private void settle(List<Request> requests) {
        Batch batch = chat.decide(requests);
        try {
            journal.commit(batch.draft().changes());
        } catch (JournalFailure failure) {
            chat.forget();
            log.accept(failure);
            delivery.publish(batch.refused(failure.refusal()));
            witness.saw(batch.sights(failure.refusal()));
            return;
        }
        chat.committed();
        delivery.publish(batch.outcomes());
        witness.saw(batch.sights());
    }

    private void refuse(List<Request> requests, Refusal refusal) {
        for (Request request : requests) {
            delivery.publish(Batch.refusal(request, refusal));
            witness.saw(Batch.sight(request, refusal));
        }
    }

    /// One of these requests meets a fault in the rules: each is tried alone, so that only that one
    /// is refused.
    private void isolate(List<Request> requests, RuntimeException fault) {
        if (requests.size() > 1) {
            requests.forEach(request -> run(List.of(request)));
            return;
        }
        log.accept(fault);
        refuse(requests, Refusal.INTERNAL);
    }
}
