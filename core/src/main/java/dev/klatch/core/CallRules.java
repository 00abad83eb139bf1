package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.call.Call;
import dev.klatch.core.call.CallSort;
import dev.klatch.core.call.CallStart;
import dev.klatch.core.call.CallTimes;
import dev.klatch.core.call.Ended;
import dev.klatch.core.call.Going;
import dev.klatch.core.call.Leg;
import dev.klatch.core.call.Moment;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.OpenCall;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.limit.Limiter;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.Verb;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.presence.Presence;
import dev.klatch.protocol.CallAction;
import dev.klatch.protocol.CallFrame.StartCall;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LegEnd;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who may call, join and signal, and what is told and kept of it. How a call goes is [Call]'s.
final class CallRules {
    private static final int CALLING = 10_000;
    private static final int CALLS_AT_ONCE = 6;
    private static final long MILLIS_EACH_CALL = 10_000;

    private final Rules rules;
    private final Happenings happenings;
    private final Presence presence;
    private final CallTimes times;
    private final OpenCalls open;
    private final @Nullable Limiter<PersonId> pace;

    CallRules(
            Rules rules,
            Happenings happenings,
            Presence presence,
            CallTimes times,
            Limiting limiting) {
        this.rules = rules;
        this.happenings = happenings;
        this.presence = presence;
        this.times = times;
        this.open = new OpenCalls(rules, presence);
        this.pace =
                limiting.isOn() ? new Limiter<>(CALLING, CALLS_AT_ONCE, MILLIS_EACH_CALL) : null;
    }

    /// The server has begun: these calls were open when it ended, and their people may come back.
    void begin(List<OpenCall> calls) {
        for (OpenCall stored : calls) {
            Conversation conversation = rules.conversations().find(stored.conversation());
            Event.Called started = stored.start();
            if (conversation != null) {
                open.begin(begun(conversation, started).restored(stored.answered(), now()));
            }
        }
    }

    Moment now() {
        return new Moment(rules.time().steadyMillis(), rules.time().wallMillis());
    }

    private Call begun(Conversation conversation, Event.Called event) {
        CallStart start =
                new CallStart(
                        event.conversation(),
                        event.call(),
                        event.author(),
                        event.media(),
                        event.time());
        CallSort sort =
                switch (conversation.type()) {
                    case DIRECT -> CallSort.DIRECT;
                    case GROUP ->
                            conversation.size() > Limits.RINGING_PEOPLE
                                    ? CallSort.OPEN
                                    : CallSort.GROUP;
                    default -> CallSort.OPEN;
                };
        Set<PersonId> ringing = new LinkedHashSet<>();
        if (sort != CallSort.OPEN) {
            ringing.addAll(conversation.members());
            ringing.remove(event.author());
        }
        return Call.begun(start, sort, times, ringing, now());
    }

    /// The calls that are not over.
    OpenCalls open() {
        return open;
    }

    void start(Batch batch, Sent sent, StartCall frame) {
        StoredPerson author = sent.author();
        Conversation conversation = rules.conversations().find(frame.conversation());
        Refused no = refusal(conversation, author, frame.ref());
        long wait =
                no != null || pace == null
                        ? 0
                        : pace.take(author.id(), rules.time().steadyMillis());
        if (wait > 0) {
            no = Refused.of(frame.ref(), Refusal.SLOW_DOWN).after(wait);
        } else if (no == null && open.in(frame.conversation()) != null) {
            no = Refused.of(frame.ref(), Refusal.CALL_RUNNING);
        }
        if (no != null || conversation == null) {
            happenings.tellNo(batch, sent.from(), frame, Objects.requireNonNull(no));
            return;
        }
        long time = rules.eventMillis();
        long seq = conversation.next(time);
        Event.Called started =
                new Event.Called(
                        conversation.id(),
                        seq,
                        time,
                        author.id(),
                        author.name(),
                        frame.cid(),
                        seq,
                        CallAction.STARTED,
                        frame.media(),
                        null,
                        null,
                        null);
        happenings.accept(batch, sent, frame, started);
        Call call = begun(conversation, started);
        StoredPerson other = rules.other(conversation, author.id());
        boolean busy = other != null && open.anyLeg(leg -> leg.person().equals(other.id()));
        set(batch, busy ? call.busy(now()) : call);
    }

