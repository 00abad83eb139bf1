package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.core.Limiting;
import dev.klatch.core.permission.Place;
import dev.klatch.core.permission.Rank;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.core.permission.Verb;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.protocol.Standing;
import dev.klatch.tests.house.Repository;
import dev.klatch.tests.journal.MemoryJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may do what: each verb, by each rank, at each sort of place, by a real command; and the
/// document that is printed from the tables.
final class PermissionsTest {
    /// A place with one of each rank in it, and a stranger.
    private static final class Scene {
        private final Stage stage = new Stage(new MemoryJournal(), Limiting.OFF, 31);
        private final Device owner = stage.account("olga");
        private final Device moderator = stage.account("mod");
        private final Device member = stage.account("mia");
        private final Device other = stage.account("otto");
        private final Device outsider = stage.account("out");
        private final Orders owners = new Orders(stage, owner);
        private final ConversationId where;

        private Scene(Place place) {
            where = made(place);
            if (place == Place.PUBLIC_ROOM) {
                stage.run(stage.join(moderator, where), stage.join(member, where));
                stage.run(stage.join(other, where));
            } else if (place == Place.PRIVATE_ROOM) {
                owners.invite(where, moderator, member, other);
            }
            if (place != Place.DIRECT) {
                owners.standing(where, moderator, Standing.MODERATOR);
            }
            owners.post(where, "of the owner");
            new Orders(stage, member).post(where, "of the member");
            new Orders(stage, moderator).post(where, "of the moderator");
        }

        private ConversationId made(Place place) {
            owner.news();
            switch (place) {
                case PUBLIC_ROOM -> stage.run(stage.createRoom(owner, "lobby"));
                case PRIVATE_ROOM -> owners.privateRoom("staff", Newcomers.ALL);
                case GROUP -> owners.group("groupA", "mod", "mia", "otto");
                default -> stage.run(stage.openDirect(owner, member.who));
            }
            return owner.accepted().conversation();
        }

        private Device of(Rank rank) {
            return switch (rank) {
                case OWNER, NOBODY -> owner;
                case MODERATOR -> moderator;
                case MEMBER -> member;
                case OUTSIDER -> outsider;
            };
        }

        private long messageOf(Device author) {
            return stage.journal.events(where).stream()
                    .filter(dev.klatch.protocol.Event.Posted.class::isInstance)
                    .map(dev.klatch.protocol.Event.Posted.class::cast)
                    .filter(posted -> posted.author().equals(author.person()))
                    .mapToLong(dev.klatch.protocol.Event.Posted::seq)
                    .findFirst()
                    .orElse(1);
        }
    }

    private static final List<Verb> TRIED =
            List.of(
                    Verb.POST,
                    Verb.TALK,
                    Verb.EDIT_OWN,
                    Verb.DELETE_OWN,
                    Verb.DELETE_OTHERS,
                    Verb.REACT,
                    Verb.PIN,
                    Verb.JOIN,
                    Verb.LEAVE,
                    Verb.INVITE,
                    Verb.REMOVE,
                    Verb.BAN,
                    Verb.MUTE,
                    Verb.SET_STANDING,
                    Verb.SET_TOPIC,
                    Verb.RENAME,
                    Verb.SLOW_OR_ANNOUNCE,
                    Verb.SET_NEWCOMERS,
                    Verb.ARCHIVE);

