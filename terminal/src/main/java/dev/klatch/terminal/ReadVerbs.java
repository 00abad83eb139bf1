package dev.klatch.terminal;

import dev.klatch.client.Reply;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MemberFrame;
import dev.klatch.protocol.MessageFrame;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reading what was said before, finding it, and what is unread.
final class ReadVerbs {
    private static final int SHOWN = 50;
    private static final int CONTEXT = 8;
    private static final int AROUND = 5;
    private static final int PAGE = 200;
    private static final int COMPARED = 100;
    private static final String NAMES_ME = "mentions:me";

    private final Desk desk;
    private List<Answer.Hit> hits = List.of();

    ReadVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("history h", "[NUMBER]", "shows what was said before", this::history),
                Verb.of("jump", "DATE", "shows a day: 2026-11-20, yesterday, monday", this::jump)
                        .offering(Verb.Offer.DAY),
                Verb.of(
                                "search s",
                                "WORDS",
                                "finds messages; also from:NAME in:ROOM before:DATE after:DATE"
                                        + " has:link mentions:me",
                                this::search)
                        .offering(Verb.Offer.TEXT),
                Verb.of(
                        "mentions",
                        "",
                        "finds messages that name you or call all",
                        _ -> search(NAMES_ME, null)),
                Verb.of("open o", "NUMBER", "shows a hit, or a message, among others", this::open),
                Verb.of("unread u", "", "lists where something is unread", _ -> unread()),
                Verb.of("read", "[all]", "marks it as read, here or everywhere", this::read),
                Verb.of(
                        "hash",
                        "",
                        "shows a number for each place: equal where another client has the same"
                                + " newest "
                                + COMPARED
                                + " lines",
                        _ -> hash(desk.directory().places())),
                Verb.of("seen", "[NUMBER]", "lists who has read a message of yours", this::seen));
    }

    private CompletableFuture<Boolean> history(String number) {
        if (!number.isEmpty() && !number.matches("[1-9][0-9]{0,3}")) {
            return desk.usage("/history NUMBER");
        }
        int most = number.isEmpty() ? SHOWN : Integer.parseInt(number);
        return desk.here(place -> show(place, most, Long.MAX_VALUE));
    }

    /// Shows the newest of a conversation that one comes to: what is unread and a little before it.
    CompletableFuture<Boolean> lately(ConversationId conversation, int unread) {
        return show(conversation, Math.min(SHOWN, unread + CONTEXT), Long.MAX_VALUE);
    }

    /// Shows what was said before this seq.
    CompletableFuture<Boolean> before(ConversationId conversation, long seq) {
        return show(conversation, SHOWN, seq);
    }

    private CompletableFuture<Boolean> show(ConversationId conversation, int most, long end) {
        return desk.client()
                .newest(conversation, most)
                .thenCompose(newest -> {
                    long oldest = newest.isEmpty() ? 0 : newest.getFirst().seq();
                    List<Event> all = new ArrayList<>(newest);
                    return older(conversation, oldest, most - newest.size(), all);
                })
                .thenApply(all -> {
                    desk.show(all.stream().filter(event -> event.seq() < end).toList());
                    return true;
                });
    }

    /// Reads on towards the beginning until there is enough or no more.
    private CompletableFuture<List<Event>> older(
            ConversationId conversation, long before, int missing, List<Event> all) {
        if (before <= 1 || missing <= 0) {
            return CompletableFuture.completedFuture(all);
        }
        return desk.client()
                .history(conversation, before, Math.min(missing, PAGE))
                .thenCompose(reply -> {
                    if (!(reply instanceof Reply.Done(Answer.History page))
                            || page.events().isEmpty()) {
                        return CompletableFuture.completedFuture(all);
                    }
                    all.addAll(0, page.events());
                    long oldest = page.events().getFirst().seq();
                    int left = missing - page.events().size();
                    return older(conversation, oldest, page.more() ? left : 0, all);
                });
    }

    private CompletableFuture<Boolean> jump(String typed) {
        Optional<LocalDate> day =
                day(typed.strip().toLowerCase(Locale.ROOT), LocalDate.now(ZoneId.systemDefault()));
        if (day.isEmpty()) {
            return desk.usage("/jump 2026-11-20, /jump yesterday or /jump monday");
        }
        long time = day.get().atStartOfDay(ZoneId.systemDefault()).toInstant().toEpochMilli();
        return desk.here(place ->
                desk.client()
                        .ask(ref -> new MessageFrame.FindTime(ref, place, Math.max(0, time)))
                        .thenCompose(reply ->
                                desk.settle(
                                        reply,
                                        answer ->
                                                answer instanceof Answer.PlaceFound found
                                                        ? from(place, found.seq(), SHOWN)
                                                        : desk.done())));
    }

    /// A day as people write it; a day of the week is the last one before today.
    static Optional<LocalDate> day(String typed, LocalDate today) {
        for (DayOfWeek weekday : DayOfWeek.values()) {
            if (weekday.name().toLowerCase(Locale.ROOT).equals(typed)) {
                return Optional.of(today.with(TemporalAdjusters.previous(weekday)));
            }
        }
        try {
            return switch (typed) {
                case "today" -> Optional.of(today);
                case "yesterday" -> Optional.of(today.minusDays(1));
                default -> Optional.of(LocalDate.parse(typed));
            };
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /// Shows what was said from this seq on.
    private CompletableFuture<Boolean> from(ConversationId conversation, long seq, long most) {
        return desk.client()
                .ask(ref ->
                        new MessageFrame.ReadHistory(
                                ref, conversation, null, Math.max(0, seq - 1), most))
                .thenCompose(reply -> desk.settle(reply, this::shown));
    }

    private CompletableFuture<Boolean> shown(Answer answer) {
        if (answer instanceof Answer.History page) {
            if (page.events().isEmpty()) {
                desk.output().say("There is nothing.");
            }
            desk.show(page.events());
        }
        return desk.done();
    }

    private CompletableFuture<Boolean> search(String query) {
        if (query.isBlank()) {
            return desk.usage("/search WORDS");
        }
        return search(query.strip(), null);
    }

    private CompletableFuture<Boolean> search(String query, @Nullable String after) {
        return desk.client()
                .ask(ref -> new MessageFrame.Search(ref, query, null, after))
                .thenCompose(reply -> desk.settle(reply, answer -> found(query, answer)));
    }

    private synchronized CompletableFuture<Boolean> found(String query, Answer answer) {
        if (!(answer instanceof Answer.Found page)) {
            return desk.done();
        }
        hits = page.hits();
        if (hits.isEmpty()) {
            return desk.say(
                    query.equals(NAMES_ME)
                            ? "No message names you."
                            : "Nothing was found. Filters: from:NAME in:ROOM before:DATE after:DATE"
                                    + " has:link mentions:me, word* for beginnings.");
        }
        for (int i = 0; i < hits.size(); i++) {
            desk.output().found(i + 1, hits.get(i), query);
        }
        return desk.say(
                "/open 1 shows the first among its neighbours."
                        + (page.after() == null ? "" : " There is more: add a word or a filter."));
    }

    /// A number without `#` is that of a hit if there are hits, else a message here.
    private CompletableFuture<Boolean> open(String typed) {
        Optional<Answer.Hit> hit = hit(typed);
        if (hit.isPresent()) {
            return around(hit.get().conversation(), hit.get().seq());
        }
        Optional<Target> target = Target.read(desk.directory(), typed, Target.Whose.OTHERS);
        return target.isPresent()
                ? around(target.get().conversation(), target.get().seq())
                : desk.usage("/open NUMBER, /open #41 or /open staff#41");
    }

    private synchronized Optional<Answer.Hit> hit(String typed) {
        int number = typed.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(typed) : 0;
        return number < 1 || number > hits.size()
                ? Optional.empty()
                : Optional.of(hits.get(number - 1));
    }

    private CompletableFuture<Boolean> around(ConversationId conversation, long seq) {
        return from(conversation, Math.max(1, seq - AROUND), 2L * AROUND + 1);
    }

    private CompletableFuture<Boolean> unread() {
        Directory directory = desk.directory();
        boolean any = false;
        for (ConversationId place : directory.places()) {
            Places.Unread unread = directory.unread(place);
            if (unread.messages() > 0) {
                any = true;
                String named =
                        unread.mentions() == 0
                                ? ""
                                : ", " + Places.shown(unread.mentions()) + " for you";
                desk.output()
                        .say(
                                "  "
                                        + directory.nameOf(place)
                                        + "  "
                                        + Places.shown(unread.messages())
                                        + named);
            }
        }
        return any ? desk.say("/next goes there.") : desk.say("Everything is read.");
    }

    private CompletableFuture<Boolean> read(String typed) {
        if (!typed.isEmpty() && !typed.equals("all")) {
            return desk.usage("/read or /read all");
        }
        return desk.here(place ->
                desk.client()
                        .summaries()
                        .thenCompose(all -> {
                            all.stream()
                                    .filter(it ->
                                            !typed.isEmpty() || it.conversation().equals(place))
                                    .forEach(it ->
                                            desk.client().markRead(it.conversation(), it.head()));
                            String what = typed.isEmpty() ? desk.directory().nameOf(place) : "All";
                            return desk.say(what + " is read.");
                        }));
    }

    /// Tells the server, and so one's other devices, that all that was shown here is read.
    CompletableFuture<Boolean> markRead(ConversationId place) {
        long seq = desk.directory().recent().newest(place);
        if (seq > 0) {
            desk.client().markRead(place, seq);
        }
        return desk.done();
    }

    /// Shows what private conversations and groups brought while one was away; rooms are counted in
    /// the bar.
    CompletableFuture<Boolean> missed() {
        CompletableFuture<Boolean> all = desk.done();
        for (ConversationId place : desk.directory().places()) {
            int unread = desk.directory().unread(place).messages();
            if (unread > 0 && desk.directory().isForFew(place)) {
                all = all.thenCompose(_ -> show(place, Math.min(SHOWN, unread), Long.MAX_VALUE));
            }
        }
        return all;
    }

    private CompletableFuture<Boolean> hash(List<ConversationId> places) {
        CompletableFuture<Boolean> all = desk.done();
        for (ConversationId place : places) {
            all =
                    all.thenCompose(_ -> desk.client().stateHash(place, COMPARED))
                            .thenCompose(hash ->
                                    desk.say(
                                            "  %s %s  %s"
                                                    .formatted(
                                                            place.text(),
                                                            hash,
                                                            desk.directory().nameOf(place))));
        }
        return all;
    }

    private CompletableFuture<Boolean> seen(String typed) {
        Optional<Target> target = Target.read(desk.directory(), typed, Target.Whose.MINE);
        if (target.isEmpty()) {
            return desk.usage("/seen NUMBER");
        }
        return desk.client()
                .ask(ref ->
                        new MemberFrame.ListReaders(
                                ref, target.get().conversation(), target.get().seq(), null))
                .thenCompose(reply -> desk.settle(reply, this::readers));
    }

    private CompletableFuture<Boolean> readers(Answer answer) {
        if (!(answer instanceof Answer.People page)) {
            return desk.done();
        }
        List<String> names =
                page.people().stream()
                        .filter(person -> !desk.directory().isMe(person.person()))
                        .map(person -> person.name())
                        .toList();
        return desk.say(
                names.isEmpty()
                        ? "Nobody else has read it yet."
                        : "Read by "
                                + String.join(", ", names)
                                + (page.after() == null ? "" : " …"));
    }
}
