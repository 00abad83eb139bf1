package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All that a client is, on its loop: hands what the [Link] hears to [Timelines], [CatchUp] and
/// [Sender], and what they find out to the listener.
final class Session implements Link.Owner, Sender.Owner, CatchUp.Owner, SharedStates.Owner {
    private final ClientSettings settings;
    private final Loop loop;
    private final ClientListener listener;
    private final StateFolder folder;
    private final Outbox outbox;
    private final Timelines timelines = new Timelines();
    private final Link link;
    private final Sender sender;
    private final Reading reading;
    private final SharedStates states;
    private final PeopleHere people;
    private final Asking asking;
    private final Freight freight;
    private final Parcels parcels;
    private final Downloads downloads;

    /// Own commands that are done, and whose events wait for those before them, or are fetched.
    private final Set<CommandId> untold = new HashSet<>();

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
        asking = new Asking(loop);
        reading = new Reading(loop, timelines, now -> tell(new ClientEvent.Changed(now)));
        states = new SharedStates(this);
        people = new PeopleHere(this::tell);
        freight = new Freight(loop, settings.server(), network, random, this::tell);
        parcels = new Parcels(freight, folder, outbox, sender, settings.server().toString());
        downloads = new Downloads(freight, folder);
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

    Asking asking() {
        return asking;
    }

    Reading reading() {
        return reading;
    }

    SharedStates states() {
        return states;
    }

    PeopleHere people() {
        return people;
    }

    Parcels parcels() {
        return parcels;
    }

    Downloads downloads() {
        return downloads;
    }

    void write(CommandId cid, Addressee addressee, Writing words) {
        Identity identity = link.identity();
        sender.write(
                new OutboxEntry(
                        cid,
                        settings.server().toString(),
                        identity == null ? null : identity.person(),
                        identity == null ? null : identity.epoch(),
                        addressee,
                        words,
                        loop.wallMillis()));
    }

    void order(Sender.Framing framing, CompletableFuture<Reply> then) {
        sender.order(framing, then::complete);
    }

    @Override
    public void done(Command command, Answer.Accepted accepted) {
        Identity identity = link.identity();
        Event own =
                identity == null
                        ? null
                        : OwnEvents.of(command, accepted, identity.person(), identity.name());
        if (command instanceof ConversationFrame.Leave) {
            gone(accepted.conversation());
        } else if (own != null) {
            Timeline timeline = timelines.begun(own.conversation(), own.seq() - 1);
            if (timeline.lacks(own.seq())) {
                untold.add(accepted.cid());
            }
            place(own, ClientEvent.Origin.OWN);
        } else {
            fetch(accepted);
        }
    }

    /// Not every field of the event is known here.
    private void fetch(Answer.Accepted accepted) {
        ConversationId conversation = accepted.conversation();
        Timeline timeline = timelines.begun(conversation, accepted.seq() - 1);
        if (catchUp != null && timeline.lacks(accepted.seq())) {
            untold.add(accepted.cid());
            catchUp.mend(conversation);
        }
    }

    void newest(ConversationId conversation, int most, CompletableFuture<List<Event>> then) {
        Timeline timeline = timelines.timeline(conversation);
        Runnable answer = () -> then.complete(timelines.newest(conversation, most));
        if (catchUp == null || timeline == null || timeline.opened()) {
            answer.run();
        } else {
            Runnable opened = asking.until(answer);
            catchUp.open(
                    conversation,
                    () -> {
                        opened.run();
                        answer.run();
                    });
        }
    }

    Event.@Nullable Posted message(MessageFrame.Place place) {
        Timeline timeline = timelines.timeline(place.conversation());
        return timeline == null ? null : timeline.message(place.seq());
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
        asking.connected(open);
        boolean otherEpoch = epoch != null && !epoch.equals(welcome.epoch());
        if (otherEpoch || (person != null && !person.equals(welcome.person()))) {
            timelines.clear();
            reading.clear();
            states.clear();
        }
        timelines.belongTo(welcome.person());
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
        freight.connected(link.identity(), welcome);
    }

    @Override
    public void happened(Event event) {
        place(event, ClientEvent.Origin.LIVE);
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
            boolean own = event instanceof Event.Made made && untold.remove(made.cid());
            told(event, own ? ClientEvent.Origin.OWN : origin);
        }
    }

    private void told(Event event, ClientEvent.Origin origin) {
        boolean own =
                event instanceof Event.Posted posted
                        && posted.author().equals(person)
                        && sender.seen(posted);
        // What was written here is no news, also if its reply was lost.
        tell(new ClientEvent.Happened(event, own ? ClientEvent.Origin.OWN : origin));
        if (origin == ClientEvent.Origin.HISTORY) {
            return;
        }
        Stay stay = timelines.stay(event.conversation());
        if (stay != null) {
            Event.Posted message = stay.timeline().message(Timeline.target(event));
            if (message != null) {
                tell(new ClientEvent.Retold(message, event));
            }
            stay.happened(event);
        }
        boolean backAgain = stay != null && stay.heldAfter(event);
        if (takesMeOut(event) && !backAgain) {
            gone(event.conversation());
        } else {
            reading.look(event.conversation());
        }
    }

    /// After this event nothing more comes from its conversation.
    private boolean takesMeOut(Event event) {
        return switch (event) {
            case Event.Left left -> left.author().equals(person);
            case Event.Removed removed -> removed.person().equals(person);
            case Event.Banned banned -> banned.on() && banned.person().equals(person);
            case Event.Closed _ -> true;
            default -> false;
        };
    }

    @Override
    public void noticed(Notice notice) {
        switch (notice) {
            case Notice.Entered(Summary summary) -> {
                timelines.entered(summary);
                if (catchUp != null) {
                    catchUp.entered(summary);
                }
                listed(summary);
            }
            case Notice.Marked marked -> reading.marked(marked);
            case Notice.StateChanged changed -> states.noticed(changed);
            default -> {
                tell(new ClientEvent.Noticed(notice));
                people.noticed(notice);
            }
        }
    }

    @Override
    public void listed(Summary summary) {
        Summary now = timelines.summary(summary.conversation());
        if (now != null) {
            reading.tells(now);
            tell(new ClientEvent.Listed(now));
            reading.look(now.conversation());
        }
    }

    @Override
    public void gone(ConversationId conversation) {
        if (catchUp != null) {
            catchUp.gone(conversation);
        }
        if (timelines.drop(conversation)) {
            reading.look(conversation);
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
        Connection open = connection;
        if (open != null) {
            reading.connected(open);
            states.connected(open);
            people.connected(open);
        }
    }

    @Override
    public void shared(Answer.State state) {
        tell(new ClientEvent.Shared(state));
    }

    @Override
    public void listed(Answer.Mark mark) {
        reading.listed(mark);
    }

    @Override
    public void listedAll() {
        reading.listedAll();
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
        reading.disconnected();
        states.disconnected();
        people.disconnected();
        asking.disconnected();
        freight.disconnected();
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
        freight.close();
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
