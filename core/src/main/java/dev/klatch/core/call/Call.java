package dev.klatch.core.call;

import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.CallEnd;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A call as it stands. What happens to it makes another one; a call that has ended stays as it is,
/// whatever happens. A person has at most one leg in it. It does not know who may take part: who
/// says that something happens has looked at that.
public final class Call {
    private final CallStart start;
    private final CallSort sort;
    private final CallTimes times;
    private Set<PersonId> ringing;
    private long ringsUntil;
    private List<Leg> legs = List.of();
    private Set<PersonId> people = Set.of();
    private long answered;

    /// When it must have come about that those are in it without whom it is none; 0: it has.
    private long settlesAt;

    /// Whether it was there before the server was restarted.
    private boolean again;

    private @Nullable Ended ended;

    private Call(CallStart start, CallSort sort, CallTimes times, Set<PersonId> ringing) {
        this.start = start;
        this.sort = sort;
        this.times = times;
        this.ringing = ringing;
    }

    /// One that starts now, and at whom it rings.
    public static Call begun(
            CallStart start, CallSort sort, CallTimes times, Set<PersonId> ringing, Moment now) {
        Call call = new Call(start, sort, times, new LinkedHashSet<>(ringing));
        call.ringsUntil = now.steady() + times.ringing();
        call.settlesAt = now.steady() + times.coming();
        return call;
    }

    /// The same call after a restart of the server: its people are waited for. It rings on if it
    /// was not answered (`answered` 0, else when, by the wall clock) and has not rung for long
    /// enough.
    public Call restored(long whenAnswered, Moment now) {
        Call call = copy();
        long left = start.time() + times.ringing() - now.wall();
        boolean silent = whenAnswered > 0 || (sort != CallSort.DIRECT && left <= 0);
        call.answered = whenAnswered;
        call.ringing = silent ? Set.of() : ringing;
        call.ringsUntil = now.steady() + Math.clamp(left, 0, times.ringing());
        call.people = sort == CallSort.OPEN ? Set.of() : Set.of(start.caller());
        call.settlesAt = now.steady() + times.away();
        call.again = true;
        return call;
    }

    private Call copy() {
        Call copy = new Call(start, sort, times, ringing);
        copy.ringsUntil = ringsUntil;
        copy.legs = legs;
        copy.people = people;
        copy.answered = answered;
        copy.settlesAt = settlesAt;
        copy.again = again;
        copy.ended = ended;
        return copy;
    }

    /// How it began.
    public CallStart start() {
        return start;
    }

    /// At whom it rings.
    public Set<PersonId> ringing() {
        return Collections.unmodifiableSet(ringing);
    }

    /// What is in it, in the order of joining.
    public List<Leg> legs() {
        return legs;
    }

    /// When it was answered, in milliseconds since 1970; 0 if it was not.
    public long answered() {
        return answered;
    }

    /// How it ended; null while it goes on.
    public @Nullable Ended ended() {
        return ended;
    }

    /// The first leg that is so.
    public @Nullable Leg leg(Predicate<Leg> so) {
        return legs.stream().filter(so).findFirst().orElse(null);
    }

    /// How many legs it has at most, if for that reason this one cannot be in it; 0 if it can.
    public int full(Leg leg) {
        List<Leg> others =
                legs.stream().filter(each -> !each.person().equals(leg.person())).toList();
        boolean seen = leg.isSeen() || others.stream().anyMatch(Leg::isSeen);
        int most = seen ? Limits.CALL_LEGS_SEEN : Limits.CALL_LEGS;
        return others.size() >= most ? most : 0;
    }

    /// This leg is in it from now on, in the place of any other of its person; or it is back.
    public Call joined(Leg leg, Moment now) {
        if (ended != null) {
            return this;
        }
        Call next = copy();
        List<Leg> all = new ArrayList<>(legs);
        all.removeIf(each -> each.person().equals(leg.person()));
        all.add(leg);
        next.legs = List.copyOf(all);
        next.ringing = without(ringing, leg.person());
        Set<PersonId> were = new LinkedHashSet<>(people);
        were.add(leg.person());
        next.people = were;
        boolean complete = sort == CallSort.OPEN || were.size() > 1;
        next.answered = answered == 0 && complete ? now.wall() : answered;
        next.settlesAt = !again && leg.person().equals(start.caller()) ? 0 : settlesAt;
        return next;
    }

