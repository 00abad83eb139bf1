package dev.klatch.client;

import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.Availability;
import dev.klatch.protocol.ChangePassword;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.LastSeen;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SessionId;
import dev.klatch.protocol.Utf8;
import java.util.concurrent.CompletableFuture;

/// Oneself: the profile that others see, the sessions, invites that one was given; and the profiles
/// of others. From any thread; the answers come on the client's loop.
public final class Account {
    private final Orders orders;

    Account(Orders orders) {
        this.orders = orders;
    }

    /// Shows this name beside one's own; empty: none.
    public CompletableFuture<Reply> displayName(String name) {
        return orders.ask(ref -> new AccountFrame.SetProfile(ref, name, null, null, null));
    }

    /// Says this of oneself; empty: nothing.
    public CompletableFuture<Reply> status(String words) {
        return orders.ask(ref -> new AccountFrame.SetProfile(ref, null, words, null, null));
    }

    /// Wants to be seen so.
    public CompletableFuture<Reply> availability(Availability availability) {
        return orders.ask(ref -> new AccountFrame.SetProfile(ref, null, null, availability, null));
    }

    /// Whether others see when one was last here.
    public CompletableFuture<Reply> lastSeen(LastSeen lastSeen) {
        return orders.ask(ref -> new AccountFrame.SetProfile(ref, null, null, null, lastSeen));
    }

    /// What the person of this name shows. Answer: `profile`.
    public CompletableFuture<Reply> profile(String name) {
        return orders.ask(ref -> new AccountFrame.ReadProfile(ref, null, name));
    }

    /// What this person shows. Answer: `profile`.
    public CompletableFuture<Reply> profile(PersonId person) {
        return orders.ask(ref -> new AccountFrame.ReadProfile(ref, person, null));
    }

    /// One's own sessions. Answer: `sessions`.
    public CompletableFuture<Reply> sessions() {
        return orders.ask(AccountFrame.ListSessions::new);
    }

    /// Ends one of one's own sessions.
    public CompletableFuture<Reply> endSession(SessionId session) {
        return orders.ask(ref -> new AccountFrame.EndSession(ref, session));
    }

    /// Ends all of one's own sessions but this one.
    public CompletableFuture<Reply> endOtherSessions() {
        return orders.ask(AccountFrame.EndOtherSessions::new);
    }

    /// Another password takes the place of the current one; all other sessions of one's own end.
    /// [Reply.Lost] if the server was not heard: then it may be done or not.
    public CompletableFuture<Reply> changePassword(String current, String another) {
        return isTooLong(current) || isTooLong(another)
                ? tooLong()
                : orders.account(new ChangePassword(current, another));
    }

    private static boolean isTooLong(String password) {
        return Utf8.length(password) > Limits.PASSWORD_BYTES;
    }

    private static CompletableFuture<Reply> tooLong() {
        Refused refused = Refused.of(0, Refusal.PASSWORD_INVALID);
        return CompletableFuture.completedFuture(
                new Reply.Denied(refused.about("password", (long) Limits.PASSWORD_BYTES)));
    }

    /// Closes the account for ever: its name is never free again, and what one said stays, as of a
    /// deleted account, or is erased in the minutes after it. All own sessions end.
    public CompletableFuture<Reply> delete(String password, DeleteAccount.Messages messages) {
        return isTooLong(password)
                ? tooLong()
                : orders.account(new DeleteAccount(password, messages));
    }

    /// Uses an invite that one was given: enters its room, takes its role.
    public CompletableFuture<Reply> redeem(String code) {
        return orders.ask(ref -> new AccountFrame.RedeemInvite(ref, code));
    }
}
