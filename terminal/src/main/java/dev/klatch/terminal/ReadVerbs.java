package dev.klatch.terminal;

import static dev.klatch.client.ClientEvent.Origin.HISTORY;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Reply;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Reading what was said before.
final class ReadVerbs {
    private static final int SHOWN = 50;
    private static final int CONTEXT = 8;
    private static final int PAGE = 200;

    private final Desk desk;

    ReadVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("history h", "[NUMBER]", "shows what was said before", this::history));
    }

    private CompletableFuture<Boolean> history(String number) {
        int most = SHOWN;
        if (!number.isEmpty()) {
            if (!number.matches("[1-9][0-9]{0,3}")) {
                return desk.usage("/history NUMBER");
            }
            most = Integer.parseInt(number);
        }
        ConversationId place = desk.directory().placeId();
        return place == null
                ? desk.refuse("There is no connection.")
                : show(place, most, Long.MAX_VALUE);
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
                    all.stream()
                            .filter(event -> event.seq() < end)
                            .map(e -> new ClientEvent.Happened(e, HISTORY))
                            .forEach(desk.output()::event);
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
}
