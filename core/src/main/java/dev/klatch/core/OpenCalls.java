package dev.klatch.core;

import dev.klatch.core.call.Call;
import dev.klatch.core.call.Leg;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.CallLeg;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The calls that are not over, at most one in a conversation, and what is told of how they stand:
/// once for each batch, and where many see it at most once a second. They are in memory only; if a
/// batch is not kept they are as they were before it.
final class OpenCalls {
    private static final long LEAST_MILLIS = 1_000;

    private final Rules rules;
    private final Presence presence;
    private final Map<ConversationId, Call> calls = new LinkedHashMap<>();
    private final Map<ConversationId, Optional<Call>> before = new HashMap<>();
    private final Set<ConversationId> changed = new LinkedHashSet<>();
    private final Set<ConversationId> told = new LinkedHashSet<>();
    private final Map<ConversationId, Long> toldAt = new HashMap<>();
    private final Set<Connection> newcomers = new LinkedHashSet<>();

    OpenCalls(Rules rules, Presence presence) {
        this.rules = rules;
        this.presence = presence;
    }

    /// This call was there already.
    void begin(Call call) {
        calls.put(call.start().conversation(), call);
    }

    /// The call of this conversation; null if there is none.
    @Nullable Call in(ConversationId conversation) {
        return calls.get(conversation);
    }

    List<Call> all() {
        return List.copyOf(calls.values());
    }

    /// Whether there is a leg that is so in any call.
    boolean anyLeg(Predicate<Leg> so) {
        return calls.values().stream().anyMatch(call -> call.leg(so) != null);
    }

    /// The call of its conversation is as it is here from now on. Returns how it was before.
    @Nullable Call set(Call call) {
        ConversationId place = call.start().conversation();
        Call old = calls.get(place);
        before.putIfAbsent(place, Optional.ofNullable(old));
        if (call.ended() == null) {
            calls.put(place, call);
            changed.add(place);
        } else {
            calls.remove(place);
            toldAt.remove(place);
        }
        return old;
    }

    /// This connection is to be told which calls there are.
    void greet(Connection connection) {
        newcomers.add(connection);
    }

    /// Tells what there is to tell, behind all else of the batch.
    void tell(Batch batch) {
        if (changed.isEmpty() && newcomers.isEmpty()) {
            return;
        }
        batch.begin(new Request.Tick());
        batch.bind();
        for (ConversationId place : List.copyOf(changed)) {
            Call call = calls.get(place);
            if (call == null || !isTooSoon(place)) {
                changed.remove(place);
                told.add(place);
            }
            if (call != null && told.contains(place)) {
                toldAt.put(place, rules.time().steadyMillis());
                batch.tell(new Outcome.ToldConversation(place, notice(call)));
            }
        }
        newcomers.forEach(connection -> tell(batch, connection));
    }

    private boolean isTooSoon(ConversationId place) {
        Conversation conversation = rules.conversations().find(place);
        Long last = toldAt.get(place);
        if (conversation == null || last == null) {
            return false;
        }
        int watchers = conversation.takesAll() ? presence.size() : conversation.size();
        return watchers > Limits.WATCHED_PEOPLE
                && rules.time().steadyMillis() - last < LEAST_MILLIS;
    }

    private void tell(Batch batch, Connection connection) {
        if (calls.isEmpty() || !presence.has(connection)) {
            return;
        }
        PersonId person = connection.person();
        List<ConversationId> places = new ArrayList<>(rules.draft().conversationsOf(person));
        places.add(rules.everyone());
        for (ConversationId place : places) {
            Call call = calls.get(place);
            if (call != null && !told.contains(place)) {
                batch.tell(new Outcome.Told(connection, notice(call)));
            }
        }
    }

    private Notice.CallNow notice(Call call) {
        return new Notice.CallNow(
                call.start().conversation(),
                call.start().seq(),
                call.start().media(),
                call.start().caller(),
                call.start().time(),
                List.copyOf(call.ringing()),
                legs(call));
    }

    /// The legs of a call as its people see them.
    List<CallLeg> legs(Call call) {
        List<CallLeg> legs = new ArrayList<>();
        for (Leg leg : call.legs()) {
            StoredPerson person = rules.draft().person(leg.person());
            legs.add(
                    new CallLeg(
                            leg.id(),
                            leg.person(),
                            person == null ? "" : person.name(),
                            leg.muted(),
                            leg.camera(),
                            leg.screen(),
                            leg.isAway() ? true : null));
        }
        return legs;
    }

    /// The batch is durable.
    void committed() {
        before.clear();
        told.clear();
        newcomers.clear();
    }

    /// The batch was not kept.
    void forget() {
        before.forEach((place, call) ->
                call.ifPresentOrElse(old -> calls.put(place, old), () -> calls.remove(place)));
        before.clear();
        changed.addAll(told);
        told.clear();
    }
}
