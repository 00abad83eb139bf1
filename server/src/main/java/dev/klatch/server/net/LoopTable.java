package dev.klatch.server.net;

import dev.klatch.core.Outcome;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.server.fault.CrashPoint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who on this event loop receives what. Only the loop itself looks in or changes it, and batches
/// come to it in the order of their commits: so a member who is removed sees the removal and
/// nothing after it, without any lock.
final class LoopTable {
    private final EventLoop loop;
    private final List<LiveConnection> connections = new ArrayList<>();
    private final Map<ConversationId, List<LiveConnection>> subscribers = new HashMap<>();
    private final Map<PersonId, List<LiveConnection>> people = new HashMap<>();
    private final List<LiveConnection> touched = new ArrayList<>();
    private boolean applying;

    LoopTable(EventLoop loop) {
        this.loop = loop;
        var _ = loop.scheduleAtFixedRate(this::watch, 1, 1, TimeUnit.SECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    private void watch() {
        long now = System.nanoTime();
        for (LiveConnection connection : List.copyOf(connections)) {
            connection.watch(now);
        }
    }

    void add(LiveConnection connection) {
        connections.add(connection);
    }

    void remove(LiveConnection connection) {
        connections.remove(connection);
        for (ConversationId conversation : connection.subscriptions()) {
            take(subscribers, conversation, connection);
        }
        connection.subscriptions().clear();
        take(people, connection.person(), connection);
    }

    private static <K> void take(
            Map<K, List<LiveConnection>> lists, K key, LiveConnection connection) {
        List<LiveConnection> list = lists.get(key);
        if (list != null && list.remove(connection) && list.isEmpty()) {
            lists.remove(key);
        }
    }

    /// This connection has something to send. Within a batch that is written at the batch's end;
    /// elsewhere the caller sees to it.
    void touch(LiveConnection connection) {
        if (applying) {
            touched.add(connection);
        }
    }

    /// Does what follows from a batch, and writes once to each connection concerned.
    void apply(List<Parcel> parcels) {
        applying = true;
        try {
            for (Parcel parcel : parcels) {
                deliver(parcel);
            }
        } finally {
            applying = false;
            flush();
        }
    }

    /// Writes what waits, once to each connection.
    private void flush() {
        for (LiveConnection connection : touched) {
            connection.flushIfTouched();
        }
        touched.clear();
    }

    private void deliver(Parcel parcel) {
        switch (parcel) {
            case Run run -> happened(run);
            case Parcel.Single single -> deliver(single.outcome(), single.frames());
        }
    }

    private void deliver(Outcome outcome, ByteBuf frame) {
        switch (outcome) {
            case Outcome.Welcomed welcomed -> welcomed(welcomed);
            case Outcome.Told(var to, var told) -> {
                if (mine(to) instanceof LiveConnection connection) {
                    told(connection, told);
                }
            }
            case Outcome.ToldPerson(var person, var told) ->
                    each(of(people, person), connection -> connection.send(told));
            case Outcome.ToldConversation(var conversation, _) ->
                    each(of(subscribers, conversation), connection -> connection.sendShared(frame));
            case Outcome.Unsubscribed(var person, var conversation) ->
                    each(of(people, person), connection -> unsubscribe(connection, conversation));
            case Outcome.Closed(var person, var code) ->
                    close(code, connection -> connection.person().equals(person));
            case Outcome.SessionClosed(var session, var code) ->
                    close(code, connection -> connection.session().equals(session));
            case Outcome.AllClosed(var words) ->
                    closeAll(words, CloseCode.RESTARTING, new CompletableFuture<>());
            case Outcome.Happened _, Outcome.Entered _ ->
                    throw new IllegalArgumentException("what happens comes in runs");
            case Outcome.Settled _ -> {}
        }
    }

    /// Refusals of commands stand in the log already, with what was to be done.
    private static void told(LiveConnection connection, ServerFrame told) {
        if (told instanceof Refused refused && refused.cid() == null) {
            connection.refuse(refused);
        } else {
            connection.send(told);
        }
    }

    private static <K> List<LiveConnection> of(Map<K, List<LiveConnection>> lists, K key) {
        return lists.getOrDefault(key, List.of());
    }

    /// The connection, if it is on this loop and open.
    private Object mine(Object connection) {
        return connection instanceof LiveConnection live && live.table() == this && live.isOpen()
                ? live
                : loop;
    }

    /// Backwards, for a connection that is cut takes itself out of the list.
    private static void each(List<LiveConnection> receivers, Consumer<LiveConnection> action) {
        for (int i = receivers.size() - 1; i >= 0; i--) {
            action.accept(receivers.get(i));
        }
    }

    private void happened(Run run) {
        run.events().forEach(event -> isAuthor(event.origin(), true));
        each(of(subscribers, run.conversation()), receiver -> send(receiver, run, 0));
        for (Run.Entry entry : run.entries()) {
            Outcome.Entered entered = entry.entered();
            each(
                    of(people, entered.person()),
                    connection -> {
                        connection.send(entered.notice());
                        if (subscribe(connection, run.conversation())) {
                            send(connection, run, entry.before());
                        }
                    });
        }
        run.events().forEach(event -> isAuthor(event.origin(), false));
    }

    private void isAuthor(@Nullable Connection origin, boolean is) {
        if (origin instanceof LiveConnection live && live.table() == this) {
            live.isAuthor(is);
        }
    }

    /// Sends the events from this index on. One who wrote some of them gets the replies in their
    /// places.
    private static void send(LiveConnection receiver, Run run, int from) {
        List<Outcome.Happened> events = run.events();
        int next = from;
        for (int i = from; receiver.isAuthor() && i < events.size(); i++) {
            Outcome.Happened happened = events.get(i);
            var reply = happened.reply();
            if (happened.origin() == receiver && reply != null) {
                sendShared(receiver, run, next, i);
                receiver.send(reply);
                CrashPoint.REPLY_QUEUED.pass();
                next = i + 1;
            }
        }
        sendShared(receiver, run, next, events.size());
    }

    private static void sendShared(LiveConnection receiver, Run run, int from, int to) {
        if (from < to) {
            receiver.sendShared(run.frames(from, to));
            CrashPoint.EVENT_QUEUED.pass();
        }
    }

    private void welcomed(Outcome.Welcomed welcomed) {
        if (mine(welcomed.connection()) instanceof LiveConnection connection) {
            people.computeIfAbsent(connection.person(), first -> new ArrayList<>(1))
                    .add(connection);
            welcomed.into().forEach(conversation -> subscribe(connection, conversation));
            connection.send(welcomed.welcome().through(connection.door()));
        }
    }

    private boolean subscribe(LiveConnection connection, ConversationId conversation) {
        boolean fresh = connection.subscriptions().add(conversation);
        if (fresh) {
            subscribers.computeIfAbsent(conversation, first -> new ArrayList<>(2)).add(connection);
        }
        return fresh;
    }

    private void unsubscribe(LiveConnection connection, ConversationId conversation) {
        if (connection.subscriptions().remove(conversation)) {
            take(subscribers, conversation, connection);
        }
    }

    /// Closes all of these, those who were not welcomed yet as well.
    private void close(CloseCode code, Predicate<LiveConnection> which) {
        each(
                connections,
                connection -> {
                    if (which.test(connection)) {
                        connection.close(code);
                    }
                });
    }

    /// Says goodbye to all; `gone` is done when the last of them is gone.
    void closeAll(Notice.Closing words, CloseCode code, CompletableFuture<Void> gone) {
        AtomicInteger left = new AtomicInteger(1);
        Runnable oneLess =
                () -> {
                    if (left.decrementAndGet() == 0) {
                        gone.complete(null);
                    }
                };
        for (LiveConnection connection : List.copyOf(connections)) {
            left.incrementAndGet();
            connection.gone().addListener(_ -> oneLess.run());
            connection.send(words);
            connection.close(code);
        }
        oneLess.run();
    }
}
