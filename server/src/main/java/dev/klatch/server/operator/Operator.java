package dev.klatch.server.operator;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoreFigures;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Sanitizer;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.ServerLog;
import dev.klatch.server.operator.Phrase.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what an operator asks for at any [Desk]. Nothing that others wrote reaches a desk but
/// through [Sanitizer]. Safe to use from any thread; blocks until what was asked for is done.
public final class Operator {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

    private final OperatorCaller caller;
    private final Administration administration;
    private final Space files;
    private final Requests requests;
    private final Archive archive;
    private final ServerLog log;
    private final House house;
    private final Map<Desk, Tail> tails = new ConcurrentHashMap<>();

    public Operator(Voice voice, Requests requests, Archive archive, ServerLog log, House house) {
        this.caller = new OperatorCaller(voice, requests);
        this.administration = new Administration(caller, archive, house);
        this.files = new Space(caller, archive);
        this.requests = requests;
        this.archive = archive;
        this.log = log;
        this.house = house;
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
                log.note(LogLine.of("operator").with("verb", order.verb().word()));
                yield tried(order, desk);
            }
        };
    }

    /// Nobody sits at this desk any more.
    public void left(Desk desk) {
        Tail tail = tails.remove(desk);
        if (tail != null) {
            tail.close();
        }
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

    static void show(Desk desk, String words) {
        words.lines().forEach(line -> desk.show(Sanitizer.oneLine(line)));
    }

    private Status run(Order order, Desk desk) {
        return switch (order.verb()) {
            case HELP -> {
                Verb.table().forEach(line -> show(desk, line));
                yield Status.DONE;
            }
            case USERS -> users(desk);
            case ROOMS -> rooms(desk);
            case SAY -> say(order.text("TEXT"), desk);
            case STATS -> stats(desk);
            case SPACE -> files.space(order.text("room|person|kind|file"), desk);
            case REMOVE_FILE -> files.remove(order.text("ID"), desk);
            case KICK, BAN, UNBAN, MUTE, UNMUTE, ROLE, INVITE, SIGN_UP, GUESTS ->
                    administration.run(order, desk);
            case TAIL -> tail(order.text("on|off"), desk);
            case WIPE -> wipe(order, desk);
            case EXIT -> {
                show(desk, "The server is stopping.");
                house.stop();
                yield Status.DONE;
            }
        };
    }

    private Status say(String text, Desk desk) {
        if (text.getBytes(StandardCharsets.UTF_8).length > Limits.TEXT_BYTES) {
            return answered(desk, Refused.of(0, Refusal.TEXT_TOO_LONG), "");
        }
        return answered(desk, caller.say(text.replace("\0", "")), "Said in everyone.");
    }

    static Status answered(Desk desk, Answer answer, String done) {
        boolean no = answer instanceof Refused;
        show(desk, answer instanceof Refused refused ? refused.message() : done);
        return no ? Status.REFUSED : Status.DONE;
    }

    private Status users(Desk desk) {
        return online(desk, person -> show(desk, line(person)))
                .map(count -> {
                    show(desk, count == 1 ? "1 person is online." : count + " people are online.");
                    return Status.DONE;
                })
                .orElse(Status.REFUSED);
    }

    private static String line(Person person) {
        return "%-10s %s".formatted(person.role().text(), person.name());
    }

    /// Hands on all who are online, and returns how many they are; if that cannot be known, the
    /// desk is shown why.
    private Optional<Long> online(Desk desk, Consumer<Person> each) {
        long count = 0;
        @Nullable String after = null;
        do {
            String from = after;
            Answer answer = caller.instruct(ref -> new PresenceFrame.ListPeople(ref, from));
            if (!(answer instanceof Answer.People(_, var people, var next))) {
                answered(desk, answer, "");
                return Optional.empty();
            }
            people.forEach(each);
            count += people.size();
            after = next;
        } while (after != null);
        return Optional.of(count);
    }

    private Status rooms(Desk desk) {
        archive.rooms()
                .forEach(room ->
                        show(
                                desk,
                                "%-7s %-7s %6d people %9d messages  %s"
                                        .formatted(
                                                room.type().text(),
                                                room.access().text(),
                                                room.people(),
                                                room.messages(),
                                                room.title())));
        return Status.DONE;
    }

    private Status stats(Desk desk) {
        Optional<Long> online = online(desk, _ -> {});
        if (online.isEmpty()) {
            return Status.REFUSED;
        }
        StoreFigures stored = archive.figures();
        Duration running = Duration.ofMillis(house.runningMillis());
        show(
                desk,
                """
                running        %d d %d h %d min
                connections    %d
                online         %d
                guests         %d
                accounts       %d
                rooms          %d
                groups         %d
                direct         %d
                messages       %d
                files          %d, %d KiB
                database       %d KiB
                """
                        .formatted(
                                running.toDays(),
                                running.toHoursPart(),
                                running.toMinutesPart(),
                                house.connections(),
                                online.get(),
                                stored.guests(),
                                stored.accounts(),
                                stored.rooms(),
                                stored.groups(),
                                stored.directs(),
                                stored.messages(),
                                stored.files().files(),
                                stored.files().bytes() / 1_024,
                                stored.bytes() / 1_024));
        return Status.DONE;
    }

    private Status tail(String which, Desk desk) {
        left(desk);
        if (which.equals("on")) {
            tails.put(desk, new Tail(log, desk));
            show(desk, "Following the server's log; tail off ends it.");
        }
        return Status.DONE;
    }

    private Status wipe(Order order, Desk desk) {
        boolean keeps = !order.has("--no-backup");
        if (!order.has("--yes") && !isSure(desk, keeps)) {
            show(desk, "Nothing was deleted.");
            return Status.REFUSED;
        }
        AtomicReference<@Nullable Path> backup = new AtomicReference<>();
        Runnable before = keeps ? () -> backup.set(house.backUp()) : () -> {};
        CompletableFuture<Optional<Refused>> done = new CompletableFuture<>();
        Refusal notNow = requests.offer(new Request.Wipe(before, done::complete));
        Optional<Refused> no = notNow == null ? done.join() : Optional.of(Refused.of(0, notNow));
        if (no.isPresent()) {
            show(desk, no.get().message() + " Nothing was deleted.");
            return Status.REFUSED;
        }
        show(desk, "Everything that was said is deleted.");
        Path copy = backup.get();
        show(
                desk,
                copy == null
                        ? "No backup was made."
                        : "A backup is kept for %d days: %s".formatted(house.backupDays(), copy));
        return Status.DONE;
    }

    private static boolean isSure(Desk desk, boolean keeps) {
        show(
                desk,
                """
                This deletes all messages and all direct conversations, for everybody and for good.
                People, rooms and groups stay. All clients start over.
                """);
        String question =
                keeps
                        ? "A backup is made first. Type yes to delete:"
                        : "NO backup is made. Type yes to delete:";
        return desk.ask(question).filter(answer -> answer.strip().equals("yes")).isPresent();
    }
}