    /// Why this person may not talk there; null if they may.
    @Nullable Refused refusal(@Nullable Conversation conversation, StoredPerson person, long ref) {
        if (conversation == null) {
            return Refused.of(ref, Refusal.UNKNOWN_CONVERSATION);
        }
        long wall = rules.time().wallMillis();
        Refusal no = Permissions.refusal(Verb.TALK, person, conversation, wall);
        if (no == null && conversation.traits().announcement()) {
            no = Permissions.refusal(Verb.POST_WHERE_ANNOUNCED, person, conversation, wall);
        }
        StoredPerson other = rules.other(conversation, person.id());
        if (no == null && other != null && other.closed()) {
            return Refused.of(ref, Refusal.GUEST_LEFT, Rules.goneWords(other));
        }
        if (no == null && other != null && rules.blocks(other.id(), person.id())) {
            no = Refusal.BLOCKED;
        }
        return no == null ? null : Refused.of(ref, no);
    }

    /// The call is as it is here from now on; what follows is kept and told.
    void set(Batch batch, Call call) {
        CallStart start = call.start();
        Call before = open.set(call);
        batch.bind();
        if (before != null && before.answered() == 0 && call.answered() > 0) {
            batch.keep(new Change.AnswerCall(start.conversation(), call.answered()));
        }
        Ended ended = call.ended();
        Conversation conversation = rules.conversations().find(start.conversation());
        if (ended != null && conversation != null) {
            end(batch, conversation, start, ended);
        }
    }

    private void end(Batch batch, Conversation conversation, CallStart start, Ended ended) {
        StoredPerson by = Objects.requireNonNull(rules.draft().person(ended.by()));
        CommandId cid = rules.freshCid();
        long time = rules.eventMillis();
        Event.Called event =
                new Event.Called(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        by.id(),
                        by.name(),
                        cid,
                        start.seq(),
                        CallAction.ENDED,
                        start.media(),
                        ended.why(),
                        ended.lasted(),
                        ended.people().isEmpty() ? null : ended.people());
        happenings.happen(batch, event, by.id(), cid);
    }

    /// Tells a leg that it is over, if it is there.
    static void tellEnded(Batch batch, Call call, Leg leg, LegEnd why) {
        if (!leg.isAway()) {
            CallStart start = call.start();
            batch.tell(
                    new Outcome.Told(
                            leg.connection(),
                            new Notice.LegEnded(start.conversation(), start.seq(), leg.id(), why)));
        }
    }

    /// Somebody has come online, and is told which calls there are.
    void connected(Connection connection) {
        open.greet(connection);
    }

    /// A connection is lost. That is so whether or not anything of the batch is kept.
    void disconnected(Connection connection) {
        for (Call call : open.all()) {
            Call without = call.lost(connection, now());
            if (without != call) {
                open.set(without);
            }
        }
    }

    /// A session is over, and what it has in calls with it.
    void signedOut(Batch batch, TokenHash session) {
        endLegs(batch, leg -> leg.connection().session().equals(session));
    }

    private void endLegs(Batch batch, Predicate<Leg> which) {
        for (Call call : open.all()) {
            Leg leg = call.leg(which);
            if (leg != null) {
                set(batch, call.left(leg, Going.LEFT, now()));
            }
        }
    }

    /// Somebody is no longer in this conversation.
    void parted(Batch batch, ConversationId conversation, PersonId person) {
        Call call = open.in(conversation);
        if (call == null) {
            return;
        }
        Leg leg = call.leg(each -> each.person().equals(person));
        if (leg != null) {
            tellEnded(batch, call, leg, LegEnd.REMOVED);
        }
        Call without = call.parted(person, now());
        if (without != call) {
            set(batch, without);
        }
    }

    /// This conversation is over.
    void closed(Batch batch, ConversationId conversation) {
        Call call = open.in(conversation);
        if (call != null) {
            set(batch, call.closed(now()));
        }
    }

    void tick(Batch batch) {
        for (Call call : open.all()) {
            Call next = call;
            for (Leg leg : call.legs()) {
                next = presence.has(leg.connection()) ? next : next.lost(leg.connection(), now());
            }
            next = next.passed(now());
            if (next != call) {
                set(batch, next);
            }
        }
    }

    /// Tells how the calls stand that changed.
    void tell(Batch batch) {
        open.tell(batch);
    }

    /// The batch is durable.
    void committed() {
        open.committed();
    }

    /// The batch was not kept.
    void forget() {
        open.forget();
    }
}
