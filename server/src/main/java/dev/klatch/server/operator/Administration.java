package dev.klatch.server.operator;

import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignUpMode;
import dev.klatch.server.operator.Phrase.Status;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What the operator does to people and to the ways in: by the same instructions as an admin's,
/// with the same rules and the same lines in the audit log.
final class Administration {
    private static final long MUTE_MINUTES = 60;

    private final OperatorCaller caller;
    private final House house;
    private final Archive archive;

    Administration(OperatorCaller caller, Archive archive, House house) {
        this.house = house;
        this.caller = caller;
        this.archive = archive;
    }

    Status run(Order order, Desk desk) {
        return switch (order.verb()) {
            case INVITE -> invite(order, desk);
            case SIGN_UP -> {
                String word = order.text("open|invite|closed");
                SignUpMode mode = SignUpMode.valueOf(word.toUpperCase(Locale.ROOT));
                yield done(
                        desk,
                        ref -> new AdministrationFrame.SetSignUp(ref, mode, null),
                        "Sign-up is " + word + ".");
            }
            case GUESTS -> {
                boolean on = order.text("on|off").equals("on");
                yield done(
                        desk,
                        ref -> new AdministrationFrame.SetSignUp(ref, null, on),
                        on ? "Guests may come in." : "Guests may not come in.");
            }
            default -> toPerson(order, desk);
        };
    }

    private Status done(Desk desk, LongFunction<Instruction> frame, String words) {
        return Operator.answered(desk, caller.instruct(frame), words);
    }

    private Status toPerson(Order order, Desk desk) {
        StoredPerson known = archive.personNamed(NameRules.key(order.text("NAME")));
        if (known == null) {
            return Operator.answered(desk, Refused.of(0, Refusal.UNKNOWN_PERSON), "");
        }
        PersonId person = known.id();
        String name = known.name();
        return switch (order.verb()) {
            case KICK ->
                    done(
                            desk,
                            ref -> new AdministrationFrame.KickPerson(ref, person),
                            name + " is signed out, and may come again.");
            case BAN ->
                    done(
                            desk,
                            ref -> new AdministrationFrame.BanPerson(ref, person, null),
                            name + " is kept out.");
            case UNBAN ->
                    done(
                            desk,
                            ref -> new AdministrationFrame.UnbanPerson(ref, person),
                            name + " may come in again.");
            case UNMUTE ->
                    done(
                            desk,
                            ref -> new AdministrationFrame.MutePerson(ref, person, 0),
                            name + " may write again.");
            case MUTE -> mute(order, desk, known);
            default -> role(order.text("ROLE"), desk, known);
        };
    }

    private Status mute(Order order, Desk desk, StoredPerson known) {
        long minutes = order.value("MINUTES").map(Administration::number).orElse(MUTE_MINUTES);
        if (minutes < 1 || minutes > Limits.MUTE_MINUTES) {
            Operator.show(desk, "MINUTES is a number from 1 to " + Limits.MUTE_MINUTES + ".");
            return Status.MISUSED;
        }
        return done(
                desk,
                ref -> new AdministrationFrame.MutePerson(ref, known.id(), minutes),
                known.name() + " may only read for " + minutes + " minutes.");
    }

    private Status role(String word, Desk desk, StoredPerson known) {
        Role role = Role.parse(word.toLowerCase(Locale.ROOT));
        if (role == Role.OTHER || role == Role.SERVER || role == Role.GUEST) {
            Operator.show(desk, "ROLE is member, moderator, admin or owner.");
            return Status.MISUSED;
        }
        return done(
                desk,
                ref -> new AdministrationFrame.SetRole(ref, known.id(), role),
                known.name() + " is " + role.text() + " now.");
    }

    private Status invite(Order order, Desk desk) {
        Role role = order.value("--role").map(Role::parse).orElse(Role.MEMBER);
        long uses = order.value("--uses").map(Administration::number).orElse(1L);
        long hours = order.value("--hours").map(Administration::number).orElse(168L);
        boolean fits =
                role != Role.OTHER
                        && role != Role.SERVER
                        && uses >= 1
                        && uses <= Limits.INVITE_USES
                        && hours >= 1
                        && hours <= Limits.INVITE_HOURS;
        if (!fits) {
            Operator.show(
                    desk,
                    ("--role is member, moderator, admin or owner; --uses at most %d;"
                                    + " --hours at most %d.")
                            .formatted(Limits.INVITE_USES, Limits.INVITE_HOURS));
            return Status.MISUSED;
        }
        Optional<String> title = order.value("--room");
        @Nullable ConversationId room = title.map(this::room).orElse(null);
        if (title.isPresent() && room == null) {
            return Operator.answered(desk, Refused.of(0, Refusal.UNKNOWN_CONVERSATION), "");
        }
        Answer answer =
                caller.instruct(
                        ref -> new AdministrationFrame.MakeInvite(ref, role, uses, hours, room));
        if (!(answer instanceof Answer.InviteMade(_, _, var code, var made))) {
            return Operator.answered(desk, answer, "");
        }
        Operator.show(
                desk,
                "%s   (as %s, uses: %d, until %s)"
                        .formatted(
                                code,
                                made.role().text(),
                                made.uses(),
                                Instant.ofEpochMilli(made.expires())));
        Operator.show(desk, "    " + house.invite(code));
        return Status.DONE;
    }

    private @Nullable ConversationId room(String title) {
        String key = NameRules.key(title);
        return archive.rooms().stream()
                .filter(room -> NameRules.key(room.title()).equals(key))
                .findAny()
                .map(room -> room.id())
                .orElse(null);
    }

    /// A number of at most nine digits; -1 for anything else.
    private static long number(String text) {
        boolean digits =
                text.length() <= 9 && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return digits && !text.isEmpty() ? Long.parseLong(text) : -1;
    }
}
