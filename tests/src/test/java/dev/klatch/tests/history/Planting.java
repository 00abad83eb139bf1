package dev.klatch.tests.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A correct history open before us: finds seeded places in it and writes changed copies.
record Planting(List<Step> steps, SplittableRandom random) {
    static Entry at(Entry entry, long seq) {
        return new Entry(
                entry.conversation(), seq, entry.kind(), entry.author(), entry.cid(), entry.text());
    }

    static Entry withText(Entry entry, String text) {
        return new Entry(
                entry.conversation(), entry.seq(), entry.kind(), entry.author(), entry.cid(), text);
    }

    private <T extends Step> Stream<T> all(Class<T> type) {
        return steps.stream().filter(type::isInstance).map(type::cast);
    }

    private <T> T any(Stream<T> of) {
        List<T> list = of.toList();
        return list.get(random.nextInt(list.size()));
    }

    private Set<String> cidsAcked() {
        return all(Step.Acked.class).map(Step.Acked::cid).collect(Collectors.toSet());
    }

    private Set<String> cidsShown() {
        return all(Step.Seen.class).map(seen -> seen.entry().cid()).collect(Collectors.toSet());
    }

    /// What was ever shown, in the order of the places.
    private List<Entry> entries() {
        return all(Step.Seen.class)
                .map(Step.Seen::entry)
                .distinct()
                .sorted(Comparator.comparing(Entry::conversation).thenComparingLong(Entry::seq))
                .toList();
    }

    Entry anyAckedPost() {
        Set<String> acked = cidsAcked();
        return any(entries().stream().filter(entry -> acked.contains(entry.cid())));
    }

    Entry lastAckedPost() {
        Set<String> acked = cidsAcked();
        return entries().stream()
                .filter(entry -> entry.conversation().equals("lobby"))
                .filter(entry -> acked.contains(entry.cid()))
                .toList()
                .getLast();
    }

    Entry anyUnknownPost() {
        Set<String> acked = cidsAcked();
        return any(
                entries().stream()
                        .filter(Entry::isPost)
                        .filter(entry -> !acked.contains(entry.cid())));
    }

    Entry anyPostAfterFirst() {
        return any(entries().stream().filter(entry -> entry.isPost() && entry.seq() > 2));
    }

    Entry lastOf(String conversation) {
        return entries().stream()
                .filter(entry -> entry.conversation().equals(conversation))
                .toList()
                .getLast();
    }

    Entry before(Entry entry) {
        return entries().stream()
                .filter(other -> other.conversation().equals(entry.conversation()))
                .filter(other -> other.seq() == entry.seq() - 1)
                .findFirst()
                .orElseThrow();
    }

    /// A lobby post without an answer that was never stored, as a message to be.
    Entry unstored() {
        Set<String> shown = cidsShown();
        Step.Invoked invoked =
                any(
                        all(Step.Invoked.class)
                                .filter(step -> step.conversation().equals("lobby"))
                                .filter(step -> !shown.contains(step.cid())));
        return new Entry(
                "lobby", 0, "posted", invoked.sender().person(), invoked.cid(), invoked.text());
    }

    /// A cid that was sent once, was acknowledged, and is there.
    String anyAckedOnce() {
        Set<String> acked = cidsAcked();
        List<String> invoked = all(Step.Invoked.class).map(Step.Invoked::cid).toList();
        return any(
                cidsShown().stream()
                        .sorted()
                        .filter(acked::contains)
                        .filter(cid -> invoked.indexOf(cid) == invoked.lastIndexOf(cid)));
    }

    Step.Seen anySeen(Predicate<Step.Seen> which) {
        return any(all(Step.Seen.class).filter(which));
    }

    List<Step> without(Predicate<Step.Seen> which) {
        return steps.stream()
                .filter(step -> !(step instanceof Step.Seen seen && which.test(seen)))
                .toList();
    }

    List<Step> withAfter(Step here, Step planted) {
        List<Step> changed = new ArrayList<>(steps);
        changed.add(steps.indexOf(here) + 1, planted);
        return changed;
    }

