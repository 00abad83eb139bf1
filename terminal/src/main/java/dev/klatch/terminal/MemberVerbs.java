package dev.klatch.terminal;

import dev.klatch.client.KlatchClient;
import dev.klatch.client.Reply;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MemberFrame;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who is in the conversation where one is: groups, inviting, taking out, muting, making somebody
/// its moderator.
final class MemberVerbs {
    private static final String FOREVER = "525600";

    private final Desk desk;
    private final Lookup lookup;

    MemberVerbs(Desk desk) {
        this.desk = desk;
        lookup = new Lookup(desk);
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of(
                                "group",
                                "NAME BOB,MARY",
                                "makes a group of these and you (also: group groupName bob,mary)",
                                this::group)
                        .offering(Verb.Offer.TEXT),
                Verb.of("members", "", "lists who is in it, with their roles", _ -> members(null)),
                Verb.of("invite", "BOB,MARY", "brings people in", this::invite)
                        .offering(Verb.Offer.PERSON),
                Verb.of("kick", "NAME", "takes somebody out", this::kick)
                        .offering(Verb.Offer.PERSON),
                Verb.of("ban", "NAME", "takes somebody out for good", this::ban)
                        .offering(Verb.Offer.PERSON),
                Verb.of("unban", "NAME", "lets somebody come again", this::unban)
                        .offering(Verb.Offer.PERSON),
                Verb.of("bans", "", "lists who may not come", _ -> bans(null)),
                Verb.of("mute", "NAME [MINUTES]", "lets somebody read but not write", this::mute)
                        .offering(Verb.Offer.PERSON),
                Verb.of("unmute", "NAME", "lets somebody write again", this::unmute)
                        .offering(Verb.Offer.PERSON),
                Verb.of(
                                "role",
                                "NAME ROLE",
                                "makes somebody owner, moderator or member of it",
                                this::role)
                        .offering(Verb.Offer.PERSON, Verb.Offer.ROLE));
    }

    /// Makes the frame of a command about one person.
    private interface About {
        dev.klatch.protocol.ClientFrame frame(
                long ref, CommandId cid, String epoch, ConversationId place, PersonId person);
    }

    private CompletableFuture<Boolean> command(KlatchClient.Commanding command) {
        return desk.client()
                .command(command)
                .thenCompose(reply -> desk.settle(reply, _ -> desk.done()));
    }

    private CompletableFuture<Boolean> about(String name, String usage, About about) {
        if (name.isEmpty()) {
            return desk.usage(usage);
        }
        return desk.here(place ->
                lookup.person(
                        name,
                        person ->
                                command((ref, cid, epoch) ->
                                        about.frame(ref, cid, epoch, place, person.person()))));
    }

    /// `group groupName bob,mary`: in this spelling the name begins so, and the list is all the
    /// rest.
    CompletableFuture<Boolean> classic(String typed) {
        if (!typed.toLowerCase(Locale.ROOT).startsWith("group")) {
            return desk.refuse(
                    "The name of a group begins with group here, such as group"
                            + typed.replaceFirst("\\s.*", "")
                            + ". /group takes any name.");
        }
        return group(typed);
    }

    private CompletableFuture<Boolean> group(String typed) {
        int space = typed.indexOf(' ');
        List<String> people = space < 0 ? List.of() : Lookup.names(typed.substring(space + 1));
        if (people.isEmpty()) {
            return desk.usage("/group NAME BOB,MARY");
        }
        String name = typed.substring(0, space);
        return desk.client()
                .command((ref, cid, epoch) ->
                        new ConversationFrame.CreateGroup(ref, cid, epoch, name, people))
                .thenCompose(reply -> desk.settle(reply, answer -> made(name, answer)));
    }

    private CompletableFuture<Boolean> made(String name, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            desk.output().say("You made the group " + name + ". Write to it as " + name + ": TEXT");
            List<Person> offline = accepted.offline();
            if (offline != null && !offline.isEmpty()) {
                List<String> names = offline.stream().map(Person::name).toList();
                desk.output()
                        .say(
                                String.join(", ", names)
                                        + (names.size() == 1 ? " is" : " are")
                                        + " not here now, but in the group.");
            }
        }
        return desk.done();
    }

    private CompletableFuture<Boolean> invite(String list) {
        if (Lookup.names(list).isEmpty()) {
            return desk.usage("/invite BOB,MARY");
        }
        return desk.here(place ->
                lookup.people(
                        list,
                        people ->
                                command((ref, cid, epoch) ->
                                        new MemberFrame.Invite(ref, cid, epoch, place, people))));
    }

    private CompletableFuture<Boolean> kick(String name) {
        return about(name, "/kick NAME", MemberFrame.Remove::new);
    }

    private CompletableFuture<Boolean> ban(String name) {
        return about(name, "/ban NAME", MemberFrame.Ban::new);
    }

    private CompletableFuture<Boolean> unban(String name) {
        return about(name, "/unban NAME", MemberFrame.Unban::new);
    }

    private CompletableFuture<Boolean> mute(String typed) {
        int last = typed.lastIndexOf(' ');
        boolean timed = last > 0 && typed.substring(last + 1).matches("[0-9]{1,6}");
        long minutes = Long.parseLong(timed ? typed.substring(last + 1) : FOREVER);
        return mute(timed ? typed.substring(0, last).strip() : typed, minutes);
    }

    private CompletableFuture<Boolean> mute(String name, long minutes) {
        return about(
                name,
                "/mute NAME MINUTES",
                (ref, cid, epoch, place, person) ->
                        new MemberFrame.Mute(ref, cid, epoch, place, person, minutes));
    }

    private CompletableFuture<Boolean> unmute(String name) {
        return mute(name, 0);
    }

    private CompletableFuture<Boolean> role(String typed) {
        int last = typed.lastIndexOf(' ');
        Standing standing =
                switch (typed.substring(last + 1).toLowerCase(Locale.ROOT)) {
                    case "owner" -> Standing.OWNER;
                    case "moderator" -> Standing.MODERATOR;
                    case "member" -> Standing.MEMBER;
                    default -> null;
                };
        if (standing == null || last < 1) {
            return desk.usage("/role NAME owner, moderator or member");
        }
        return about(
                typed.substring(0, last).strip(),
                "/role NAME ROLE",
                (ref, cid, epoch, place, person) ->
                        new MemberFrame.SetStanding(ref, cid, epoch, place, person, standing));
    }

    private CompletableFuture<Boolean> members(@Nullable String after) {
        return desk.here(place ->
                desk.client()
                        .ask(ref -> new MemberFrame.ListMembers(ref, place, after))
                        .thenCompose(reply -> desk.settle(reply, this::listed)));
    }

    private CompletableFuture<Boolean> listed(Answer answer) {
        if (!(answer instanceof Answer.Members page)) {
            return desk.done();
        }
        for (Answer.Member member : page.members()) {
            List<String> facts = new ArrayList<>();
            if (member.standing() != Standing.MEMBER) {
                facts.add(Wording.word(member.standing()));
            }
            Long muted = member.mutedUntil();
            if (muted != null && muted > System.currentTimeMillis()) {
                facts.add("muted until " + Wording.time(muted));
            }
            String more = facts.isEmpty() ? "" : "  " + String.join(", ", facts);
            // Present or not by shape, never by colour alone.
            String mark = member.online() ? "  ● " : "  ○ ";
            desk.output().say(mark + Wording.person(member.person()) + more);
        }
        return page.after() == null ? desk.done() : members(page.after());
    }

    private CompletableFuture<Boolean> bans(@Nullable String after) {
        return desk.here(place ->
                desk.client()
                        .ask(ref -> new MemberFrame.ListBans(ref, place, after))
                        .thenCompose(this::banned));
    }

    private CompletableFuture<Boolean> banned(Reply reply) {
        return desk.settle(
                reply,
                answer -> {
                    if (!(answer instanceof Answer.People page)) {
                        return desk.done();
                    }
                    if (page.people().isEmpty()) {
                        desk.output().say("Nobody is kept out.");
                    }
                    page.people().forEach(p -> desk.output().say("  " + Wording.person(p)));
                    return page.after() == null ? desk.done() : bans(page.after());
                });
    }
}
