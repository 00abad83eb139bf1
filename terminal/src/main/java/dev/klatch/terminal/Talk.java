package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.client.Reply;
import dev.klatch.client.Writing;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Saying things: where one is, and to one person alone. A message counts as done when it is on its
/// way to the outbox; its states come as events.
final class Talk {
    private final Desk desk;

    Talk(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("msg", "NAME TEXT", "says something to one person alone", this::message)
                        .offering(Verb.Offer.PERSON, Verb.Offer.TEXT),
                Verb.of("say", "TEXT", "says it as it is, whatever it looks like", this::say)
                        .offering(Verb.Offer.TEXT));
    }

    /// Plain text for where one is.
    CompletableFuture<Boolean> say(String text) {
        desk.client().post(desk.directory().place(), written(text));
        return desk.done();
    }

    /// The text with whom it calls: `@everyone` and `@here` call those who are there.
    static Writing written(String text) {
        Writing plain = Writing.of(text);
        if (Mentions.calls(text, "everyone")) {
            return plain.calling(Callout.EVERYONE);
        }
        return Mentions.calls(text, "here") ? plain.calling(Callout.HERE) : plain;
    }

    private CompletableFuture<Boolean> message(String rest) {
        return desk.directory()
                .split(rest)
                .map(split -> whisper(split.name(), split.rest()))
                .orElseGet(() -> {
                    int space = rest.indexOf(' ');
                    return space < 0
                            ? whisper(rest, "")
                            : whisper(rest.substring(0, space), rest.substring(space + 1));
                });
    }

    /// Says something to one person alone.
    private CompletableFuture<Boolean> whisper(String name, String text) {
        if (name.isEmpty() || text.isBlank()) {
            return desk.usage("/msg NAME TEXT");
        }
        return receiver(name)
                .thenCompose(found -> {
                    if (found.isEmpty() && desk.directory().connected()) {
                        return desk.refuse("Nobody is called " + name + ".");
                    }
                    desk.client().post(found.orElse(new Addressee.Person(name)), text);
                    return desk.done();
                });
    }

    /// Finds who is meant by a name: known here, or known to the server. Empty: nobody. Without a
    /// connection nobody can be asked.
    CompletableFuture<Optional<Addressee>> receiver(String name) {
        Optional<Addressee> known = desk.directory().receiver(name);
        boolean named = known.isPresent() && known.get() instanceof Addressee.Person;
        if (!desk.directory().connected() || (known.isPresent() && !named)) {
            return CompletableFuture.completedFuture(known);
        }
        return desk.client()
                .openDirect(name)
                .thenApply(reply ->
                        switch (reply) {
                            case Reply.Done(Answer.Accepted accepted) ->
                                    Optional.of(Addressee.of(accepted.conversation()));
                            case Reply.Denied(Refused refused)
                                    when refused.is(Refusal.UNKNOWN_PERSON) ->
                                    Optional.empty();
                            case Reply.Denied _ -> Optional.of(new Addressee.Person(name));
                            default -> known;
                        });
    }
}
