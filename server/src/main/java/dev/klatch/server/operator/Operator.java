package dev.klatch.server.operator;

import dev.klatch.core.Requests;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Sanitizer;
import dev.klatch.server.operator.Phrase.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what an operator asks for at any [Desk]. Nothing that others wrote reaches a desk but
/// through [Sanitizer]. Safe to use from any thread; blocks until what was asked for is done.
public final class Operator {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

    private final OperatorCaller caller;
    private final Runnable stop;

    /// `person` is the server's own; `stop` begins the server's clean stop and returns at once.
    public Operator(PersonId person, Requests requests, Runnable stop) {
        this.caller = new OperatorCaller(person, requests);
        this.stop = stop;
    }

    /// Does what this line says, and shows at this desk what comes of it.
    public Status obey(String line, Desk desk) {
        if (line.isBlank()) {
            return Status.DONE;
        }
        return switch (Order.read(line)) {
            case Order.Reading.Misused(String words) -> {
                show(desk, words);
                yield Status.MISUSED;
            }
            case Order.Reading.Understood(Order order) -> {
                LOG.info("the operator asked for {}", order.verb().word());
                yield tried(order, desk);
            }
        };
    }

    private Status tried(Order order, Desk desk) {
        try {
            return run(order, desk);
        } catch (JournalFailure failure) {
            LOG.warn("the store failed the operator", failure);
            show(desk, failure.refusal().message());
        } catch (RuntimeException fault) {
            LOG.error("a fault while doing what the operator asked for", fault);
            show(desk, "The server made a mistake. It is in its log.");
        }
        return Status.REFUSED;
    }

    private static void show(Desk desk, String words) {
        words.lines().forEach(line -> desk.show(Sanitizer.oneLine(line)));
    }

    private Status run(Order order, Desk desk) {
        return switch (order.verb()) {
            case HELP -> {
                Verb.table().forEach(line -> show(desk, line));
                yield Status.DONE;
            }
            case USERS -> users(desk);
            case EXIT -> {
                show(desk, "The server is stopping.");
                stop.run();
                yield Status.DONE;
            }
        };
    }

    private Status users(Desk desk) {
        long count = 0;
        String after = null;
        do {
            @Nullable String from = after;
            switch (caller.instruct(ref -> new PresenceFrame.ListPeople(ref, from))) {
                case Answer.People(_, var people, var next) -> {
                    people.forEach(person -> show(desk, line(person)));
                    count += people.size();
                    after = next;
                }
                case Refused no -> {
                    return refused(desk, no);
                }
                default -> throw new IllegalStateException("not what was asked for");
            }
        } while (after != null);
        show(desk, count == 1 ? "1 person is online." : count + " people are online.");
        return Status.DONE;
    }

    private static String line(Person person) {
        return "%-10s %s".formatted(person.role().text(), person.name());
    }

    private static Status refused(Desk desk, Refused no) {
        show(desk, no.message());
        return Status.REFUSED;
    }
}
