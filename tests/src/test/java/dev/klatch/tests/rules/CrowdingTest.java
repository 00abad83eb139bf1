package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Limiting;
import dev.klatch.core.Request;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.CreateGroup;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MemberFrame.Invite;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How many strangers somebody gets at, and how fast a room fills up.
final class CrowdingTest {
    private static final int STRANGERS = 10;
    private static final int JOINS = 12;

    private final Stage stage =
            new Stage(new MemoryJournal(), new Limiting(1_000, 1_000, 1, STRANGERS, JOINS), 42);
    private final Device eve = stage.account("eve");

    private List<Device> people(int count) {
        List<Device> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(stage.account("person " + i));
        }
        return people;
    }

    /// How long to wait, in milliseconds.
    private static long slowed(Device device) {
        Refused refused = device.refused();
        Long wait = refused.retryAfter();
        assertTrue(refused.is(Refusal.SLOW_DOWN) && refused.retry(), refused.toString());
        return wait == null ? 0 : wait;
    }

    @Test
    @DisplayName("ATK-078 who is nothing special here writes to so many strangers in an hour")
    void strangers() {
        List<Device> people = people(STRANGERS + 2);
        stage.run(stage.openDirect(people.get(STRANGERS), "eve"));
        for (Device person : people.subList(0, STRANGERS)) {
            writesTo(person);
        }
        stage.run(stage.openDirect(eve, people.getLast().who));
        assertEquals(360_000, slowed(eve));
        writesTo(people.getFirst());
        writesTo(people.get(STRANGERS));
        stage.time.pass(360_000);
        writesTo(people.getLast());
    }

    private void writesTo(Device person) {
        eve.news();
        stage.run(stage.openDirect(eve, person.who));
        eve.accepted();
    }

    @Test
    @DisplayName("ATK-078 strangers brought into a room or group count like those written to")
    void broughtStrangers() {
        List<Device> people = people(STRANGERS + 1);
        ConversationId room = stage.room(eve, "staff");
        List<PersonId> most =
                people.subList(0, STRANGERS - 1).stream().map(Device::person).toList();
        eve.news();
        stage.run(invite(room, most));
        eve.accepted();
        List<String> two = people.subList(0, 2).stream().map(it -> it.who.name()).toList();
        stage.run(group("groupOfMine", two));
        slowed(eve);
        writesTo(people.getLast());
        stage.run(invite(room, List.of(people.get(STRANGERS - 1).person())));
        slowed(eve);
        stage.run(invite(room, List.of(people.getLast().person())));
        eve.accepted();
    }

    private Request invite(ConversationId room, List<PersonId> people) {
        String epoch = stage.journal.epoch();
        return new Request.Client(eve, new Invite(eve.nextRef(), stage.cid(), epoch, room, people));
    }

    private Request group(String name, List<String> people) {
        String epoch = stage.journal.epoch();
        return new Request.Client(
                eve, new CreateGroup(eve.nextRef(), stage.cid(), epoch, name, people));
    }

    @Test
    void aModeratorOfTheServerWritesToAsManyAsThereAre() {
        Device mia = stage.inRole("mia", Role.MODERATOR);
        for (Device person : people(STRANGERS + 5)) {
            mia.news();
            stage.run(stage.openDirect(mia, person.who));
            mia.accepted();
        }
    }

    @Test
    @DisplayName("ATK-078 who enter one room in a crowd enter it one after the other")
    void joins() {
        ConversationId room = stage.room(eve, "staff");
        List<Device> people = people(JOINS + 3);
        int entered = 0;
        for (Device person : people) {
            person.news();
            stage.run(stage.join(person, room));
            entered += person.news(Answer.Accepted.class).size();
        }
        assertEquals(JOINS, entered);
        Device last = people.getLast();
        stage.run(stage.join(last, room));
        stage.time.pass(slowed(last));
        stage.run(stage.join(last, room));
        last.accepted();
    }

    @Test
    @DisplayName(
            "ATK-077 all connections of a person share one pace, for what is no command as well")
    void instructions() {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            devices.add(stage.connect(eve.who));
        }
        stage.time.pass(60_000);
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            for (Device device : devices) {
                device.news();
                var typing = new PresenceFrame.Typing(device.nextRef(), Stage.EVERYONE);
                stage.run(new Request.Instructed(device, typing));
                taken += device.news(Answer.Done.class).size();
            }
        }
        assertEquals(60, taken);
    }

    @Test
    @DisplayName("ATK-077 a room costs more than a message")
    void places() {
        Stage slow = new Stage(new MemoryJournal(), new Limiting(20, 2, 1, 60, 100), 42);
        Device bob = slow.account("bob");
        slow.time.pass(60_000);
        bob.news();
        for (int i = 0; i < 10; i++) {
            slow.run(slow.createRoom(bob, "room " + i));
        }
        assertEquals(5, bob.news(Answer.Accepted.class).size());
    }
}
