package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MemberFrame;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Standing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who is in a conversation and as what. From any thread; the answers come on the client's loop.
public final class Members {
    private final Orders orders;

    Members(Orders orders) {
        this.orders = orders;
    }

    /// Brings people into a room or group.
    public CompletableFuture<Reply> invite(ConversationId conversation, List<PersonId> people) {
        return orders.command(
                (ref, cid, epoch) -> new MemberFrame.Invite(ref, cid, epoch, conversation, people));
    }

    /// Takes somebody out; they may come again.
    public CompletableFuture<Reply> remove(ConversationId conversation, PersonId person) {
        return orders.command(
                (ref, cid, epoch) -> new MemberFrame.Remove(ref, cid, epoch, conversation, person));
    }

    /// Takes somebody out, or keeps them out: they may not come (again).
    public CompletableFuture<Reply> ban(ConversationId conversation, PersonId person) {
        return orders.command(
                (ref, cid, epoch) -> new MemberFrame.Ban(ref, cid, epoch, conversation, person));
    }

    /// Lets somebody come again.
    public CompletableFuture<Reply> unban(ConversationId conversation, PersonId person) {
        return orders.command(
                (ref, cid, epoch) -> new MemberFrame.Unban(ref, cid, epoch, conversation, person));
    }

    /// Lets somebody read but not write for so many minutes; 0 ends it.
    public CompletableFuture<Reply> mute(
            ConversationId conversation, PersonId person, long minutes) {
        return orders.command((ref, cid, epoch) ->
                new MemberFrame.Mute(ref, cid, epoch, conversation, person, minutes));
    }

    /// Makes somebody owner, moderator or member.
    public CompletableFuture<Reply> promote(
            ConversationId conversation, PersonId person, Standing standing) {
        return orders.command((ref, cid, epoch) ->
                new MemberFrame.SetStanding(ref, cid, epoch, conversation, person, standing));
    }

    /// A page of the people of a conversation, by name. Answer: `members`.
    public CompletableFuture<Reply> list(ConversationId conversation, @Nullable String after) {
        return orders.ask(ref -> new MemberFrame.ListMembers(ref, conversation, after));
    }

    /// A page of the people who may not come. Answer: `people`.
    public CompletableFuture<Reply> bans(ConversationId conversation, @Nullable String after) {
        return orders.ask(ref -> new MemberFrame.ListBans(ref, conversation, after));
    }

    /// A page of the people who have read up to a seq. Answer: `people`.
    public CompletableFuture<Reply> readers(
            ConversationId conversation, long seq, @Nullable String after) {
        return orders.ask(ref -> new MemberFrame.ListReaders(ref, conversation, seq, after));
    }
}
