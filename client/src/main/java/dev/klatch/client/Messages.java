package dev.klatch.client;

import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What can be done with messages that are there, and how they are found. A message is a place: a
/// conversation and a seq. From any thread; the answers come on the client's loop.
public final class Messages {
    private final Orders orders;

    Messages(Orders orders) {
        this.orders = orders;
    }

    /// Says an own message anew; the server looks for `@name` in the text.
    public CompletableFuture<Reply> edit(MessageFrame.Place message, String text) {
        return edit(message, text, null);
    }

    /// Says an own message anew, naming these people and no others.
    public CompletableFuture<Reply> edit(
            MessageFrame.Place message, String text, @Nullable List<PersonId> mentions) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.Edit(
                        ref, cid, epoch, message.conversation(), message.seq(), text, mentions));
    }

    /// Erases a message, an own one or, as a moderator, any.
    public CompletableFuture<Reply> delete(MessageFrame.Place message) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.Delete(ref, cid, epoch, message.conversation(), message.seq()));
    }

    /// Puts an emoji or a short word under a message.
    public CompletableFuture<Reply> react(MessageFrame.Place message, String reaction) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.React(
                        ref, cid, epoch, message.conversation(), message.seq(), reaction, true));
    }

    /// Takes one's own reaction away.
    public CompletableFuture<Reply> takeBack(MessageFrame.Place message, String reaction) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.React(
                        ref, cid, epoch, message.conversation(), message.seq(), reaction, false));
    }

    /// Pins a message for all.
    public CompletableFuture<Reply> pin(MessageFrame.Place message) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.Pin(ref, cid, epoch, message.conversation(), message.seq(), true));
    }

    /// Takes the pin out.
    public CompletableFuture<Reply> unpin(MessageFrame.Place message) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.Pin(
                        ref, cid, epoch, message.conversation(), message.seq(), false));
    }

    /// Says in a conversation what was said at another place.
    public CompletableFuture<Reply> forward(MessageFrame.Place message, ConversationId to) {
        return orders.command(
                (ref, cid, epoch) -> new MessageFrame.Forward(ref, cid, epoch, to, message));
    }

    /// Asks the other one of a direct conversation for a game of tic-tac-toe.
    public CompletableFuture<Reply> challenge(ConversationId direct) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.Play(ref, cid, epoch, direct, GameAction.CHALLENGE, null, null));
    }

    /// Takes a square of a game, 1 to 9 in reading order; `game` is the seq of its challenge.
    public CompletableFuture<Reply> move(ConversationId direct, long game, long square) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.Play(ref, cid, epoch, direct, GameAction.MOVE, game, square));
    }

    /// Accepts, declines or resigns a game, or asks for another one after it.
    public CompletableFuture<Reply> play(ConversationId direct, long game, GameAction action) {
        return orders.command((ref, cid, epoch) ->
                new MessageFrame.Play(ref, cid, epoch, direct, action, game, null));
    }

    /// A page of what was said just before a seq, as it reads now. Answer: `history`.
    public CompletableFuture<Reply> before(ConversationId conversation, long seq, long most) {
        return orders.ask(ref -> new MessageFrame.ReadHistory(ref, conversation, seq, null, most));
    }

    /// A page of what was said just after a seq, as it reads now. Answer: `history`.
    public CompletableFuture<Reply> after(ConversationId conversation, long seq, long most) {
        return orders.ask(ref -> new MessageFrame.ReadHistory(ref, conversation, null, seq, most));
    }

    /// The answers in a thread after a seq (0: from the first). Answer: `history`.
    public CompletableFuture<Reply> thread(MessageFrame.Place root, long after) {
        return orders.ask(
                ref -> new MessageFrame.ReadThread(ref, root.conversation(), root.seq(), after));
    }

    /// All texts that a message had. Answer: `versions`.
    public CompletableFuture<Reply> versions(MessageFrame.Place message) {
        return orders.ask(
                ref -> new MessageFrame.ReadVersions(ref, message.conversation(), message.seq()));
    }

    /// The pinned messages of a conversation. Answer: `history`.
    public CompletableFuture<Reply> pins(ConversationId conversation) {
        return orders.ask(ref -> new MessageFrame.ListPins(ref, conversation));
    }

    /// Messages that one may read, best first: in one conversation, or (null) everywhere. `after`
    /// comes from the page before. Answer: `found`.
    public CompletableFuture<Reply> search(
            String query, @Nullable ConversationId conversation, @Nullable String after) {
        return orders.ask(ref -> new MessageFrame.Search(ref, query, conversation, after));
    }

    /// The first event at or after a time, in milliseconds since 1970. Answer: `place`.
    public CompletableFuture<Reply> at(ConversationId conversation, long time) {
        return orders.ask(ref -> new MessageFrame.FindTime(ref, conversation, time));
    }

    /// Tells the moderators of a message.
    public CompletableFuture<Reply> report(MessageFrame.Place message, String reason) {
        return orders.ask(ref ->
                new AdministrationFrame.Report(ref, message.conversation(), message.seq(), reason));
    }
}
