package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.call.Call;
import dev.klatch.core.call.CallSort;
import dev.klatch.core.call.CallStart;
import dev.klatch.core.call.CallTimes;
import dev.klatch.core.call.Ended;
import dev.klatch.core.call.Going;
import dev.klatch.core.call.Leg;
import dev.klatch.core.call.Moment;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.CallEnd;
import dev.klatch.protocol.CallMedia;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.LegId;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All that can happen to a call, in every order, with two devices for each person.
final class CallTest {
    private static final long WALL = 1_767_225_600_000L;
    private static final Set<CallEnd> UNANSWERED =
            EnumSet.of(CallEnd.DECLINED, CallEnd.MISSED, CallEnd.BUSY, CallEnd.CANCELLED);

    /// A device; its connection is found anew, as it is the same for the machine.
    private record Device(PersonId person, LegId leg) implements Connection {
        @Override
        public TokenHash session() {
            return TokenHash.of(leg.text());
        }

        Leg joins() {
            return new Leg(leg, person, this, false, false, false, 0);
        }
    }

    /// Where it stands: the call, and how many milliseconds have passed since it began.
    private record State(Call call, long millis) {
        Moment now() {
            return new Moment(5_000 + millis, WALL + millis);
        }

        State with(Call next) {
            return new State(next, millis);
        }
    }

    private interface Input {
        State on(State state);
    }

    private final Random random = new Random(3);
    private final List<PersonId> people = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private long looked;

    private State begin(CallSort sort, int size) {
        for (int i = 0; i < size; i++) {
            PersonId person = new PersonId(100 + i);
            people.add(person);
            for (int each = 0; each < 2; each++) {
                devices.add(new Device(person, new LegId(CommandId.fresh(WALL, random))));
            }
        }
        Call call = fresh(sort, new Moment(5_000, WALL));
        devices.forEach(this::deeds);
        for (PersonId person : people) {
            inputs.put(person + " declines", s -> s.with(s.call().declined(person, s.now())));
            if (sort != CallSort.DIRECT) {
                inputs.put(person + " parts", s -> s.with(s.call().parted(person, s.now())));
            }
        }
        for (long millis : List.of(14_000L, 31_000L)) {
            inputs.put(millis + " ms pass", s -> passed(s, millis));
        }
        inputs.put("restart", s -> restarted(sort, s));
        return new State(call, 0);
    }

    private Call fresh(CallSort sort, Moment now) {
        CallStart start =
                new CallStart(new ConversationId(9), 2, people.getFirst(), CallMedia.SOUND, WALL);
        Set<PersonId> ringing = new LinkedHashSet<>();
        if (sort != CallSort.OPEN) {
            ringing.addAll(people.subList(1, people.size()));
        }
        return Call.begun(start, sort, CallTimes.USUAL, ringing, now);
    }

    private void deeds(Device device) {
        String name = device.person() + " " + devices.indexOf(device) % 2;
        inputs.put(name + " joins", s -> s.with(s.call().joined(device.joins(), s.now())));
        inputs.put(name + " is lost", s -> s.with(s.call().lost(device, s.now())));
        inputs.put(
                name + " leaves",
                s -> {
                    Leg leg = s.call().leg(each -> each.id().equals(device.leg()));
                    return leg == null ? s : s.with(s.call().left(leg, Going.LEFT, s.now()));
                });
    }

    private static State passed(State state, long millis) {
        State later = new State(state.call(), state.millis() + millis);
        return later.with(later.call().passed(later.now()));
    }

    private State restarted(CallSort sort, State state) {
        Call call = state.call();
        return call.ended() == null
                ? state.with(fresh(sort, state.now()).restored(call.answered(), state.now()))
                : state;
    }

    @ParameterizedTest
    @EnumSource(CallSort.class)
    void whateverHappensInWhateverOrderACallKeepsItsRules(CallSort sort) {
        boolean direct = sort == CallSort.DIRECT;
        State state = begin(sort, direct ? 2 : 3);
        holds(state);
        explore(state, direct ? 6 : 5, new ArrayList<>());
        assertTrue(looked > 200_000, "" + looked);
    }

    private void explore(State state, int depth, List<String> path) {
        for (Map.Entry<String, Input> input : inputs.entrySet()) {
            State next = input.getValue().on(state);
            path.addLast(input.getKey());
            try {
                looked++;
                follows(state, next);
                holds(next);
                if (depth > 1 && next.call().ended() == null && !next.equals(state)) {
                    explore(next, depth - 1, path);
                } else if (depth == 1) {
                    endsWithoutPeople(next);
                }
            } catch (AssertionError broken) {
                throw broken.getMessage() != null && broken.getMessage().startsWith("after ")
                        ? broken
                        : new AssertionError("after " + path + ": " + next, broken);
            }
            path.removeLast();
        }
    }

    /// What has ended stays as it is, and ends for a reason that fits.
    private void follows(State before, State after) {
        Ended ended = after.call().ended();
        if (ended == null) {
            return;
        }
        assertNull(before.call().ended());
        for (Input input : inputs.values()) {
            assertSame(after.call(), input.on(after).call());
        }
        assertSame(after.call(), after.call().busy(after.now()));
        assertSame(after.call(), after.call().closed(after.now()));
        assertEquals(List.of(), after.call().legs());
        Long lasted = ended.lasted();
        assertTrue(lasted == null || (lasted >= 0 && lasted <= after.millis()));
        if (UNANSWERED.contains(ended.why())) {
            assertNull(lasted);
        }
        if (ended.why() == CallEnd.HUNG_UP) {
            Objects.requireNonNull(lasted);
        }
        assertTrue(people.containsAll(ended.people()) && people.contains(ended.by()));
    }

    private void holds(State state) {
        Call call = state.call();
        List<PersonId> inIt = call.legs().stream().map(Leg::person).toList();
        assertEquals(Set.copyOf(inIt).size(), inIt.size(), "one leg for each person");
        for (PersonId ringing : call.ringing()) {
            assertTrue(!inIt.contains(ringing), "it rings at who is in it");
            assertTrue(people.contains(ringing) && !ringing.equals(people.getFirst()));
        }
        State looked = passed(state, 0);
        if (state.millis() >= CallTimes.USUAL.ringing()) {
            assertEquals(Set.of(), looked.call().ringing(), "it rings for too long");
        }
    }

    /// Nobody's connection is there any more: it is over within the longest of its times.
    private void endsWithoutPeople(State state) {
        Call call = state.call();
        for (Device device : devices) {
            call = call.lost(device, state.now());
        }
        State later = passed(passed(state.with(call), 30_000), 30_000);
        assertTrue(later.call().ended() != null, "it goes on without anybody");
    }
}
