package dev.klatch.client;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationFrame.ChangeConversation;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.PersonId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Making, entering, leaving, changing and listing conversations. From any thread; the answers come
/// on the client's loop.
public final class Conversations {
    private final Orders orders;

    Conversations(Orders orders) {
        this.orders = orders;
    }

    /// Makes a room and enters it.
    public CompletableFuture<Reply> create(NewRoom room) {
        return orders.command((ref, cid, epoch) ->
                new ConversationFrame.CreateRoom(
                        ref,
                        cid,
                        epoch,
                        room.name(),
                        room.topic(),
                        room.description(),
                        room.access(),
                        room.newcomers(),
                        room.announcement()));
    }

    /// Makes a group of these people, by name, and oneself: at least three in all.
    public CompletableFuture<Reply> createGroup(String name, List<String> people) {
        return orders.command((ref, cid, epoch) ->
                new ConversationFrame.CreateGroup(ref, cid, epoch, name, people));
    }

    /// Enters a public room.
    public CompletableFuture<Reply> join(ConversationId room) {
        return orders.command(
                (ref, cid, epoch) -> new ConversationFrame.Join(ref, cid, epoch, room));
    }

    /// Leaves a room or group for good.
    public CompletableFuture<Reply> leave(ConversationId conversation) {
        return orders.command(
                (ref, cid, epoch) -> new ConversationFrame.Leave(ref, cid, epoch, conversation));
    }

    /// Opens the direct conversation with the person of this name.
    public CompletableFuture<Reply> openDirect(String name) {
        return orders.command(
                (ref, cid, epoch) -> new ConversationFrame.OpenDirect(ref, cid, epoch, null, name));
    }

    /// Opens the direct conversation with this person.
    public CompletableFuture<Reply> openDirect(PersonId person) {
        return orders.command((ref, cid, epoch) ->
                new ConversationFrame.OpenDirect(ref, cid, epoch, person, null));
    }

    /// Gives a room or group another title.
    public CompletableFuture<Reply> rename(ConversationId conversation, String title) {
        return change(conversation, now -> now.title = title);
    }

    /// Says what it is about, in a line; empty: nothing.
    public CompletableFuture<Reply> topic(ConversationId conversation, String topic) {
        return change(conversation, now -> now.topic = topic);
    }

    /// Says what it is about, at length; empty: nothing.
    public CompletableFuture<Reply> describe(ConversationId conversation, String description) {
        return change(conversation, now -> now.description = description);
    }

    /// Says who may enter a room.
    public CompletableFuture<Reply> open(ConversationId conversation, Access access) {
        return change(conversation, now -> now.access = access);
    }

    /// Says what newcomers may read.
    public CompletableFuture<Reply> history(ConversationId conversation, Newcomers newcomers) {
        return change(conversation, now -> now.newcomers = newcomers);
    }

    /// Only owners and moderators write from here on.
    public CompletableFuture<Reply> announceOnly(ConversationId conversation) {
        return change(conversation, now -> now.announcement = true);
    }

    /// All members write again.
    public CompletableFuture<Reply> letAllWrite(ConversationId conversation) {
        return change(conversation, now -> now.announcement = false);
    }

    /// So many seconds between two messages of a member, at most 3,600; 0 ends it.
    public CompletableFuture<Reply> slow(ConversationId conversation, long seconds) {
        return change(conversation, now -> now.slow = seconds);
    }

    /// Nobody writes from here on.
    public CompletableFuture<Reply> archive(ConversationId conversation) {
        return change(conversation, now -> now.archived = true);
    }

    /// It is written in again.
    public CompletableFuture<Reply> unarchive(ConversationId conversation) {
        return change(conversation, now -> now.archived = false);
    }

    /// What shall be otherwise: what is null stays.
    private static final class Change {
        @Nullable String title;
        @Nullable String topic;
        @Nullable String description;
        @Nullable Access access;
        @Nullable Newcomers newcomers;
        @Nullable Boolean announcement;
        @Nullable Long slow;
        @Nullable Boolean archived;
    }

    private CompletableFuture<Reply> change(ConversationId conversation, Consumer<Change> what) {
        Change change = new Change();
        what.accept(change);
        return orders.command((ref, cid, epoch) ->
                new ChangeConversation(
                        ref,
                        cid,
                        epoch,
                        conversation,
                        change.title,
                        change.topic,
                        change.description,
                        change.access,
                        change.newcomers,
                        change.announcement,
                        change.slow,
                        change.archived));
    }

    /// All that is known of a conversation that one is in. Answer: `conversation`.
    public CompletableFuture<Reply> read(ConversationId conversation) {
        return orders.ask(ref -> new ConversationFrame.ReadConversation(ref, conversation));
    }

    /// A page of the public rooms, the first or the one after a cursor. Answer: `rooms`.
    public CompletableFuture<Reply> rooms(@Nullable String after) {
        return orders.ask(ref -> new ConversationFrame.ListRooms(ref, after));
    }
}
