package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.MessageState;
import dev.klatch.client.Progress;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One command a line from a script, never a question. It waits for the server to acknowledge
/// everything, prints what arrives for a while if asked to, and ends with a status that is true.
///
/// [#run] belongs to the main thread; events come on the client's loop.
final class ScriptedChat {
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Directory directory;
    private final Output output;
    private final Duration timeout;
    private final Duration linger;
    private final Set<CommandId> written = new HashSet<>();
    private final Set<CommandId> settled = new HashSet<>();
    private @Nullable Refused signInRefused;
    private boolean caughtUp;
    private boolean stopped;
    private String stopWords = "";
    private boolean refused;
    private boolean held;
    private boolean nowhere;
    private volatile boolean leaving;
    private long progress = System.nanoTime();
    private final Set<Object> moving = new HashSet<>();
    private final Saver saver;

    ScriptedChat(
            Directory directory, Output output, Saver saver, Duration timeout, Duration linger) {
        this.saver = saver;
        this.directory = directory;
        this.output = output;
        this.timeout = timeout;
        this.linger = linger;
    }

    /// Takes what the client tells. On its loop.
    void tell(ClientEvent event) {
        directory.note(event);
        if (!leaving) {
            show(event);
            saver.note(event);
        }
        // After it is shown: what the main thread waits for has been printed when it goes on.
        synchronized (this) {
            note(event);
            notifyAll();
        }
    }

    private void note(ClientEvent event) {
        switch (event) {
            case ClientEvent.CaughtUp _ -> {
                caughtUp = true;
                progress = System.nanoTime();
            }
            case ClientEvent.SignInRefused(Refused no) -> signInRefused = no;
            case ClientEvent.LinkChanged(ClientEvent.LinkState state, String words, _) -> {
                stopped = state == ClientEvent.LinkState.STOPPED;
                stopWords = words;
            }
            case ClientEvent.MessageChanged(var entry, MessageState state) -> {
                progress = System.nanoTime();
                if (!(state instanceof MessageState.Sending)) {
                    settled.add(entry.cid());
                }
                refused |= state instanceof MessageState.Failed;
                held |= state instanceof MessageState.Held;
            }
            case ClientEvent.ParcelMoved(var parcel, Progress far) -> {
                moved(parcel.cid(), far);
                if (far instanceof Progress.Arrived) {
                    written.add(parcel.cid());
                }
            }
            case ClientEvent.DownloadMoved(var download, Progress far) -> moved(download, far);
            default -> {}
        }
    }

    private void moved(Object what, Progress far) {
        refused |= far instanceof Progress.Failed;
        if (far.isOver()) {
            moving.remove(what);
        } else {
            moving.add(what);
        }
        if (!(far instanceof Progress.Waiting)) {
            progress = System.nanoTime();
        }
    }

    private void show(ClientEvent event) {
        switch (event) {
            case ClientEvent.Happened happened -> {
                if (!directory.askedFor(happened)) {
                    output.event(happened);
                }
            }
            case ClientEvent.MessageChanged changed -> output.message(changed);
            case ClientEvent.Noticed _, ClientEvent.LinkChanged _, ClientEvent.Welcomed _ ->
                    output.notice(event);
            case ClientEvent.ParcelMoved _, ClientEvent.DownloadMoved _ -> output.notice(event);
            default -> {}
        }
    }

    /// Runs the whole script. The credentials may be such as no server would take.
    ExitStatus run(
            KlatchClient client, Supplier<? extends SignIn> credentials, BufferedReader lines)
            throws IOException, InterruptedException {
        count(client);
        saver.with(client, output);
        client.start(credentials);
        boolean reached = await(() -> caughtUp || stopped);
        if (stopped) {
            return refused(client);
        }
        Verbs verbs = new Verbs(new Desk(client, directory, output));
        if (reached) {
            finish(verbs.reading().missed());
        }
        boolean left = false;
        String line = lines.readLine();
        while (line != null && !left) {
            left = !perform(client, verbs, Line.parse(line));
            line = left ? null : lines.readLine();
        }
        count(client);
        if (reached) {
            await(() -> (settledAll() && moving.isEmpty()) || stopped);
        }
        if (!left && caughtUp) {
            lingering();
            await(() -> moving.isEmpty() || stopped);
        }
        client.states()
                .said()
                .orTimeout(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> null)
                .join();
        return end(client);
    }

    private ExitStatus refused(KlatchClient client) {
        Refused no = signInRefused;
        output.problem(no == null ? stopWords : Trouble.signingIn(no));
        client.closed().join();
        return ExitStatus.SIGN_IN_REFUSED;
    }

    /// Waits until the client has taken every line before this, so that none is overlooked. What it
    /// says may be old when it is heard here; so what is settled is never counted again.
    private void count(KlatchClient client) {
        var entries = client.unsettled().join();
        synchronized (this) {
            entries.forEach(entry -> written.add(entry.cid()));
            progress = System.nanoTime();
        }
    }

