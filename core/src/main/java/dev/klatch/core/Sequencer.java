package dev.klatch.core;

import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The order of everything: decides a batch of requests, makes what follows durable, and only then
/// lets it be seen. The next batch is decided when this one is durable. Belongs to one thread.
public final class Sequencer {
    private static final long BACK_MILLIS = 200;

    private final Supplier<Chat> chats;
    private final Journal journal;
    private final Delivery delivery;
    private final Witness witness;
    private final Consumer<Throwable> log;
    private Chat chat;

    /// `chats` makes the rules as they begin, from what the journal holds; `log` gets the failures
    /// of the journal and the faults of the rules; it must not throw.
    public Sequencer(
            Supplier<Chat> chats,
            Journal journal,
            Delivery delivery,
            Witness witness,
            Consumer<Throwable> log) {
        this.chats = chats;
        this.journal = journal;
        this.delivery = delivery;
        this.witness = witness;
        this.log = log;
        this.chat = chats.get();
    }

    /// Decides these requests in this order. When it returns, what was acknowledged is durable.
    public void run(List<Request> requests) {
        int begin = 0;
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i) instanceof Request.Wipe wipe) {
                decide(requests.subList(begin, i));
                wipe(wipe);
                begin = i + 1;
            }
        }
        decide(requests.subList(begin, requests.size()));
    }

    /// What the rules hold in memory is about what was said: they begin anew, as after a restart,
    /// and so do all clients.
    private void wipe(Request.Wipe wipe) {
        try {
            wipe.before().run();
            journal.wipe();
        } catch (JournalFailure failure) {
            log.accept(failure);
            delivery.publish(Batch.refusal(wipe, failure.refusal()));
            return;
        } catch (RuntimeException fault) {
            log.accept(fault);
            delivery.publish(Batch.refusal(wipe, Refusal.INTERNAL));
            return;
        }
        chat = chats.get();
        witness.saw(List.of(new Sight.Wiped()));
        String words = "The operator has deleted all that was said here. It begins anew.";
        delivery.publish(
                List.of(
                        new Outcome.AllClosed(new Notice.Closing(words, BACK_MILLIS)),
                        new Outcome.Settled(() -> wipe.reply().accept(Optional.empty()))));
    }

    private void decide(List<Request> requests) {
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

    /// A stack that is full while something is decided is a fault of the rules like any other:
    /// nothing of it was written.
    private Batch decided(List<Request> requests) {
        try {
            return chat.decide(requests);
        } catch (StackOverflowError tooDeep) {
            throw new IllegalStateException("the rules went too deep", tooDeep);
        }
    }

    private void settle(List<Request> requests) {
        Batch batch = decided(requests);
        try {
            journal.commit(batch.draft().changes());
        } catch (JournalFailure failure) {
            chat.forget();
            log.accept(failure);
            delivery.publish(batch.refused(failure.refusal(), chat::into));
            witness.saw(batch.sights(failure.refusal()));
            return;
        }
        chat.committed();
        delivery.publish(batch.outcomes());
        witness.saw(batch.sights());
    }

    /// Refuses these requests. From another thread only when nothing is decided any more.
    public void refuse(List<Request> requests, Refusal refusal) {
        for (Request request : requests) {
            delivery.publish(Batch.refusal(request, refusal));
            witness.saw(Batch.sight(request, refusal));
        }
    }

    /// One of these requests meets a fault in the rules: each is tried alone, so that only that one
    /// is refused.
    private void isolate(List<Request> requests, RuntimeException fault) {
        if (requests.size() > 1) {
            requests.forEach(request -> decide(List.of(request)));
            return;
        }
        log.accept(fault);
        refuse(requests, Refusal.INTERNAL);
    }
}