    List<Step> withEntries(UnaryOperator<Entry> change) {
        return steps.stream()
                .map(step ->
                        step instanceof Step.Seen(long nanos, Reader reader, Entry entry)
                                ? new Step.Seen(nanos, reader, change.apply(entry))
                                : step)
                .toList();
    }

    /// Changes what one reader saw: ana's walk, which has everything.
    List<Step> withEntriesOfOne(UnaryOperator<Entry> change) {
        Reader one = new Reader("ana", "walk");
        return steps.stream()
                .map(step ->
                        step instanceof Step.Seen(long nanos, Reader reader, Entry entry)
                                        && reader.equals(one)
                                ? new Step.Seen(nanos, reader, change.apply(entry))
                                : step)
                .toList();
    }

    /// Everybody who has the whole conversation is shown this once more, as its newest event.
    List<Step> withAtTheEnd(Entry entry) {
        Entry again = at(entry, lastOf(entry.conversation()).seq() + 1);
        List<Step> changed = new ArrayList<>(steps);
        all(Step.Whole.class)
                .filter(whole -> whole.conversation().equals(entry.conversation()))
                .filter(whole -> !whole.reader().person().equals("eve"))
                .forEach(whole -> changed.add(new Step.Seen(0, whole.reader(), again)));
        return changed;
    }

    /// One live reader is shown this after that.
    List<Step> afterLive(Entry that, Entry planted) {
        List<Step> changed = new ArrayList<>(steps);
        Reader reader = new Reader("ana", "ana/8 live 1");
        changed.add(new Step.Seen(0, reader, that));
        changed.add(new Step.Seen(0, reader, planted));
        return changed;
    }

    /// Everything from this event on stands one place higher, for everybody.
    List<Step> movedUp(Entry from) {
        Predicate<Entry> moves =
                entry ->
                        entry.conversation().equals(from.conversation())
                                && entry.seq() >= from.seq();
        return steps.stream()
                .map(step ->
                        switch (step) {
                            case Step.Seen(long nanos, Reader reader, Entry entry)
                                    when moves.test(entry) ->
                                    new Step.Seen(nanos, reader, at(entry, entry.seq() + 1));
                            case Step.Acked acked
                                    when acked.conversation().equals(from.conversation())
                                            && acked.seq() >= from.seq() ->
                                    new Step.Acked(
                                            acked.nanos(),
                                            acked.sender(),
                                            acked.cid(),
                                            acked.conversation(),
                                            acked.seq() + 1);
                            default -> step;
                        })
                .toList();
    }

    /// Two commands of one connection to one conversation, both there, change their sending order.
    List<Step> withInvocationsSwapped() {
        List<Step.Invoked> sent = all(Step.Invoked.class).filter(this::isSteady).toList();
        for (int i = 0; i < sent.size(); i++) {
            for (int j = i + 1; j < sent.size(); j++) {
                Step.Invoked one = sent.get(i);
                Step.Invoked other = sent.get(j);
                if (one.sender().equals(other.sender())
                        && one.conversation().equals(other.conversation())) {
                    List<Step> changed = new ArrayList<>(steps);
                    changed.set(steps.indexOf(one), other);
                    changed.set(steps.indexOf(other), one);
                    return changed;
                }
            }
        }
        throw new IllegalStateException("no two such commands");
    }

    private boolean isSteady(Step.Invoked invoked) {
        return cidsShown().contains(invoked.cid())
                && all(Step.Failed.class).noneMatch(it -> it.cid().equals(invoked.cid()))
                && all(Step.Unknown.class).noneMatch(it -> it.cid().equals(invoked.cid()));
    }

    List<Step> withAnswersRefused(String cid) {
        return steps.stream()
                .map(step ->
                        step instanceof Step.Acked acked && Objects.equals(acked.cid(), cid)
                                ? new Step.Failed(acked.nanos(), acked.sender(), cid, "busy")
                                : step)
                .toList();
    }
}
