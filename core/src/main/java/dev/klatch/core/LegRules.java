package dev.klatch.core;

import dev.klatch.core.call.Call;
import dev.klatch.core.call.Going;
import dev.klatch.core.call.Leg;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallFrame.DeclineCall;
import dev.klatch.protocol.CallFrame.JoinCall;
import dev.klatch.protocol.CallFrame.LeaveCall;
import dev.klatch.protocol.CallFrame.SendSignal;
import dev.klatch.protocol.CallFrame.SetLeg;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.LegEnd;
import dev.klatch.protocol.LegId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What people say about a call that is there: that they come, go or do not want to, how they take
/// part, and what their devices tell each other.
final class LegRules {
    private final Rules rules;
    private final CallRules calls;

    LegRules(Rules rules, CallRules calls) {
        this.rules = rules;
        this.calls = calls;
    }

    /// The open call of a conversation that this person is in, if it has this number.
    private @Nullable Call call(StoredPerson person, ConversationId place, long seq) {
        Conversation conversation = rules.conversations().find(place);
        Call call = calls.open().in(place);
        boolean there = conversation != null && conversation.has(person.id());
        return there && call != null && call.start().seq() == seq ? call : null;
    }

    private static void no(Batch batch, Connection from, Instruction frame, Refusal refusal) {
        batch.tell(new Outcome.Told(from, Refused.of(frame.ref(), refusal)));
    }

    private static void full(Batch batch, Connection from, Instruction frame, int most) {
        Refused no = Refused.of(frame.ref(), Refusal.CALL_FULL).about(null, (long) most);
        batch.tell(new Outcome.Told(from, no));
    }

    private static void done(Batch batch, Connection from, Instruction frame) {
        batch.tell(new Outcome.Told(from, new Answer.Done(frame.ref())));
    }

    void join(Batch batch, Connection from, StoredPerson person, JoinCall frame) {
        Conversation conversation = rules.conversations().find(frame.conversation());
        Refused no = calls.refusal(conversation, person, frame.ref());
        if (no != null) {
            batch.tell(new Outcome.Told(from, no));
            return;
        }
        Call call = call(person, frame.conversation(), frame.call());
        if (call == null) {
            no(batch, from, frame, Refusal.NO_CALL);
            return;
        }
        Leg same = call.leg(leg -> leg.id().equals(frame.leg()));
        if (same != null && !same.person().equals(person.id())) {
            no(batch, from, frame, Refusal.NOT_IN_CALL);
            return;
        }
        boolean screen = same != null && same.screen();
        Leg leg = new Leg(frame.leg(), person.id(), from, frame.muted(), frame.camera(), screen, 0);
        int most = call.full(leg);
        if (most > 0) {
            full(batch, from, frame, most);
            return;
        }
        endOthers(batch, call, leg);
        Call joined = call.joined(leg, calls.now());
        calls.set(batch, joined);
        batch.tell(
                new Outcome.Told(
                        from,
                        new Answer.CallJoined(
                                frame.ref(),
                                frame.conversation(),
                                frame.call(),
                                calls.open().legs(joined))));
    }

    /// A person is in one call with one device: the other leg is told so, and its call goes on or
    /// ends without it, unless it is the one that is joined.
    private void endOthers(Batch batch, Call joined, Leg joining) {
        for (Call call : calls.open().all()) {
            Leg other =
                    call.leg(leg ->
                            leg.person().equals(joining.person())
                                    && !leg.id().equals(joining.id()));
            if (other != null) {
                CallRules.tellEnded(batch, call, other, LegEnd.ELSEWHERE);
                if (call != joined) {
                    calls.set(batch, call.left(other, Going.LEFT, calls.now()));
                }
            }
        }
    }

    void leave(Batch batch, Connection from, StoredPerson person, LeaveCall frame) {
        Call call = call(person, frame.conversation(), frame.call());
        Leg leg = call == null ? null : call.leg(is(frame.leg()));
        if (call == null) {
            no(batch, from, frame, Refusal.NO_CALL);
        } else if (leg == null || !leg.person().equals(person.id())) {
            no(batch, from, frame, Refusal.NOT_IN_CALL);
        } else {
            done(batch, from, frame);
            calls.set(batch, call.left(leg, Going.LEFT, calls.now()));
        }
    }

    private static Predicate<Leg> is(LegId id) {
        return leg -> leg.id().equals(id);
    }

    void decline(Batch batch, Connection from, StoredPerson person, DeclineCall frame) {
        Call call = call(person, frame.conversation(), frame.call());
        if (call == null) {
            no(batch, from, frame, Refusal.NO_CALL);
            return;
        }
        done(batch, from, frame);
        Call declined = call.declined(person.id(), calls.now());
        if (declined != call) {
            calls.set(batch, declined);
        }
    }

    /// The leg of this number, if it is reached over this connection.
    private static @Nullable Leg own(Call call, LegId id, Connection from) {
        return call.leg(
                leg -> leg.id().equals(id) && leg.connection().equals(from) && !leg.isAway());
    }

    /// A signal goes to the one leg that it is for, and nobody else learns of it.
    void signal(Batch batch, Connection from, StoredPerson person, SendSignal frame) {
        Call call = call(person, frame.conversation(), frame.call());
        if (call == null) {
            no(batch, from, frame, Refusal.NO_CALL);
            return;
        }
        Leg to = call.leg(leg -> leg.id().equals(frame.to()) && !leg.isAway());
        if (own(call, frame.leg(), from) == null || to == null || to.id().equals(frame.leg())) {
            Refused no = Refused.of(frame.ref(), Refusal.NOT_IN_CALL);
            boolean mine = own(call, frame.leg(), from) == null;
            batch.tell(new Outcome.Told(from, no.about(mine ? "leg" : "to", null)));
            return;
        }
        batch.tell(
                new Outcome.Told(
                        to.connection(),
                        new Notice.Signal(
                                frame.conversation(),
                                frame.call(),
                                frame.leg(),
                                frame.to(),
                                frame.what(),
                                frame.body())));
        done(batch, from, frame);
    }

    void setLeg(Batch batch, Connection from, StoredPerson person, SetLeg frame) {
        Call call = call(person, frame.conversation(), frame.call());
        Leg old = call == null ? null : own(call, frame.leg(), from);
        if (call == null) {
            no(batch, from, frame, Refusal.NO_CALL);
            return;
        }
        if (old == null) {
            no(batch, from, frame, Refusal.NOT_IN_CALL);
            return;
        }
        Leg leg =
                new Leg(
                        old.id(),
                        old.person(),
                        from,
                        frame.muted(),
                        frame.camera(),
                        frame.screen(),
                        0);
        int most = leg.isSeen() ? call.full(leg) : 0;
        if (most > 0) {
            full(batch, from, frame, most);
            return;
        }
        done(batch, from, frame);
        if (!leg.equals(old)) {
            calls.set(batch, call.changed(leg));
        }
    }
}
