package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All that a client is, on its loop: hands what the [Link] hears to [Timelines], [CatchUp] and
/// [Sender], and what they find out to the listener.
final class Session implements Link.Owner, Sender.Owner, CatchUp.Owner {
    private final ClientSettings settings;
    private final Loop loop;
    private final ClientListener listener;
    private final StateFolder folder;
    private final Outbox outbox;
    private final Timelines timelines = new Timelines();
    private final Link link;
    private final Sender sender;
    private final Set<Runnable> whenLost = new LinkedHashSet<>();
    private @Nullable Connection connection;
    private @Nullable CatchUp catchUp;
    private @Nullable PersonId person;
    private @Nullable String epoch;
    private boolean closed;

    Session(
            ClientSettings settings,
            StateFolder folder,
            Loop loop,
            Network network,
            RandomGenerator random,
            ClientListener listener)
            throws IOException {
        this.settings = settings;
        this.folder = folder;
        this.loop = loop;
        this.listener = listener;
        outbox = Outbox.open(folder.outbox());
        link = new Link(loop, network, folder, new Backoff(random), this);
        sender = new Sender(loop, outbox, settings.server().toString(), new Backoff(random), this);
    }

    Link link() {
        return link;
    }

    Sender sender() {
        return sender;
    }

    Timelines timelines() {
        return timelines;
    }

    void write(CommandId cid, Addressee addressee, String text) {
        Identity identity = link.identity();
        sender.write(
                new OutboxEntry(
                        cid,
                        settings.server().toString(),
                        identity == null ? null : identity.person(),
                        identity == null ? null : identity.epoch(),
                        addressee,
                        text,
                        loop.wallMillis()));
    }

    void order(Sender.Framing framing, CompletableFuture<Reply> then) {
        sender.order(
                framing,
                reply -> {
                    if (reply instanceof Reply.Done(Answer.Accepted accepted)) {
                        ordered(accepted);
                    }
                    then.complete(reply);
                });
    }

    /// The reply to an own order stands for an event of which not every field is known here: it is
    /// fetched.
    private void ordered(Answer.Accepted accepted) {
        ConversationId conversation = accepted.conversation();
        Timeline timeline = timelines.begun(conversation, accepted.seq() - 1);
        if (catchUp != null && timeline.lacks(accepted.seq())) {
            catchUp.mend(conversation);
        }
    }

    void leave(CommandId cid, ConversationId room, CompletableFuture<Reply> then) {
        sender.order(
                (ref, now) -> new ConversationFrame.Leave(ref, cid, now, room),
                reply -> {
                    if (reply instanceof Reply.Done) {
                        gone(room);
                    }
                    then.complete(reply);
                });
    }

    /// Asks for a pulled answer; it is lost when the connection is.
    void pull(LongFunction<ClientFrame> frame, CompletableFuture<Reply> then) {
        Connection open = connection;
        if (open == null) {
            then.complete(new Reply.Lost("There is no connection."));
            return;
        }
        Runnable lost =
                () -> then.complete(new Reply.Lost("The connection went before the answer came."));
        whenLost.add(lost);
        open.pull(
                frame,
                answer -> {
                    whenLost.remove(lost);
                    then.complete(
                            answer instanceof Refused refused
                                    ? new Reply.Denied(refused)
                                    : new Reply.Done(answer));
                });
    }

    void newest(ConversationId conversation, int most, CompletableFuture<List<Event>> then) {
        Timeline timeline = timelines.timeline(conversation);
        Runnable answer = () -> then.complete(timelines.newest(conversation, most));
        if (catchUp == null || timeline == null || timeline.opened()) {
            answer.run();
        } else {
            whenLost.add(answer);
            catchUp.open(
                    conversation,
                    () -> {
                        whenLost.remove(answer);
                        answer.run();
                    });
        }
    }

