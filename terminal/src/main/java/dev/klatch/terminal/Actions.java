package dev.klatch.terminal;

import static dev.klatch.client.ClientEvent.Origin.HISTORY;

import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.Reply;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does what is typed, for both modes. Each method returns at once; what it returns is completed
/// when it is done, with whether it was, and by then everything is said. A message counts as done
/// when it is on its way to the outbox; its states come as events.
final class Actions {
    private static final int SHOWN = 50;

    private final KlatchClient client;
    private final Directory directory;
    private final Output output;

    Actions(KlatchClient client, Directory directory, Output output) {
        this.client = client;
        this.directory = directory;
        this.output = output;
    }

    private static CompletableFuture<Boolean> done(boolean done) {
        return CompletableFuture.completedFuture(done);
    }

    private CompletableFuture<Boolean> refuse(String words) {
        output.problem(words);
        return done(false);
    }

    /// Plain text for where one is.
    CompletableFuture<Boolean> say(String text) {
        client.post(directory.place(), text);
        return done(true);
    }

    /// Finds who is meant by a name: known here, or known to the server. Empty: nobody. Without a
    /// connection nobody can be asked.
    CompletableFuture<Optional<Addressee>> receiver(String name) {
        Optional<Addressee> known = directory.receiver(name);
        boolean named = known.isPresent() && known.get() instanceof Addressee.Person;
        if (!directory.connected() || (known.isPresent() && !named)) {
            return CompletableFuture.completedFuture(known);
        }
        return client.openDirect(name)
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

    /// Says something to one person alone.
    CompletableFuture<Boolean> whisper(String name, String text) {
        if (name.isEmpty() || text.isBlank()) {
            return refuse("Write it as /msg NAME TEXT.");
        }
        return receiver(name)
                .thenCompose(found -> {
                    if (found.isEmpty() && directory.connected()) {
                        return refuse("Nobody is called " + name + ".");
                    }
                    client.post(found.orElse(new Addressee.Person(name)), text);
                    return done(true);
                });
    }

    /// Does one order.
    CompletableFuture<Boolean> order(Line.Order order) {
        String rest = order.rest().strip();
        return switch (order.name()) {
            case "say" -> say(order.rest());
            case "msg" -> message(rest);
            case "join" -> join(rest);
            case "create" -> create(rest);
            case "leave" -> leave(rest);
            case "go" -> go(rest);
            case "rooms" -> rooms(null);
            case "who" -> who();
            case "history" -> history(rest);
            case "resend" -> held(client::sendAnyway);
            case "discard" -> held(client::discard);
            case "help" -> help();
            default -> refuse("There is no command /" + order.name() + ". /help shows all.");
        };
    }

    private CompletableFuture<Boolean> help() {
        Orders.help().forEach(output::say);
        return done(true);
    }

    private CompletableFuture<Boolean> message(String rest) {
        int space = rest.indexOf(' ');
        return space < 0
                ? whisper(rest, "")
                : whisper(rest.substring(0, space), rest.substring(space + 1));
    }

    private CompletableFuture<Boolean> create(String name) {
        if (name.isEmpty()) {
            return refuse("Write it as /create ROOM.");
        }
        return client.createRoom(name).thenCompose(reply -> entered(reply, name, "You made "));
    }

    private CompletableFuture<Boolean> entered(Reply reply, String name, String words) {
        return settle(
                reply,
                answer -> {
                    if (answer instanceof Answer.Accepted accepted) {
                        directory.publicRoom(accepted.conversation(), name);
                        directory.go(accepted.conversation());
                        output.say(words + name + ". Your lines go there now.");
                        return show(accepted.conversation(), SHOWN, accepted.seq());
                    }
                    return done(true);
                });
    }

    private CompletableFuture<Boolean> join(String name) {
        if (name.isEmpty()) {
            return refuse("Write it as /join ROOM.");
        }
        Optional<ConversationId> own = directory.ownRoom(name);
        if (own.isPresent()) {
            return arrive(own.get());
        }
        return findRoom(name, null)
                .thenCompose(room -> {
                    if (room.isEmpty()) {
                        return refuse(noRoom(name));
                    }
                    return client.join(room.get())
                            .thenCompose(reply -> entered(reply, name, "You joined "));
                });
    }

    private String noRoom(String name) {
        return directory.connected()
                ? "There is no room called " + name + ". /rooms lists them."
                : "There is no connection, so " + name + " cannot be entered now.";
    }

    private CompletableFuture<Optional<ConversationId>> findRoom(
            String name, @Nullable String after) {
        return client.rooms(after)
                .thenCompose(reply -> {
                    if (!(reply instanceof Reply.Done(Answer.Rooms page))) {
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    page.rooms().forEach(r -> directory.publicRoom(r.conversation(), r.name()));
                    Optional<ConversationId> found = directory.publicRoom(name);
                    return found.isPresent() || page.after() == null
                            ? CompletableFuture.completedFuture(found)
                            : findRoom(name, page.after());
                });
    }

    private CompletableFuture<Boolean> go(String name) {
        if (name.isEmpty()) {
            return refuse("Write it as /go ROOM, /go PERSON or /go everyone.");
        }
        Optional<ConversationId> room = directory.ownRoom(name);
        if (room.isPresent()) {
            return arrive(room.get());
        }
        return receiver(name)
                .thenCompose(found -> {
                    if (found.isPresent()
                            && found.get() instanceof Addressee.Conversation(var id)) {
                        return arrive(id);
                    }
                    return findRoom(name, null).thenCompose(known -> refuse(nowhere(name, known)));
                });
    }

    private String nowhere(String name, Optional<ConversationId> room) {
        if (room.isPresent()) {
            return "You are not in " + name + ". /join " + name + " enters it.";
        }
        return directory.connected()
                ? "There is no room and no person called " + name + "."
                : "There is no connection, so " + name + " cannot be found now.";
    }

    private CompletableFuture<Boolean> arrive(ConversationId conversation) {
        directory.go(conversation);
        output.say("Your lines go to " + directory.nameOf(conversation) + " now.");
        return show(conversation, SHOWN, Long.MAX_VALUE);
    }

    private CompletableFuture<Boolean> leave(String name) {
        Optional<ConversationId> room =
                name.isEmpty() ? Optional.ofNullable(directory.placeId()) : directory.ownRoom(name);
        if (room.isEmpty()) {
            return refuse("You are in no room called " + name + ".");
        }
        String called = directory.nameOf(room.get());
        return client.leave(room.get())
                .thenCompose(reply ->
                        settle(
                                reply,
                                _ -> {
                                    output.say("You left " + called + ".");
                                    return done(true);
                                }));
    }

    private CompletableFuture<Boolean> rooms(@Nullable String after) {
        return client.rooms(after)
                .thenCompose(reply ->
                        settle(
                                reply,
                                answer ->
                                        answer instanceof Answer.Rooms page
                                                ? list(page, after == null)
                                                : done(true)));
    }

    private CompletableFuture<Boolean> list(Answer.Rooms page, boolean first) {
        if (first) {
            output.say("  everyone");
        }
        for (Answer.Room room : page.rooms()) {
            directory.publicRoom(room.conversation(), room.name());
            String people = room.people() == 1 ? "1 person" : room.people() + " people";
            String mine = room.joined() ? ", you are in it" : "";
            if (!room.conversation().equals(directory.everyone())) {
                output.say("  " + room.name() + " (" + people + mine + ")");
            }
        }
        return page.after() == null ? done(true) : rooms(page.after());
    }

    private CompletableFuture<Boolean> who() {
        return people(null)
                .thenCompose(reply ->
                        settle(
                                reply,
                                _ -> {
                                    List<String> others = directory.peopleNames();
                                    output.say(
                                            others.isEmpty()
                                                    ? "Nobody else is here."
                                                    : "Here: " + String.join(", ", others));
                                    return done(true);
                                }));
    }

    /// Asks who is online, all pages, and notes it in the directory.
    CompletableFuture<Reply> people(@Nullable String after) {
        return client.people(after)
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Done(Answer.People page)) {
                        directory.online(page.people());
                        if (page.after() != null) {
                            return people(page.after());
                        }
                    }
                    return CompletableFuture.completedFuture(reply);
                });
    }

    private CompletableFuture<Boolean> history(String number) {
        int most = SHOWN;
        if (!number.isEmpty()) {
            if (!number.matches("[1-9][0-9]{0,3}")) {
                return refuse("Write it as /history NUMBER.");
            }
            most = Integer.parseInt(number);
        }
        ConversationId place = directory.placeId();
        return place == null
                ? refuse("There is no connection.")
                : show(place, most, Long.MAX_VALUE);
    }

    /// Shows what was said before `end`, at most so many events.
    private CompletableFuture<Boolean> show(ConversationId conversation, int most, long end) {
        return client.newest(conversation, most)
                .thenCompose(newest -> {
                    long oldest = newest.isEmpty() ? 0 : newest.getFirst().seq();
                    List<Event> all = new ArrayList<>(newest);
                    return older(conversation, oldest, most - newest.size(), all);
                })
                .thenApply(all -> {
                    all.stream()
                            .filter(event -> event.seq() < end)
                            .map(e -> new ClientEvent.Happened(e, HISTORY))
                            .forEach(output::event);
                    return true;
                });
    }

    /// Reads on towards the beginning until there is enough or no more.
    private CompletableFuture<List<Event>> older(
            ConversationId conversation, long before, int missing, List<Event> all) {
        if (before <= 1 || missing <= 0) {
            return CompletableFuture.completedFuture(all);
        }
        return client.history(conversation, before, Math.min(missing, 200))
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

    private CompletableFuture<Boolean> held(Consumer<CommandId> then) {
        return client.held()
                .thenApply(entries -> {
                    entries.forEach(entry -> then.accept(entry.cid()));
                    return true;
                });
    }

    private CompletableFuture<Boolean> settle(
            Reply reply, Function<Answer, CompletableFuture<Boolean>> then) {
        return switch (reply) {
            case Reply.Done(Answer answer) -> then.apply(answer);
            case Reply.Denied(Refused refused) -> refuse(words(refused));
            case Reply.Lost(String words) -> refuse(words);
        };
    }

    /// The server's words, with the number small behind them.
    static String words(Refused refused) {
        return refused.message() + " (" + refused.code() + ")";
    }
}
