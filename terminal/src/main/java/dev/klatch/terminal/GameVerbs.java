package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.MessageFrame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Tic-tac-toe with somebody, in the private conversation with them. The server keeps the game and
/// its rules; here is only what is typed.
final class GameVerbs {
    private static final String USAGE =
            "/ttt NAME asks for a game; /ttt 1 to 9, /ttt yes, /ttt no, /ttt resign, /ttt again";

    private final Desk desk;
    private final Talk talk;

    GameVerbs(Desk desk, Talk talk) {
        this.desk = desk;
        this.talk = talk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of(
                                "ttt",
                                "NAME or SQUARE",
                                "tic-tac-toe: "
                                        + USAGE.replace("/ttt NAME asks for a game; ", "")
                                        + " (also: !TTT NAME)",
                                this::play)
                        .offering(Verb.Offer.PERSON));
    }

    private CompletableFuture<Boolean> play(String typed) {
        if (typed.isEmpty()) {
            return desk.usage(USAGE);
        }
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "yes", "accept" -> step(GameAction.ACCEPT, null);
            case "no", "decline" -> step(GameAction.DECLINE, null);
            case "resign" -> step(GameAction.RESIGN, null);
            case "again", "rematch" -> step(GameAction.REMATCH, null);
            case "1", "2", "3", "4", "5", "6", "7", "8", "9" ->
                    step(GameAction.MOVE, Long.valueOf(typed));
            default -> challenge(typed);
        };
    }

    private CompletableFuture<Boolean> challenge(String name) {
        return talk.receiver(name)
                .thenCompose(found ->
                        found.isPresent() && found.get() instanceof Addressee.Conversation(var id)
                                ? send(id, GameAction.CHALLENGE, null, null)
                                : desk.refuse("Nobody is called " + name + "."));
    }

    /// A step of the game that was seen last: where one is, or anywhere.
    private CompletableFuture<Boolean> step(GameAction action, @Nullable Long square) {
        Optional<Event.Played> game = desk.directory().games().last(desk.directory().placeId());
        return game.isPresent()
                ? send(game.get().conversation(), action, game.get().game(), square)
                : desk.refuse("There is no game. /ttt NAME asks somebody for one.");
    }

    private CompletableFuture<Boolean> send(
            ConversationId conversation,
            GameAction action,
            @Nullable Long game,
            @Nullable Long square) {
        return desk.client()
                .command((ref, cid, epoch) ->
                        new MessageFrame.Play(ref, cid, epoch, conversation, action, game, square))
                .thenCompose(reply -> desk.settle(reply, _ -> desk.done()));
    }
}