    @TestFactory
    Stream<DynamicTest> eachVerbByEachRankAtEachPlaceIsAsTheTableSays() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Verb verb : TRIED) {
            for (Place place :
                    List.of(Place.PUBLIC_ROOM, Place.PRIVATE_ROOM, Place.GROUP, Place.DIRECT)) {
                for (Rank rank : List.of(Rank.OUTSIDER, Rank.MEMBER, Rank.MODERATOR, Rank.OWNER)) {
                    // In a direct conversation both are plain members.
                    if (place != Place.DIRECT || rank.compareTo(Rank.MODERATOR) < 0) {
                        String name = verb.words() + ", " + place.words() + ", " + rank.words();
                        tests.add(DynamicTest.dynamicTest(name, () -> is(verb, place, rank)));
                    }
                }
            }
        }
        return tests.stream();
    }

    private static void is(Verb verb, Place place, Rank rank) {
        Scene scene = new Scene(place);
        Device who = scene.of(rank);
        who.news();
        act(scene, verb, who);
        List<ServerFrame> heard = who.news();
        boolean done = heard.stream().anyMatch(Answer.Accepted.class::isInstance);
        boolean expected = rank.compareTo(verb.least(place)) >= 0;
        // Who is in a room joins no more.
        boolean joined = verb == Verb.JOIN && rank != Rank.OUTSIDER;
        assertEquals(expected && !joined, done, heard.toString());
        if (rank == Rank.OUTSIDER && !expected) {
            Refused no =
                    heard.stream()
                            .filter(Refused.class::isInstance)
                            .map(Refused.class::cast)
                            .findFirst()
                            .orElseThrow();
            assertEquals(Refusal.UNKNOWN_CONVERSATION.number(), no.code(), no.toString());
        }
    }

    private static void act(Scene scene, Verb verb, Device who) {
        Orders orders = new Orders(scene.stage, who);
        ConversationId where = scene.where;
        Device lower = scene.other;
        switch (verb) {
            case POST -> orders.post(where, "x");
            case TALK -> scene.stage.run(new Phone(scene.stage, who, where).start());
            case EDIT_OWN -> orders.edit(where, scene.messageOf(who), "y");
            case DELETE_OWN -> orders.delete(where, scene.messageOf(who));
            case DELETE_OTHERS -> {
                Device author = who == scene.owner ? scene.member : scene.owner;
                orders.delete(where, scene.messageOf(author));
            }
            case REACT -> orders.react(where, scene.messageOf(scene.owner), "ok");
            case PIN -> orders.pin(where, scene.messageOf(scene.owner));
            case JOIN -> scene.stage.run(scene.stage.join(who, where));
            case LEAVE -> scene.stage.run(scene.stage.leave(who, where));
            case INVITE -> {
                Device guest = scene.stage.guest("newcomer");
                orders.invite(where, guest);
            }
            case REMOVE -> orders.remove(where, lower);
            case BAN -> orders.ban(where, lower);
            case MUTE -> orders.mute(where, lower, 1);
            case SET_STANDING -> orders.standing(where, lower, Standing.MODERATOR);
            case SET_TOPIC -> orders.change(where, Orders.Change.topic("t"));
            case RENAME -> orders.change(where, Orders.Change.title("Renamed"));
            case SLOW_OR_ANNOUNCE -> orders.change(where, Orders.Change.slow(5));
            case SET_NEWCOMERS ->
                    orders.change(where, Orders.Change.newcomers(Newcomers.FROM_JOINING));
            case ARCHIVE -> orders.change(where, Orders.Change.archived());
            default -> throw new AssertionError("not tried here: " + verb);
        }
    }

    @Test
    void theDocumentIsPrintedFromTheTables() throws IOException {
        Path printed = Path.of("target", "permissions.md");
        Files.writeString(printed, document());
        assertEquals(
                document(),
                Repository.text(Path.of("docs", "permissions.md")),
                "copy tests/target/permissions.md to docs/permissions.md");
    }

    private static String document() {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                # Who may do what

                Printed from the tables `Verb` and `ServerVerb` of the package
                `dev.klatch.core.permission`, which are all that the server goes by.

                ## In conversations

                The least rank that may do it. In public rooms the server's moderators count
                as moderators, its admins and owners as owners; elsewhere only a member's
                standing counts, so nobody reads a private conversation because of a role. The
                last column says what else stands in the way. Who acts on a person must have
                the greater rank.

                | what | everyone | public room | private room | group | direct | not when |
                |---|---|---|---|---|---|---|
                """);
        for (Verb verb : Verb.values()) {
            text.append("| ").append(verb.words());
            for (Place place : Place.values()) {
                text.append(" | ").append(verb.least(place).words());
            }
            String not =
                    switch (verb.effect()) {
                        case READS -> "";
                        case WRITES -> "muted, archived";
                        case KEEPS_ORDER -> "archived";
                    };
            text.append(" | ").append(not).append(" |\n");
        }
        text.append(
                """

                ## On the server

                The least role that may do it. Who acts on a person must have the greater role;
                who gives a role, a greater one than it, or be an owner.

                | what | least role |
                |---|---|
                """);
        for (ServerVerb verb : ServerVerb.values()) {
            text.append("| ")
                    .append(verb.words())
                    .append(" | ")
                    .append(verb.least().text())
                    .append(" |\n");
        }
        return text.toString();
    }
}
