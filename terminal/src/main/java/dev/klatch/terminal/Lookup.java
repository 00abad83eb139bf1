package dev.klatch.terminal;

import dev.klatch.client.Reply;
import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Finds out who is meant by a name: known here, or known to the server.
final class Lookup {
    private final Desk desk;

    Lookup(Desk desk) {
        this.desk = desk;
    }

    /// Goes on with the person of this name; says so if nobody is called so.
    CompletableFuture<Boolean> person(
            String name, Function<Person, CompletableFuture<Boolean>> then) {
        Optional<Person> known = desk.directory().present().named(name);
        if (known.isPresent()) {
            return then.apply(known.get());
        }
        return desk.client()
                .ask(ref -> new AccountFrame.ReadProfile(ref, null, name))
                .thenCompose(reply ->
                        switch (reply) {
                            case Reply.Denied(Refused refused)
                                    when refused.is(Refusal.UNKNOWN_PERSON) ->
                                    desk.refuse("Nobody is called " + name + ".");
                            default ->
                                    desk.settle(
                                            reply,
                                            answer ->
                                                    answer instanceof Answer.Profile profile
                                                            ? then.apply(profile.person())
                                                            : desk.done());
                        });
    }

    /// Goes on with all people of a list with commas.
    CompletableFuture<Boolean> people(
            String list, Function<List<PersonId>, CompletableFuture<Boolean>> then) {
        return people(new ArrayList<>(names(list)), new ArrayList<>(), then);
    }

    private CompletableFuture<Boolean> people(
            List<String> left,
            List<PersonId> found,
            Function<List<PersonId>, CompletableFuture<Boolean>> then) {
        if (left.isEmpty()) {
            return then.apply(found);
        }
        return person(
                left.removeFirst(),
                person -> {
                    if (!found.contains(person.person())) {
                        found.add(person.person());
                    }
                    return people(left, found, then);
                });
    }

    /// The names of a list with commas, without the spaces around them and without empty ones.
    static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
