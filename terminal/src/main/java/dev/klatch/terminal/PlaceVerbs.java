package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.client.Reply;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Newcomers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Rooms, and where one is: listing, entering, making, leaving, going from one to the other.
final class PlaceVerbs {
    private static final Set<String> OPTIONS = Set.of("private", "from-joining", "announcement");

    private final Desk desk;
    private final Talk talk;
    private final ReadVerbs reading;

    PlaceVerbs(Desk desk, Talk talk, ReadVerbs reading) {
        this.desk = desk;
        this.talk = talk;
        this.reading = reading;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("rooms list", "", "lists the rooms", _ -> rooms(null)),
                Verb.of("join j", "ROOM", "enters a room and goes there", this::join)
                        .offering(Verb.Offer.ROOM),
                Verb.of(
                        "create",
                        "ROOM [--private] [--announcement] [--from-joining] [--topic TEXT]",
                        "makes a room and goes there",
                        this::create),
                Verb.of("leave part", "[ROOM]", "leaves a room for good", this::leave)
                        .offering(Verb.Offer.PLACE),
                Verb.of(
                                "go g",
                                "NAME or NUMBER",
                                "your lines go there from now on (also Alt+1 to Alt+9)",
                                this::go)
                        .offering(Verb.Offer.PLACE),
                Verb.of(
                        "next n",
                        "",
                        "goes to where something is unread (also Alt+n)",
                        this::next));
    }

    private CompletableFuture<Boolean> create(String typed) {
        List<String> parts = List.of(typed.split("(?:^|\\s+)--", -1));
        String name = parts.getFirst().strip();
        List<String> options = parts.subList(1, parts.size());
        String topic = null;
        for (String option : options) {
            if (option.startsWith("topic ")) {
                topic = option.substring("topic ".length()).strip();
            } else if (!OPTIONS.contains(option.strip())) {
                return desk.usage("/create ROOM --private --from-joining --topic TEXT");
            }
        }
        if (name.isEmpty()) {
            return desk.usage("/create ROOM");
        }
        String about = topic;
        return desk.client()
                .command((ref, cid, epoch) ->
                        new ConversationFrame.CreateRoom(
                                ref,
                                cid,
                                epoch,
                                name,
                                about,
                                null,
                                options.contains("private") ? Access.PRIVATE : null,
                                options.contains("from-joining") ? Newcomers.FROM_JOINING : null,
                                options.contains("announcement") ? true : null))
                .thenCompose(reply -> entered(reply, name, "You made "));
    }

    private CompletableFuture<Boolean> entered(Reply reply, String name, String words) {
        return desk.settle(
                reply,
                answer -> {
                    if (answer instanceof Answer.Accepted accepted) {
                        desk.directory().publicRoom(accepted.conversation(), name);
                        desk.directory().go(accepted.conversation());
                        desk.output().say(words + name + ". Your lines go there now.");
                        return reading.before(accepted.conversation(), accepted.seq());
                    }
                    return desk.done();
                });
    }

    private CompletableFuture<Boolean> join(String name) {
        if (name.isEmpty()) {
            return desk.usage("/join ROOM");
        }
        Optional<ConversationId> own = desk.directory().ownRoom(name);
        if (own.isPresent()) {
            return arrive(own.get());
        }
        return findRoom(name, null)
                .thenCompose(room -> {
                    if (room.isEmpty()) {
                        return desk.refuse(noRoom(name));
                    }
                    return desk.client()
                            .join(room.get())
                            .thenCompose(reply -> entered(reply, name, "You joined "));
                });
    }

    private String noRoom(String name) {
        return desk.directory().connected()
                ? "There is no room called " + name + ". /rooms lists them."
                : "There is no connection, so " + name + " cannot be entered now.";
    }

    private CompletableFuture<Optional<ConversationId>> findRoom(
            String name, @Nullable String after) {
        return desk.client()
                .rooms(after)
                .thenCompose(reply -> {
                    if (!(reply instanceof Reply.Done(Answer.Rooms page))) {
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    page.rooms()
                            .forEach(r -> desk.directory().publicRoom(r.conversation(), r.name()));
                    Optional<ConversationId> found = desk.directory().publicRoom(name);
                    return found.isPresent() || page.after() == null
                            ? CompletableFuture.completedFuture(found)
                            : findRoom(name, page.after());
                });
    }

    private CompletableFuture<Boolean> go(String name) {
        if (name.isEmpty()) {
            return desk.usage("/go ROOM, /go PERSON or /go everyone");
        }
        Optional<ConversationId> room = desk.directory().conversation(name);
        if (room.isEmpty() && name.matches("[1-9][0-9]?")) {
            room = desk.directory().numbered(Integer.parseInt(name));
        }
        if (room.isPresent()) {
            return arrive(room.get());
        }
        return talk.receiver(name)
                .thenCompose(found -> {
                    if (found.isPresent()
                            && found.get() instanceof Addressee.Conversation(var id)) {
                        return arrive(id);
                    }
                    return findRoom(name, null)
                            .thenCompose(known -> desk.refuse(nowhere(name, known)));
                });
    }

    /// Goes to the conversation of this number in the bar, 1 to 9; nothing if there is none.
    CompletableFuture<Boolean> goTo(int number) {
        return desk.directory().numbered(number).map(this::arrive).orElseGet(desk::done);
    }

    private String nowhere(String name, Optional<ConversationId> room) {
        if (room.isPresent()) {
            return "You are not in " + name + ". /join " + name + " enters it.";
        }
        return desk.directory().connected()
                ? "There is no room and no person called " + name + "."
                : "There is no connection, so " + name + " cannot be found now.";
    }

    /// Goes to where something is unread: what names one first.
    CompletableFuture<Boolean> next(String nothing) {
        return desk.directory()
                .unread()
                .map(this::arrive)
                .orElseGet(() -> desk.say("Everything is read."));
    }

    private CompletableFuture<Boolean> arrive(ConversationId conversation) {
        int unread = desk.directory().go(conversation);
        desk.output()
                .say(
                        "Your lines go to "
                                + desk.directory().nameOf(conversation)
                                + " now."
                                + (unread == 0 ? "" : " " + unread + " unread."));
        return reading.lately(conversation, unread)
                .thenCompose(_ -> reading.markRead(conversation));
    }

    private CompletableFuture<Boolean> leave(String name) {
        Optional<ConversationId> room =
                name.isEmpty()
                        ? Optional.ofNullable(desk.directory().placeId())
                        : desk.directory().ownRoom(name);
        if (room.isEmpty()) {
            return desk.refuse("You are in no room called " + name + ".");
        }
        String called = desk.directory().nameOf(room.get());
        return desk.settled(desk.client().leave(room.get()), "You left " + called + ".");
    }

    private CompletableFuture<Boolean> rooms(@Nullable String after) {
        return desk.client()
                .rooms(after)
                .thenCompose(reply ->
                        desk.settle(
                                reply,
                                answer ->
                                        answer instanceof Answer.Rooms page
                                                ? list(page, after == null)
                                                : desk.done()));
    }

    private CompletableFuture<Boolean> list(Answer.Rooms page, boolean first) {
        if (first) {
            desk.output().say("  everyone");
        }
        for (Answer.Room room : page.rooms()) {
            desk.directory().publicRoom(room.conversation(), room.name());
            String people = room.people() == 1 ? "1 person" : room.people() + " people";
            String mine = room.joined() ? ", you are in it" : "";
            // The server writes read marks down a moment later: what is read here counts.
            int unread =
                    room.joined() ? desk.directory().unread(room.conversation()).messages() : 0;
            String fresh = unread == 0 ? "" : ", " + unread + " unread";
            String about = room.topic() == null ? "" : "  " + room.topic();
            if (!room.conversation().equals(desk.directory().everyone())) {
                desk.output().say("  " + room.name() + " (" + people + mine + fresh + ")" + about);
            }
        }
        return page.after() == null ? desk.done() : rooms(page.after());
    }
}
