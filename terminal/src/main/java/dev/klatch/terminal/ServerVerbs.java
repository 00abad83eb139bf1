package dev.klatch.terminal;

import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.InviteId;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.ReportId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignUpMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// For those who run the server: invites, reports, roles, keeping people out.
final class ServerVerbs {
    private static final String FOREVER = "525600";
    private static final String USAGE =
            "/server kick, ban, unban, mute or unmute NAME, /server role NAME ROLE,"
                    + " /server sign-up open, invite or closed, /server guests on or off";

    private final Desk desk;
    private final Lookup lookup;
    private List<InviteId> invites = List.of();
    private List<ReportId> reports = List.of();

    ServerVerbs(Desk desk) {
        this.desk = desk;
        lookup = new Lookup(desk);
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of(
                        "server",
                        "WHAT [NAME]",
                        "for moderators: kick, ban, unban, mute, unmute, role, sign-up, guests",
                        this::server),
                Verb.of(
                        "new-invite",
                        "[here] [USES] [HOURS]",
                        "makes a code that lets somebody in, here: into this room",
                        this::newInvite),
                Verb.of("invites", "", "lists the codes that can still be used", _ -> invites()),
                Verb.of("revoke", "NUMBER", "ends an invite", this::revoke),
                Verb.of("reports", "", "lists what people reported", _ -> reports()),
                Verb.of("settle", "NUMBER [NOTE]", "closes a report", this::settle),
                Verb.of("audit", "", "lists what those who run the server did", _ -> audit()));
    }

    private CompletableFuture<Boolean> tell(LongFunction<ClientFrame> frame, String words) {
        return desk.settled(desk.client().ask(frame), words);
    }

    private CompletableFuture<Boolean> server(String typed) {
        int space = typed.indexOf(' ');
        String what = space < 0 ? typed : typed.substring(0, space);
        String rest = space < 0 ? "" : typed.substring(space + 1).strip();
        if (rest.isEmpty()) {
            return desk.usage(USAGE);
        }
        return switch (what.toLowerCase(Locale.ROOT)) {
            case "kick" ->
                    about(rest, p -> ref -> new AdministrationFrame.KickPerson(ref, p.person()));
            case "ban" ->
                    about(
                            rest,
                            p -> ref -> new AdministrationFrame.BanPerson(ref, p.person(), null));
            case "unban" ->
                    about(rest, p -> ref -> new AdministrationFrame.UnbanPerson(ref, p.person()));
            case "mute" -> mute(rest, FOREVER);
            case "unmute" -> mute(rest, "0");
            case "role" -> role(rest);
            case "sign-up" -> signUp(rest);
            case "guests" -> guests(rest);
            default -> desk.usage(USAGE);
        };
    }

    private CompletableFuture<Boolean> about(
            String name, Function<Person, LongFunction<ClientFrame>> frame) {
        return lookup.person(name, person -> tell(frame.apply(person), "Done."));
    }

    private CompletableFuture<Boolean> mute(String typed, String unlessSaid) {
        int last = typed.lastIndexOf(' ');
        boolean timed = last > 0 && typed.substring(last + 1).matches("[0-9]{1,6}");
        long minutes = Long.parseLong(timed ? typed.substring(last + 1) : unlessSaid);
        return about(
                timed ? typed.substring(0, last).strip() : typed,
                p -> ref -> new AdministrationFrame.MutePerson(ref, p.person(), minutes));
    }

    private CompletableFuture<Boolean> role(String typed) {
        int last = typed.lastIndexOf(' ');
        Role role = Role.parse(typed.substring(last + 1).toLowerCase(Locale.ROOT));
        if (last < 1 || role == Role.OTHER) {
            return desk.usage("/server role NAME owner, admin, moderator or member");
        }
        return about(
                typed.substring(0, last).strip(),
                p -> ref -> new AdministrationFrame.SetRole(ref, p.person(), role));
    }

    private CompletableFuture<Boolean> signUp(String typed) {
        for (SignUpMode mode : SignUpMode.values()) {
            if (mode != SignUpMode.OTHER && typed.equalsIgnoreCase(mode.name())) {
                return tell(
                        ref -> new AdministrationFrame.SetSignUp(ref, mode, null),
                        "Sign-up is " + Wording.word(mode) + " now.");
            }
        }
        return desk.usage("/server sign-up open, invite or closed");
    }

    private CompletableFuture<Boolean> guests(String typed) {
        boolean on = typed.equalsIgnoreCase("on");
        if (!on && !typed.equalsIgnoreCase("off")) {
            return desk.usage("/server guests on or off");
        }
        return tell(
                ref -> new AdministrationFrame.SetSignUp(ref, null, on),
                on ? "Guests may come in." : "Guests may not come in.");
    }

    private CompletableFuture<Boolean> newInvite(String typed) {
        List<Long> numbers = new ArrayList<>();
        ConversationId room = null;
        for (String word : typed.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (word.equals("here")) {
                room = desk.directory().placeId();
            } else if (word.matches("[0-9]{1,5}")) {
                numbers.add(Long.valueOf(word));
            } else if (!word.isEmpty()) {
                return desk.usage("/new-invite here USES HOURS");
            }
        }
        Long uses = numbers.isEmpty() ? null : numbers.get(0);
        Long hours = numbers.size() < 2 ? null : numbers.get(1);
        ConversationId where = room;
        return desk.client()
                .ask(ref -> new AdministrationFrame.MakeInvite(ref, null, uses, hours, where))
                .thenCompose(reply ->
                        desk.settle(
                                reply,
                                answer ->
                                        answer instanceof Answer.InviteMade made
                                                ? shown(made)
                                                : desk.done()));
    }

    /// The code, and the link that has it and the fingerprint, to be handed over.
    private CompletableFuture<Boolean> shown(Answer.InviteMade made) {
        String code = made.code();
        desk.output().say("The code: " + code + " (" + invite(made.line()) + ").");
        return desk.client()
                .link(code)
                .thenCompose(link -> desk.say("    " + link.text()))
                .exceptionally(_ -> true)
                .thenCompose(_ -> desk.say("It is shown this once."));
    }

    private String invite(Answer.InviteLine line) {
        ConversationId room = line.conversation();
        return Wording.count(line.uses(), "use", "uses")
                + " until "
                + Wording.time(line.expires())
                + (room == null ? "" : ", into " + desk.directory().nameOf(room));
    }

    private CompletableFuture<Boolean> invites() {
        return desk.client()
                .ask(ref -> new AdministrationFrame.ListInvites(ref, null))
                .thenCompose(reply -> desk.settle(reply, this::invitesTold));
    }

    private synchronized CompletableFuture<Boolean> invitesTold(Answer answer) {
        if (answer instanceof Answer.Invites page) {
            invites = page.invites().stream().map(Answer.InviteLine::invite).toList();
            if (page.invites().isEmpty()) {
                desk.output().say("There is none. /new-invite makes one.");
            }
            int number = 1;
            for (Answer.InviteLine line : page.invites()) {
                desk.output()
                        .say("  " + number++ + "  " + invite(line) + ", made by " + line.maker());
            }
        }
        return desk.done();
    }

    private synchronized CompletableFuture<Boolean> revoke(String number) {
        InviteId invite = numbered(invites, number);
        return invite == null
                ? desk.refuse("/invites lists them with their numbers.")
                : tell(
                        ref -> new AdministrationFrame.RevokeInvite(ref, invite),
                        "Nobody can use it any more.");
    }

    private static <T> @Nullable T numbered(List<T> all, String number) {
        int index = number.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(number) : 0;
        return index < 1 || index > all.size() ? null : all.get(index - 1);
    }

    private CompletableFuture<Boolean> reports() {
        return desk.client()
                .ask(ref -> new AdministrationFrame.ListReports(ref, null))
                .thenCompose(reply -> desk.settle(reply, this::reportsTold));
    }

    private synchronized CompletableFuture<Boolean> reportsTold(Answer answer) {
        if (answer instanceof Answer.Reports page) {
            reports = page.reports().stream().map(Answer.ReportLine::report).toList();
            if (page.reports().isEmpty()) {
                desk.output().say("Nothing is reported.");
            }
            int number = 1;
            for (Answer.ReportLine line : page.reports()) {
                desk.output()
                        .say(
                                "  %d  %s  %s#%d %s: “%s” — %s: %s"
                                        .formatted(
                                                number++,
                                                Wording.time(line.time()),
                                                desk.directory().nameOf(line.conversation()),
                                                line.target(),
                                                line.author().name(),
                                                Prose.beginning(line.text(), 60),
                                                line.reporter().name(),
                                                line.reason()));
            }
        }
        return desk.done();
    }

    private synchronized CompletableFuture<Boolean> settle(String typed) {
        int space = typed.indexOf(' ');
        String number = space < 0 ? typed : typed.substring(0, space);
        String note = space < 0 ? null : typed.substring(space + 1).strip();
        ReportId report = numbered(reports, number);
        return report == null
                ? desk.refuse("/reports lists them with their numbers.")
                : tell(
                        ref -> new AdministrationFrame.SettleReport(ref, report, note),
                        "The report is closed.");
    }

    private CompletableFuture<Boolean> audit() {
        return desk.client()
                .ask(ref -> new AdministrationFrame.ListAudit(ref, null))
                .thenCompose(reply -> desk.settle(reply, this::audited));
    }

    private CompletableFuture<Boolean> audited(Answer answer) {
        if (answer instanceof Answer.Audit page) {
            for (Answer.AuditEntry entry : page.entries().reversed()) {
                String whom = entry.whom() == null ? "" : " " + entry.whom();
                desk.output()
                        .say(
                                "  "
                                        + Wording.time(entry.time())
                                        + "  "
                                        + entry.who()
                                        + ": "
                                        + entry.what()
                                        + whom);
            }
        }
        return desk.done();
    }
}
