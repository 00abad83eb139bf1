package dev.klatch.terminal;

import dev.klatch.client.Reply;
import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Person;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who is here, and what they show of themselves.
final class PeopleVerbs {
    private final Desk desk;

    PeopleVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("who people w", "", "lists who is online", _ -> who()),
                Verb.of("whois", "NAME", "says what is known of somebody", this::whois)
                        .offering(Verb.Offer.PERSON));
    }

    private CompletableFuture<Boolean> who() {
        return online(null)
                .thenCompose(reply ->
                        desk.settle(
                                reply,
                                _ -> {
                                    desk.output().say(desk.directory().present().here());
                                    desk.directory().present().others().stream()
                                            .map(Wording::person)
                                            .filter(shown -> shown.indexOf('(') > 0)
                                            .forEach(shown -> desk.output().say("  " + shown));
                                    return desk.done();
                                }));
    }

    /// Asks who is online, all pages, and notes it in the directory.
    CompletableFuture<Reply> online(@Nullable String after) {
        return desk.client()
                .people(after)
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Done(Answer.People page)) {
                        desk.directory().present().add(page.people());
                        if (page.after() != null) {
                            return online(page.after());
                        }
                    }
                    return CompletableFuture.completedFuture(reply);
                });
    }

    private CompletableFuture<Boolean> whois(String name) {
        if (name.isEmpty()) {
            return desk.usage("/whois NAME");
        }
        return desk.client()
                .ask(ref -> new AccountFrame.ReadProfile(ref, null, name))
                .thenCompose(reply -> desk.settle(reply, this::told));
    }

    private CompletableFuture<Boolean> told(Answer answer) {
        if (answer instanceof Answer.Profile profile) {
            Person person = profile.person();
            Long seen = profile.lastSeen();
            String when =
                    profile.online()
                            ? "here now"
                            : seen == null ? "not here" : "last here " + Wording.time(seen);
            desk.output().say(Wording.person(person) + ": " + when);
            desk.output()
                    .say(
                            "  "
                                    + Wording.word(person.role())
                                    + " since "
                                    + Wording.time(profile.made()));
        }
        return desk.done();
    }
}
