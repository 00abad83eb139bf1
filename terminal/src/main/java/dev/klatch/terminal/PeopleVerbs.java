package dev.klatch.terminal;

import dev.klatch.client.Reply;
import dev.klatch.protocol.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who is here, and what is known of them.
final class PeopleVerbs {
    private final Desk desk;

    PeopleVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(Verb.of("who people w", "", "lists who is online", _ -> who()));
    }

    private CompletableFuture<Boolean> who() {
        return online(null)
                .thenCompose(reply -> desk.settle(reply, _ -> desk.say(desk.directory().here())));
    }

    /// Asks who is online, all pages, and notes it in the directory.
    CompletableFuture<Reply> online(@Nullable String after) {
        return desk.client()
                .people(after)
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Done(Answer.People page)) {
                        desk.directory().online(page.people());
                        if (page.after() != null) {
                            return online(page.after());
                        }
                    }
                    return CompletableFuture.completedFuture(reply);
                });
    }
}
