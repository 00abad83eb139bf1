package dev.klatch.tests.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The commands of a history with what became of each.
final class Commands {
    /// A place that a command was acknowledged with.
    record Place(String conversation, long seq) {}

    /// One command over all its attempts.
    static final class Command {
        final Step.Invoked first;
        final List<Place> acks = new ArrayList<>();
        private int attempts;
        private int refusals;

        private Command(Step.Invoked first) {
            this.first = first;
        }

        String cid() {
            return first.cid();
        }

        boolean isAcked() {
            return !acks.isEmpty();
        }

        /// Refused for certain: each attempt was. One attempt without an answer leaves it open.
        boolean isRefused() {
            return acks.isEmpty() && refusals == attempts;
        }

        boolean wasEverRefused() {
            return refusals > 0;
        }
    }

    private final Map<String, Command> byCid = new LinkedHashMap<>();
    private final Map<Sender, Set<Command>> bySender = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    void add(Step.Invoked invoked) {
        Command command = byCid.computeIfAbsent(invoked.cid(), _ -> new Command(invoked));
        command.attempts++;
        bySender.computeIfAbsent(invoked.sender(), _ -> new LinkedHashSet<>()).add(command);
    }

    void add(Step.Acked acked) {
        Command command = byCid.get(acked.cid());
        if (command == null) {
            unasked(acked.cid(), "was acknowledged");
            return;
        }
        Place place = new Place(acked.conversation(), acked.seq());
        if (!command.acks.contains(place)) {
            command.acks.add(place);
        }
    }

    void add(Step.Failed failed) {
        Command command = byCid.get(failed.cid());
        if (command == null) {
            unasked(failed.cid(), "was refused");
            return;
        }
        command.refusals++;
    }

    private void unasked(String cid, String what) {
        violations.add(
                new Violation(
                        Invariant.I7_REFUSED_IS_ABSENT, cid + " " + what + ", and nobody sent it"));
    }

    List<Violation> violations() {
        return violations;
    }

    @Nullable Command find(String cid) {
        return byCid.get(cid);
    }

    Collection<Command> all() {
        return byCid.values();
    }

    /// The commands of each connection in the order in which each was first sent over it.
    Map<Sender, Set<Command>> bySender() {
        return bySender;
    }
}