    private synchronized boolean caughtUp() {
        return caughtUp;
    }

    private boolean settledAll() {
        return caughtUp && settled.containsAll(written);
    }

    /// Waits until this is so; false if for the whole timeout nothing got on.
    private synchronized boolean await(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            long left = timeout.toNanos() - (System.nanoTime() - progress);
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private synchronized void lingering() throws InterruptedException {
        long until = System.nanoTime() + linger.toNanos();
        long left = linger.toNanos();
        while (left > 0 && !stopped) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
    }

    private boolean perform(KlatchClient client, Verbs verbs, Line line)
            throws InterruptedException {
        switch (line) {
            case Line.Nothing _ -> {}
            case Line.Leave _ -> {
                return false;
            }
            case Line.Say(String text) -> say(verbs.talk(), text);
            case Line.Order order -> order(client, verbs, order);
            case Line.Maybe maybe -> finish(perhapsPrivate(client, verbs.talk(), maybe));
        }
        return true;
    }

    private void say(Talk talk, String text) throws InterruptedException {
        if (nowhere) {
            output.problem("Not sent, for it was meant for another place: " + text);
            refused = true;
        } else {
            finish(talk.say(text));
        }
    }

    /// After a place that could not be entered, plain lines go nowhere: they were not meant for
    /// where one is. Before an order all that was said before it is settled, so that it can be
    /// about that.
    private void order(KlatchClient client, Verbs verbs, Line.Order order)
            throws InterruptedException {
        count(client);
        if (caughtUp()) {
            await(() -> (settledAll() && directory.connected()) || stopped);
        }
        boolean done = finish(verbs.perform(order));
        if (verbs.changesPlace(order.name())) {
            nowhere = !done;
        }
    }

    private CompletableFuture<Boolean> perhapsPrivate(
            KlatchClient client, Talk talk, Line.Maybe maybe) {
        if (!Line.couldBeName(maybe.receiver()) && directory.receiver(maybe.receiver()).isEmpty()) {
            return everyone(talk, maybe);
        }
        return talk.receiver(maybe.receiver())
                .thenCompose(found -> addressed(client, talk, maybe, found));
    }

    private CompletableFuture<Boolean> addressed(
            KlatchClient client, Talk talk, Line.Maybe maybe, Optional<Addressee> found) {
        if (found.isPresent()) {
            client.post(found.get(), maybe.text());
            return CompletableFuture.completedFuture(true);
        }
        if (!Line.isWord(maybe.receiver())) {
            return everyone(talk, maybe);
        }
        if (!directory.connected()) {
            // Whether there is such a person turns out when it is sent; everyone never gets it.
            client.post(new Addressee.Person(maybe.receiver()), maybe.text());
            return CompletableFuture.completedFuture(true);
        }
        output.problem(
                "Nobody is called "
                        + maybe.receiver()
                        + ", so this was not sent. A space before it sends it to everyone.");
        return CompletableFuture.completedFuture(false);
    }

    private CompletableFuture<Boolean> everyone(Talk talk, Line.Maybe maybe) {
        if (nowhere) {
            output.problem("Not sent, for it was meant for another place: " + maybe.whole());
            return CompletableFuture.completedFuture(false);
        }
        return talk.say(maybe.whole());
    }

    private boolean finish(CompletableFuture<Boolean> action) throws InterruptedException {
        boolean done = false;
        try {
            done = action.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            output.problem("The server did not answer in time.");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
        refused |= !done;
        return done;
    }

    private ExitStatus end(KlatchClient client) {
        boolean acknowledged;
        leaving = true;
        synchronized (this) {
            acknowledged = settledAll() && moving.isEmpty();
        }
        if (held) {
            setAside(client);
        }
        var me = directory.me();
        if (acknowledged && me != null && me.role() == Role.GUEST) {
            client.signOut()
                    .orTimeout(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(_ -> null)
                    .join();
        } else {
            client.closed().join();
        }
        if (stopped && !acknowledged) {
            return refused(client);
        }
        if (!acknowledged) {
            output.problem("What was not sent is kept, and is sent next time.");
            return ExitStatus.UNREACHABLE;
        }
        return refused || held ? ExitStatus.SOME_REFUSED : ExitStatus.ALL_SENT;
    }

    private void setAside(KlatchClient client) {
        client.setAside()
                .handle((file, failure) -> {
                    output.problem(
                            failure == null
                                    ? "Messages from before the server's history was"
                                            + " replaced, or of an earlier guest of this"
                                            + " name, were not sent. They are in "
                                            + file
                                    : "Some messages were not sent and are still kept.");
                    return null;
                })
                .join();
    }
}
