package dev.klatch.terminal;

import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Availability;
import dev.klatch.protocol.LastSeen;
import dev.klatch.protocol.SessionId;
import java.util.List;
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
                Verb.of("redeem", "CODE", "uses an invite", this::redeem));
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

    private CompletableFuture<Boolean> redeem(String code) {
        return code.isEmpty()
                ? desk.usage("/redeem CODE")
                : desk.settled(
                        desk.client().ask(ref -> new AccountFrame.RedeemInvite(ref, code)),
                        "The invite is used.");
    }
}
