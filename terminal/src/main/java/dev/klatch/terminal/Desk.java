package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.Reply;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Refused;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// What every verb works with: the client, what is known, and where answers are said.
record Desk(KlatchClient client, Directory directory, Output output) {
    /// It is done, and all is said.
    CompletableFuture<Boolean> done() {
        return CompletableFuture.completedFuture(true);
    }

    /// Done, in these words.
    CompletableFuture<Boolean> say(String words) {
        output.say(words);
        return done();
    }

    /// Not done, for this reason.
    CompletableFuture<Boolean> refuse(String words) {
        output.problem(words);
        return CompletableFuture.completedFuture(false);
    }

    /// Not done: it was not understood.
    CompletableFuture<Boolean> usage(String usage) {
        return refuse("Write it as " + usage + ".");
    }

    /// Shows what was said before.
    void show(List<Event> events) {
        for (Event event : events) {
            output.event(new ClientEvent.Happened(event, ClientEvent.Origin.HISTORY));
        }
    }

    /// Goes on with the conversation where one is.
    CompletableFuture<Boolean> here(Function<ConversationId, CompletableFuture<Boolean>> then) {
        ConversationId place = directory.placeId();
        return place == null ? refuse("There is no connection.") : then.apply(place);
    }

    /// Goes on with an answer; a refusal or a lost connection is said.
    CompletableFuture<Boolean> settle(
            Reply reply, Function<Answer, CompletableFuture<Boolean>> then) {
        return switch (reply) {
            case Reply.Done(Answer answer) -> {
                output.answer(answer);
                yield then.apply(answer);
            }
            case Reply.Denied(Refused refused) -> refuse(words(refused));
            case Reply.Lost(String words) -> refuse(words);
        };
    }

    /// Says these words when it is done, and otherwise why it is not.
    CompletableFuture<Boolean> settled(CompletableFuture<Reply> reply, String words) {
        return reply.thenCompose(known -> settle(known, _ -> say(words)));
    }

    /// The server's words, with the number small behind them.
    static String words(Refused refused) {
        return refused.message() + " (" + refused.code() + ")";
    }
}
