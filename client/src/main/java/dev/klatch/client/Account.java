package dev.klatch.client;

import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.Availability;
import dev.klatch.protocol.LastSeen;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.SessionId;
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

    /// Uses an invite that one was given: enters its room, takes its role.
    public CompletableFuture<Reply> redeem(String code) {
        return orders.ask(ref -> new AccountFrame.RedeemInvite(ref, code));
    }
}