    void setAside(CompletableFuture<Path> then) {
        List<OutboxEntry> held = sender.held();
        try {
            folder.setAside(held);
        } catch (IOException full) {
            then.completeExceptionally(new UncheckedIOException(full));
            return;
        }
        held.forEach(entry -> sender.forget(entry.cid()));
        then.complete(folder.asideFile());
    }

    void typing(ConversationId conversation) {
        if (connection != null) {
            connection.ask(ref -> new PresenceFrame.Typing(ref, conversation), _ -> {});
        }
    }

    @Override
    public void welcomed(Connection open, Notice.Welcome welcome) {
        connection = open;
        boolean otherEpoch = epoch != null && !epoch.equals(welcome.epoch());
        if (otherEpoch || (person != null && !person.equals(welcome.person()))) {
            timelines.clear();
        }
        person = welcome.person();
        epoch = welcome.epoch();
        tell(new ClientEvent.Welcomed(welcome));
        if (otherEpoch) {
            tell(new ClientEvent.EpochChanged());
        }
        CatchUp fresh = new CatchUp(loop, open, welcome, timelines, this);
        catchUp = fresh;
        fresh.begin();
        sender.connected(open, welcome);
    }

    @Override
    public void happened(Event event) {
        place(event, ClientEvent.Origin.LIVE);
    }

    @Override
    public void placed(Event.Posted own) {
        place(own, ClientEvent.Origin.OWN);
    }

    private void place(Event event, ClientEvent.Origin origin) {
        Timeline timeline = timelines.begun(event.conversation(), event.seq() - 1);
        for (Event ready : timeline.live(event)) {
            boolean same = ready.seq() == event.seq();
            told(List.of(ready), same ? origin : ClientEvent.Origin.LIVE);
        }
        if (catchUp != null && timeline.gapped()) {
            catchUp.mend(event.conversation());
        }
    }

    @Override
    public void told(Collection<Event> events, ClientEvent.Origin origin) {
        for (Event event : events) {
            if (event instanceof Event.Posted posted && posted.author().equals(person)) {
                sender.seen(posted);
            }
            tell(new ClientEvent.Happened(event, origin));
            if (event instanceof Event.Left left
                    && left.author().equals(person)
                    && origin != ClientEvent.Origin.HISTORY) {
                gone(left.conversation());
            }
        }
    }

    @Override
    public void noticed(Notice notice) {
        if (notice instanceof Notice.Entered(Summary summary)) {
            timelines.listed(summary);
            if (catchUp != null) {
                catchUp.entered(summary);
            }
            tell(new ClientEvent.Listed(summary));
        } else {
            tell(new ClientEvent.Noticed(notice));
        }
    }

    @Override
    public void listed(Summary summary) {
        tell(new ClientEvent.Listed(summary));
    }

    @Override
    public void gone(ConversationId conversation) {
        if (timelines.drop(conversation)) {
            tell(new ClientEvent.Gone(conversation));
        }
    }

    @Override
    public void reread(ConversationId conversation) {
        tell(new ClientEvent.Reread(conversation));
    }

    @Override
    public void caughtUp() {
        link.settled();
        tell(new ClientEvent.CaughtUp());
    }

    @Override
    public void changed(OutboxEntry entry, MessageState state) {
        tell(new ClientEvent.MessageChanged(entry, state));
    }

    @Override
    public void disconnected() {
        connection = null;
        if (catchUp != null) {
            catchUp.end();
            catchUp = null;
        }
        sender.disconnected();
        List<Runnable> lost = List.copyOf(whenLost);
        whenLost.clear();
        lost.forEach(Runnable::run);
    }

    @Override
    public void tell(ClientEvent event) {
        if (!closed) {
            listener.tell(event);
        }
    }

    /// Nothing happens any more, and another process may have the state folder.
    void release() {
        if (closed) {
            return;
        }
        disconnected();
        sender.close();
        closed = true;
        loop.close();
        try (folder) {
            outbox.close();
        } catch (IOException harmless) {
            // All that matters was forced to the disk when it was written.
        }
    }
}
