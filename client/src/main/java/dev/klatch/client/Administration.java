package dev.klatch.client;

import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignUpMode;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// For those who run a server. From any thread; the answers come on the client's loop.
public final class Administration {
    private final Orders orders;

    Administration(Orders orders) {
        this.orders = orders;
    }

    /// Gives an account a role.
    public CompletableFuture<Reply> role(PersonId person, Role role) {
        return orders.ask(ref -> new AdministrationFrame.SetRole(ref, person, role));
    }

    /// Keeps somebody out of the server.
    public CompletableFuture<Reply> ban(PersonId person, @Nullable String reason) {
        return orders.ask(ref -> new AdministrationFrame.BanPerson(ref, person, reason));
    }

    /// Lets somebody sign in again.
    public CompletableFuture<Reply> unban(PersonId person) {
        return orders.ask(ref -> new AdministrationFrame.UnbanPerson(ref, person));
    }

    /// Lets somebody write nowhere but in direct conversations for so many minutes; 0 ends it.
    public CompletableFuture<Reply> mute(PersonId person, long minutes) {
        return orders.ask(ref -> new AdministrationFrame.MutePerson(ref, person, minutes));
    }

    /// Ends the sessions of somebody, who may come again.
    public CompletableFuture<Reply> kick(PersonId person) {
        return orders.ask(ref -> new AdministrationFrame.KickPerson(ref, person));
    }

    /// Makes an invite; null stands for the usual: one use, 168 hours, as a member, into no room.
    /// Answer: `invite`.
    public CompletableFuture<Reply> invite(
            @Nullable Role role,
            @Nullable Long uses,
            @Nullable Long hours,
            @Nullable ConversationId room) {
        return orders.ask(ref -> new AdministrationFrame.MakeInvite(ref, role, uses, hours, room));
    }

    /// A page of the invites that can still be used. Answer: `invites`.
    public CompletableFuture<Reply> invites(@Nullable String after) {
        return orders.ask(ref -> new AdministrationFrame.ListInvites(ref, after));
    }

    /// Ends an invite.
    public CompletableFuture<Reply> revoke(InviteId invite) {
        return orders.ask(ref -> new AdministrationFrame.RevokeInvite(ref, invite));
    }

    /// Says who may make an account.
    public CompletableFuture<Reply> signUp(SignUpMode mode) {
        return orders.ask(ref -> new AdministrationFrame.SetSignUp(ref, mode, null));
    }

    /// Guests may come from here on.
    public CompletableFuture<Reply> letGuestsIn() {
        return orders.ask(ref -> new AdministrationFrame.SetSignUp(ref, null, true));
    }

    /// No more guests come from here on.
    public CompletableFuture<Reply> keepGuestsOut() {
        return orders.ask(ref -> new AdministrationFrame.SetSignUp(ref, null, false));
    }

    /// A page of the open reports, oldest first. Answer: `reports`.
    public CompletableFuture<Reply> reports(@Nullable String after) {
        return orders.ask(ref -> new AdministrationFrame.ListReports(ref, after));
    }

    /// Closes a report.
    public CompletableFuture<Reply> settle(ReportId report, @Nullable String note) {
        return orders.ask(ref -> new AdministrationFrame.SettleReport(ref, report, note));
    }

    /// A page of what those who run the server did, newest first. Answer: `audit`.
    public CompletableFuture<Reply> audit(@Nullable String after) {
        return orders.ask(ref -> new AdministrationFrame.ListAudit(ref, after));
    }
}