    private static Set<PersonId> without(Set<PersonId> people, PersonId person) {
        Set<PersonId> rest = new LinkedHashSet<>(people);
        rest.remove(person);
        return rest;
    }

    /// This leg takes part otherwise from now on.
    public Call changed(Leg leg) {
        return each(old -> old.id().equals(leg.id()) ? leg : old);
    }

    /// A connection is lost: its legs stay for a while.
    public Call lost(Connection connection, Moment now) {
        long until = now.steady() + times.away();
        return each(leg ->
                leg.connection().equals(connection) && !leg.isAway() ? leg.away(until) : leg);
    }

    private Call each(UnaryOperator<Leg> change) {
        List<Leg> changed = legs.stream().map(change).toList();
        if (changed.equals(legs)) {
            return this;
        }
        Call next = copy();
        next.legs = changed;
        return next;
    }

    /// This leg is gone.
    public Call left(Leg leg, Going going, Moment now) {
        if (ended != null || !legs.contains(leg)) {
            return this;
        }
        Call next = copy();
        List<Leg> rest = new ArrayList<>(legs);
        rest.remove(leg);
        next.legs = List.copyOf(rest);
        if (sort != CallSort.DIRECT && (!rest.isEmpty() || settlesAt > 0)) {
            return next;
        }
        CallEnd why = going == Going.LOST ? CallEnd.INTERRUPTED : whyWithout(leg);
        return next.end(why, why == CallEnd.MISSED ? start.caller() : leg.person(), now);
    }

    private CallEnd whyWithout(Leg leg) {
        if (answered > 0) {
            return CallEnd.HUNG_UP;
        }
        if (sort == CallSort.GROUP) {
            return CallEnd.MISSED;
        }
        return leg.person().equals(start.caller()) ? CallEnd.CANCELLED : CallEnd.DECLINED;
    }

    /// This person, at whom it rings, does not want to come.
    public Call declined(PersonId person, Moment now) {
        if (!ringing.contains(person)) {
            return this;
        }
        Call next = copy();
        next.ringing = without(ringing, person);
        return sort == CallSort.DIRECT ? next.end(CallEnd.DECLINED, person, now) : next;
    }

    /// This person has no part in the conversation any more.
    public Call parted(PersonId person, Moment now) {
        Call next = declined(person, now);
        Leg leg = next.leg(each -> each.person().equals(person));
        return leg == null ? next : next.left(leg, Going.LEFT, now);
    }

    /// The other one is in another call.
    public Call busy(Moment now) {
        return ended == null ? end(CallEnd.BUSY, start.caller(), now) : this;
    }

    /// There is no place any more where it could go on.
    public Call closed(Moment now) {
        return ended == null ? end(CallEnd.INTERRUPTED, start.caller(), now) : this;
    }

    /// It is now; what was waited for in vain is over.
    public Call passed(Moment now) {
        Call next = this;
        for (Leg leg : legs) {
            if (leg.isAway() && now.steady() >= leg.awayUntil()) {
                next = next.left(leg, Going.LOST, now);
            }
        }
        return next.rung(now).settled(now);
    }

    private Call rung(Moment now) {
        if (ringing.isEmpty() || now.steady() < ringsUntil) {
            return this;
        }
        Call next = copy();
        next.ringing = Set.of();
        return sort == CallSort.DIRECT ? next.end(CallEnd.MISSED, start.caller(), now) : next;
    }

    private Call settled(Moment now) {
        if (settlesAt == 0 || now.steady() < settlesAt) {
            return this;
        }
        Call next = copy();
        next.settlesAt = 0;
        return next.isComplete() ? next : next.end(CallEnd.INTERRUPTED, start.caller(), now);
    }

    private boolean isComplete() {
        if (sort != CallSort.DIRECT) {
            return !legs.isEmpty();
        }
        return answered > 0
                ? legs.size() > 1
                : leg(each -> each.person().equals(start.caller())) != null;
    }

    private Call end(CallEnd why, PersonId by, Moment now) {
        Call over = copy();
        Long lasted = answered == 0 ? null : Long.valueOf(Math.max(0, now.wall() - answered));
        List<PersonId> were = people.stream().limit(Limits.LISTED_PEOPLE).toList();
        over.ended = new Ended(why, by, lasted, were);
        over.ringing = Set.of();
        over.legs = List.of();
        over.settlesAt = 0;
        return over;
    }

    @Override
    public String toString() {
        return sort + " " + start + " rings at " + ringing + " has " + legs + " ended " + ended;
    }
}
