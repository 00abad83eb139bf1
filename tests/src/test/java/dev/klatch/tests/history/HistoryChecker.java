package dev.klatch.tests.history;

import dev.klatch.tests.history.Commands.Command;
import dev.klatch.tests.history.Commands.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether a history keeps every [Invariant]. For one history and one thread.
public final class HistoryChecker {
    private record View(Reader reader, String conversation) {}

    private final Commands commands = new Commands();
    private final Rights rights = new Rights();
    private final Map<View, List<Entry>> streams = new LinkedHashMap<>();
    private final Map<View, Long> whole = new LinkedHashMap<>();
    private final Map<String, Map<String, Step.Hashed>> hashes = new HashMap<>();

    /// What stands at each place, as the first reader saw it.
    private final Map<Place, Entry> log = new HashMap<>();

    /// Where each command was first seen or acknowledged.
    private final Map<String, Place> placeOf = new HashMap<>();

    private final Map<Place, Command> ackedAt = new HashMap<>();
    private final Map<String, Long> heads = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private long brokenOff;

    private HistoryChecker() {}

    /// Checks a whole history.
    public static Report check(History history) {
        HistoryChecker checker = new HistoryChecker();
        history.steps().forEach(checker::take);
        return checker.judge();
    }

    private void take(Step step) {
        switch (step) {
            case Step.Invoked invoked -> commands.add(invoked);
            case Step.Acked acked -> commands.add(acked);
            case Step.Failed failed -> commands.add(failed);
            // An attempt without an answer counts as one all the same: nothing else follows.
            case Step.Unknown _ -> brokenOff++;
            case Step.Allowed allowed -> rights.allow(allowed);
            case Step.Whole promise -> {
                View view = new View(promise.reader(), promise.conversation());
                whole.put(view, promise.from());
                streams.computeIfAbsent(view, _ -> new ArrayList<>());
            }
            case Step.Seen seen ->
                    streams.computeIfAbsent(
                                    new View(seen.reader(), seen.entry().conversation()),
                                    _ -> new ArrayList<>())
                            .add(seen.entry());
            case Step.Hashed hashed ->
                    hashes.computeIfAbsent(hashed.scope(), _ -> new LinkedHashMap<>())
                            .put(hashed.reader().toString(), hashed);
        }
    }

    private Report judge() {
        violations.addAll(commands.violations());
        streams.forEach((_, entries) -> entries.forEach(this::place));
        commands.all().forEach(this::checkAcks);
        streams.forEach(this::checkStream);
        checkCompleteness();
        commands.bySender().forEach(this::checkAuthorOrder);
        commands.all().forEach(this::checkRefused);
        hashes.forEach(this::checkHashes);
        return new Report(violations, totals());
    }

    private void broken(Invariant invariant, String evidence) {
        violations.add(new Violation(invariant, evidence));
    }

    private void place(Entry entry) {
        Place place = new Place(entry.conversation(), entry.seq());
        heads.merge(entry.conversation(), entry.seq(), Math::max);
        Entry known = log.putIfAbsent(place, entry);
        if (known != null && !known.equals(entry)) {
            broken(Invariant.I3_ONE_ORDER, "at one place stand " + known + " and " + entry);
        }
        if (!entry.cid().isEmpty()) {
            Place other = placeOf.putIfAbsent(entry.cid(), place);
            if (other != null && !other.equals(place)) {
                broken(Invariant.I2_EXACTLY_ONCE, entry.cid() + " at " + other + " and " + place);
            }
        }
    }

    private void checkAcks(Command command) {
        for (Place place : command.acks) {
            heads.merge(place.conversation(), place.seq(), Math::max);
            Command other = ackedAt.putIfAbsent(place, command);
            if (other != null) {
                broken(
                        Invariant.I3_ONE_ORDER,
                        place + " was acknowledged for " + other.first + " and " + command.first);
            }
            Place shown = placeOf.putIfAbsent(command.cid(), place);
            if (shown != null && !shown.equals(place)) {
                broken(
                        Invariant.I2_EXACTLY_ONCE,
                        command.cid() + " acknowledged as " + place + " and also at " + shown);
            }
            if (!rights.allows(
                    command.first.sender().person(), place.conversation(), place.seq())) {
                broken(Invariant.I6_NO_LEAK, command.first.sender() + " could write at " + place);
            }
        }
    }

    private void checkStream(View view, List<Entry> entries) {
        Set<String> cids = new HashSet<>();
        Entry previous = null;
        for (Entry entry : entries) {
            if (!entry.cid().isEmpty() && !cids.add(entry.cid())) {
                broken(Invariant.I2_EXACTLY_ONCE, view.reader + " was shown twice " + entry);
            }
            if (!rights.allows(view.reader.person(), entry.conversation(), entry.seq())) {
                broken(Invariant.I6_NO_LEAK, view.reader + " was shown " + entry);
            }
            checkNext(view, previous, entry);
            checkOrigin(entry);
            previous = entry;
        }
    }

