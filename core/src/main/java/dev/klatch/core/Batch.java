package dev.klatch.core;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.Draft;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The requests that are decided together, and what follows from each.
final class Batch {
    private static final class Decided {
        private final Request request;
        private final List<Outcome> outcomes = new ArrayList<>(2);
        private final List<Sight> sights = new ArrayList<>(1);
        private boolean keeps;

        private Decided(Request request) {
            this.request = request;
        }
    }

    private final Draft draft;
    private final List<Decided> decided = new ArrayList<>();

    Batch(Draft draft) {
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    /// What is told from here on follows from this request.
    void begin(Request request) {
        decided.add(new Decided(request));
    }

    /// Keeps this with the batch.
    void keep(Change change) {
        draft.keep(change);
        decided.getLast().keeps = true;
    }

    /// What follows from this request is so only if the batch is kept.
    void bind() {
        decided.getLast().keeps = true;
    }

    void tell(Outcome outcome) {
        decided.getLast().outcomes.add(outcome);
    }

    void see(Sight sight) {
        decided.getLast().sights.add(sight);
    }

    /// What there was to see, now that all of it is durable.
    List<Sight> sights() {
        List<Sight> all = new ArrayList<>();
        decided.forEach(one -> all.addAll(one.sights));
        return all;
    }

    /// What there was to see when nothing of it was kept: who came and went, and the refusals.
    List<Sight> sights(Refusal refusal) {
        List<Sight> all = new ArrayList<>();
        for (Decided one : decided) {
            boolean presence =
                    one.request instanceof Request.Connected
                            || one.request instanceof Request.Disconnected;
            all.addAll(presence ? one.sights : sight(one.request, refusal));
        }
        return all;
    }

    /// What there was to see in a request that cannot be done.
    static List<Sight> sight(Request request, Refusal refusal) {
        return request instanceof Request.Client(var from, var command)
                ? List.of(new Sight.Refused(from.person(), null, command, null, refusal.error()))
                : List.of();
    }

    /// What to publish now that all of it is durable.
    List<Outcome> outcomes() {
        List<Outcome> all = new ArrayList<>();
        decided.forEach(one -> all.addAll(one.outcomes));
        return all;
    }

    /// What to publish when nothing of it was kept: what needed no keeping goes on, all else is
    /// refused. Who connected takes part in what `into` says, not in what the batch would have made
    /// of it.
    List<Outcome> refused(Refusal refusal, Function<PersonId, List<ConversationId>> into) {
        List<Outcome> all = new ArrayList<>();
        for (Decided one : decided) {
            if (one.request instanceof Request.Connected) {
                one.outcomes.forEach(outcome -> all.add(again(outcome, into)));
            } else if (!one.keeps && !(one.request instanceof Request.Client)) {
                all.addAll(one.outcomes);
            } else {
                all.addAll(refusal(one.request, refusal));
            }
        }
        return all;
    }

    private static Outcome again(Outcome outcome, Function<PersonId, List<ConversationId>> into) {
        return outcome instanceof Outcome.Welcomed(var connection, var welcome, var _)
                ? new Outcome.Welcomed(connection, welcome, into.apply(connection.person()))
                : outcome;
    }

    /// What to publish for a request that cannot be done.
    static List<Outcome> refusal(Request request, Refusal refusal) {
        Refused no = Refused.of(0, refusal).after(1_000);
        return switch (request) {
            case Request.Client(var from, var command) ->
                    List.of(
                            new Outcome.Told(
                                    from,
                                    Refused.of(command.ref(), refusal)
                                            .command(command.cid())
                                            .after(1_000)));
            case Request.Instructed(var from, var frame) ->
                    List.of(new Outcome.Told(from, Refused.of(frame.ref(), refusal)));
            case Request.EnterGuest enter ->
                    List.of(settled(() -> enter.reply().accept(new Request.Entry.Denied(no))));
            case Request.SignUp signUp ->
                    List.of(settled(() -> signUp.reply().accept(new Request.Entry.Denied(no))));
            case Request.OpenSession open ->
                    List.of(settled(() -> open.reply().accept(new Request.Entry.Denied(no))));
            case Request.EndSession end ->
                    List.of(settled(() -> end.reply().accept(Optional.of(no))));
            case Request.Wipe wipe -> List.of(settled(() -> wipe.reply().accept(Optional.of(no))));
            case Request.ChangePassword change ->
                    List.of(settled(() -> change.reply().accept(Optional.of(no))));
            case Request.DeleteAccount delete ->
                    List.of(settled(() -> delete.reply().accept(Optional.of(no))));
            case Request.Erase erase ->
                    List.of(settled(() -> erase.reply().accept(Optional.of(no))));
            case Request.BeginUpload begin ->
                    List.of(settled(() -> begin.reply().accept(new Request.Uploading.Denied(no))));
            case Request.FinishUpload finish ->
                    List.of(settled(() -> finish.reply().accept(Optional.of(no))));
            case Request.EndFiles end ->
                    List.of(settled(() -> end.reply().accept(Optional.of(no))));
            case Request.OfferOwnership offer ->
                    List.of(settled(() -> offer.reply().accept(Optional.empty())));
            case Request.Connected connected ->
                    List.of(
                            new Outcome.Closed(
                                    connected.connection().person(),
                                    dev.klatch.protocol.CloseCode.FAILED));
            case Request.Disconnected disconnected -> List.of();
            case Request.Tick tick -> List.of();
        };
    }

    private static Outcome settled(Runnable reply) {
        return new Outcome.Settled(reply);
    }
}
