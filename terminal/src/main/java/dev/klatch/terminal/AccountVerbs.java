package dev.klatch.terminal;

import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Availability;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.LastSeen;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What others see of me, and where I am signed in.
final class AccountVerbs {
    private final Desk desk;
    private List<SessionId> listed = List.of();

    AccountVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("status", "[TEXT]", "says what you are doing; alone: nothing", this::status)
                        .offering(Verb.Offer.TEXT),
                Verb.of("away", "[TEXT]", "shows you as away", t -> be(Availability.AWAY, t))
                        .offering(Verb.Offer.TEXT),
                Verb.of(
                                "dnd",
                                "[TEXT]",
                                "shows that you do not want to be disturbed",
                                t -> be(Availability.DO_NOT_DISTURB, t))
                        .offering(Verb.Offer.TEXT),
                Verb.of("back", "", "shows you as here again", _ -> be(Availability.HERE, "")),
                Verb.of("display", "[NAME]", "shows another name beside yours", this::display)
                        .offering(Verb.Offer.TEXT),
                Verb.of("last-seen", "on|off", "shows when you were here last", this::lastSeen)
                        .offering(Verb.Offer.SWITCH),
                Verb.of("sessions", "", "lists where you are signed in", _ -> sessions()),
                Verb.of("end-session", "NUMBER or others", "signs you out there", this::endSession),
                Verb.of("redeem", "CODE", "uses an invite", this::redeem),
                Verb.of("password", "", "changes your password; asks for it", _ -> password()),
                Verb.of(
                        "delete-account",
                        "",
                        "closes your account for ever; asks before",
                        _ -> deleteAccount()));
    }

    private CompletableFuture<Boolean> profile(
            @Nullable String status, @Nullable Availability availability, String words) {
        return desk.settled(
                desk.client()
                        .ask(ref ->
                                new AccountFrame.SetProfile(ref, null, status, availability, null)),
                words);
    }

    private CompletableFuture<Boolean> status(String text) {
        String status = text.strip();
        return profile(
                status, null, status.isEmpty() ? "Your status is gone." : "Your status: " + status);
    }

    private CompletableFuture<Boolean> be(Availability availability, String text) {
        String status = text.strip();
        boolean here = availability == Availability.HERE;
        return profile(
                status.isEmpty() && !here ? null : status,
                availability,
                "You are shown as " + Wording.word(availability) + ".");
    }

    private CompletableFuture<Boolean> display(String text) {
        String name = text.strip();
        return desk.settled(
                desk.client().ask(ref -> new AccountFrame.SetProfile(ref, name, null, null, null)),
                name.isEmpty() ? "Only your name is shown." : "Others see " + name + ".");
    }

    private CompletableFuture<Boolean> lastSeen(String typed) {
        LastSeen shown =
                switch (typed) {
                    case "on" -> LastSeen.SHOWN;
                    case "off" -> LastSeen.HIDDEN;
                    default -> null;
                };
        if (shown == null) {
            return desk.usage("/last-seen on or /last-seen off");
        }
        return desk.settled(
                desk.client().ask(ref -> new AccountFrame.SetProfile(ref, null, null, null, shown)),
                shown == LastSeen.SHOWN
                        ? "Others see when you were here last."
                        : "Nobody sees when you were here last.");
    }

    private CompletableFuture<Boolean> sessions() {
        return desk.client()
                .ask(AccountFrame.ListSessions::new)
                .thenCompose(reply -> desk.settle(reply, this::told));
    }

    private synchronized CompletableFuture<Boolean> told(Answer answer) {
        if (answer instanceof Answer.Sessions all) {
            listed = all.sessions().stream().map(Answer.SessionLine::session).toList();
            int number = 1;
            for (Answer.SessionLine line : all.sessions()) {
                desk.output()
                        .say(
                                "  %d  %s, since %s, last %s%s"
                                        .formatted(
                                                number++,
                                                line.device(),
                                                Wording.time(line.made()),
                                                Wording.time(line.used()),
                                                line.current() ? " (this one)" : ""));
            }
        }
        return desk.done();
    }

    private synchronized CompletableFuture<Boolean> endSession(String which) {
        if (which.equals("others")) {
            return desk.settled(
                    desk.client().ask(AccountFrame.EndOtherSessions::new),
                    "You are signed in here only.");
        }
        int number = which.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(which) : 0;
        if (number < 1 || number > listed.size()) {
            return desk.refuse("/sessions lists them with their numbers.");
        }
        SessionId session = listed.get(number - 1);
        return desk.settled(
                desk.client().ask(ref -> new AccountFrame.EndSession(ref, session)),
                "You are signed out there.");
    }

    private CompletableFuture<Boolean> password() {
        if (isGuest()) {
            return desk.refuse("A guest has no password.");
        }
        String current = desk.output().askSecretly("Your password of now:");
        String another = current == null ? null : desk.output().askSecretly("Your new password:");
        if (current == null || another == null || another.isEmpty()) {
            return desk.refuse("Nothing was changed. /password asks, at a terminal.");
        }
        if (!another.equals(desk.output().askSecretly("The new one once more:"))) {
            return desk.refuse("These were two different ones. Nothing was changed.");
        }
        return desk.settled(
                desk.client().account().changePassword(current, another),
                "Your password is another one now. You are signed out everywhere else.");
    }

    private boolean isGuest() {
        var me = desk.directory().me();
        return me == null || me.role() == Role.GUEST;
    }

    /// What stays and what goes is said before, and nothing is done without the password.
    private CompletableFuture<Boolean> deleteAccount() {
        if (isGuest()) {
            return desk.refuse("A guest has no account. exit leaves, and the name is free.");
        }
        Output output = desk.output();
        output.say("Your account is closed for ever: nobody can sign in with it again, and its");
        output.say("name is never free again. Your profile, drafts and favourites are deleted.");
        output.say("What you said stays where you said it, as of a deleted account, unless you");
        output.say("have it erased; that takes some minutes.");
        String typed = output.ask("keep or erase what you said (Enter: do nothing):");
        DeleteAccount.Messages messages =
                switch (typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT)) {
                    case "keep" -> DeleteAccount.Messages.KEEP;
                    case "erase" -> DeleteAccount.Messages.ERASE;
                    default -> null;
                };
        String password =
                messages == null ? null : output.askSecretly("Your password, to close it:");
        if (messages == null || password == null || password.isEmpty()) {
            return desk.refuse("Nothing was done. /delete-account asks, at a terminal.");
        }
        return desk.settled(
                desk.client().account().delete(password, messages),
                "Your account is closed. exit leaves Klatch.");
    }

    private CompletableFuture<Boolean> redeem(String code) {
        return code.isEmpty()
                ? desk.usage("/redeem CODE")
                : desk.settled(
                        desk.client().ask(ref -> new AccountFrame.RedeemInvite(ref, code)),
                        "The invite is used.");
    }
}