    private void checkNext(View view, @Nullable Entry previous, Entry entry) {
        if (previous == null) {
            return;
        }
        if (entry.seq() <= previous.seq()) {
            broken(
                    Invariant.I3_ONE_ORDER,
                    view.reader + " was shown " + entry + " after " + previous);
            return;
        }
        long due = rights.first(view.reader.person(), view.conversation, previous.seq() + 1);
        if (entry.seq() > due) {
            broken(
                    Invariant.I4_DENSE,
                    view.reader + " was shown " + entry + " next, and " + due + " was due");
        }
    }

    private void checkOrigin(Entry entry) {
        Command command = commands.find(entry.cid());
        if (command == null) {
            if (entry.isPost()) {
                broken(Invariant.I7_REFUSED_IS_ABSENT, "nobody sent " + entry);
            }
            return;
        }
        Step.Invoked sent = command.first;
        if (entry.isPost()
                && !(entry.text().equals(sent.text())
                        && entry.author().equals(sent.sender().person())
                        && entry.conversation().equals(sent.conversation()))) {
            broken(Invariant.I1_NOTHING_LOST, "sent was " + sent + ", shown was " + entry);
        }
    }

    /// What whole readers must have. Without one of them a conversation is not checked at all,
    /// which is a fault of the run.
    private void checkCompleteness() {
        Set<String> read = new HashSet<>();
        whole.forEach((view, from) -> {
            read.add(view.conversation);
            checkWhole(view, from);
        });
        for (String conversation : heads.keySet()) {
            if (!read.contains(conversation)) {
                broken(
                        Invariant.I1_NOTHING_LOST,
                        "nobody read " + conversation + " from end to end: nothing is shown");
            }
        }
    }

    private void checkWhole(View view, long from) {
        Map<Long, Entry> has = new HashMap<>();
        for (Entry entry : streams.getOrDefault(view, List.of())) {
            has.put(entry.seq(), entry);
        }
        long head = heads.getOrDefault(view.conversation, 0L);
        String person = view.reader.person();
        long seq = rights.first(person, view.conversation, from);
        while (seq <= head) {
            checkPlace(view.reader, new Place(view.conversation, seq), has.get(seq));
            seq = rights.first(person, view.conversation, seq + 1);
        }
    }

    private void checkPlace(Reader reader, Place place, @Nullable Entry has) {
        Command acked = ackedAt.get(place);
        if (acked != null && (has == null || !has.cid().equals(acked.cid()))) {
            broken(
                    Invariant.I1_NOTHING_LOST,
                    "%s has %s at %s, acknowledged for %s"
                            .formatted(reader, has, place, acked.first));
        } else if (has == null) {
            Entry elsewhere = log.get(place);
            broken(
                    elsewhere == null ? Invariant.I4_DENSE : Invariant.I1_NOTHING_LOST,
                    "%s has nothing at %s, others were shown %s"
                            .formatted(reader, place, elsewhere));
        }
    }

    /// A command that was ever refused may come later than those sent after it; a command without
    /// an answer may not: what was sent behind it on the same connection cannot overtake it.
    private void checkAuthorOrder(Sender sender, Set<Command> sent) {
        Map<String, Long> last = new HashMap<>();
        for (Command command : sent) {
            Place place = placeOf.get(command.cid());
            if (place == null || command.wasEverRefused()) {
                continue;
            }
            Long before = last.put(place.conversation(), place.seq());
            if (before != null && before > place.seq()) {
                broken(
                        Invariant.I5_AUTHOR_ORDER,
                        sender + " sent " + command.cid() + " later, and it stands at " + place);
            }
        }
    }

    private void checkRefused(Command command) {
        Place place = placeOf.get(command.cid());
        if (command.isRefused() && place != null) {
            broken(
                    Invariant.I7_REFUSED_IS_ABSENT,
                    command.cid() + " was refused, and stands at " + place);
        }
    }

    private void checkHashes(String scope, Map<String, Step.Hashed> byReader) {
        long different = byReader.values().stream().map(Step.Hashed::hash).distinct().count();
        if (different > 1) {
            broken(Invariant.I8_SAME_STATE, scope + " is different in " + byReader.values());
        }
    }

    private Report.Totals totals() {
        long acked = commands.all().stream().filter(Command::isAcked).count();
        long refused = commands.all().stream().filter(Command::isRefused).count();
        return new Report.Totals(
                commands.all().size(),
                acked,
                refused,
                commands.all().size() - acked - refused,
                brokenOff,
                streams.values().stream().mapToLong(List::size).sum());
    }
}
