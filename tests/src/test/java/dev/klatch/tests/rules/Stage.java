package dev.klatch.tests.rules;

import dev.klatch.core.Chat;
import dev.klatch.core.FileLimits;
import dev.klatch.core.Limiting;
import dev.klatch.core.Request;
import dev.klatch.core.Sequencer;
import dev.klatch.core.ServerFacts;
import dev.klatch.core.Sight;
import dev.klatch.core.call.CallTimes;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.protocol.AdministrationFrame.SetRole;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A server of rules alone.
final class Stage {
    static final ConversationId EVERYONE = MemoryJournal.EVERYONE;
    static final long GRACE_MILLIS = 600_000;
    static final FileLimits FILES = new FileLimits(1_000, 3_000, 5_000, 8_000);

    final MemoryJournal journal;
    final VirtualTime time = new VirtualTime();
    final Recorder recorder = new Recorder();
    final List<Sight> sights = new ArrayList<>();
    final List<Throwable> log = new ArrayList<>();
    private final Random random;
    private final Sequencer sequencer;

    Stage() {
        this(new MemoryJournal(), Limiting.OFF, 42);
    }

    Stage(MemoryJournal journal, Limiting limiting, long seed) {
        this.journal = journal;
        this.random = new Random(seed);
        sequencer =
                new Sequencer(
                        () -> new Chat(journal, time, random, facts(), limiting),
                        journal,
                        recorder,
                        sights::addAll,
                        log::add);
    }

    private ServerFacts facts() {
        return new ServerFacts(
                "Klatch",
                "test",
                journal.epoch(),
                GRACE_MILLIS,
                1_000,
                false,
                Entrance.OPEN,
                FILES,
                CallTimes.USUAL);
    }

    /// Decides these in one batch.
    void run(Request... requests) {
        sequencer.run(List.of(requests));
    }

    /// Decides these in one batch.
    void run(List<Request> requests) {
        sequencer.run(requests);
    }

    /// Time passes, and the sequencer's tick with it.
    void pass(long millis) {
        time.pass(millis);
        run(new Request.Tick());
    }

    CommandId cid() {
        return CommandId.fresh(time.wallMillis(), random);
    }

    /// What becomes of a try to come in, and the request for it.
    static final class Try {
        final TokenHash token;
        private @Nullable Request request;
        private Request.@Nullable Entry entry;

        private Try(TokenHash token) {
            this.token = token;
        }

        Request request() {
            return java.util.Objects.requireNonNull(request);
        }

        StoredPerson opened() {
            if (entry instanceof Request.Entry.Opened(StoredPerson person)) {
                return person;
            }
            throw new AssertionError("not opened: " + entry);
        }

        Refused denied() {
            if (entry instanceof Request.Entry.Denied(Refused refused)) {
                return refused;
            }
            throw new AssertionError("not denied: " + entry);
        }

        boolean isOpened() {
            return entry instanceof Request.Entry.Opened;
        }
    }

    /// A guest at the door.
    Try asGuest(String name) {
        return asGuest(name, null);
    }

    /// A guest at the door, with an invite.
    Try asGuest(String name, @Nullable String invite) {
        Try attempt = new Try(TokenHash.of(name + random.nextLong()));
        Request.Ticket ticket = new Request.Ticket(attempt.token, "a test", invite);
        attempt.request = new Request.EnterGuest(name, ticket, said -> attempt.entry = said);
        return attempt;
    }

    /// A new account at the door.
    Try asAccount(String name) {
        return asAccount(name, null);
    }

    /// A new account at the door, with an invite.
    Try asAccount(String name, @Nullable String invite) {
        Try attempt = new Try(TokenHash.of(name + random.nextLong()));
        Request.Ticket ticket = new Request.Ticket(attempt.token, "a test", invite);
        attempt.request = new Request.SignUp(name, "hash", ticket, said -> attempt.entry = said);
        return attempt;
    }

    /// Somebody whose password was right, at the door.
    Try asKnown(StoredPerson account) {
        Try attempt = new Try(TokenHash.of(account.name() + random.nextLong()));
        Request.Ticket ticket = new Request.Ticket(attempt.token, "another test", null);
        attempt.request =
                new Request.OpenSession(account.id(), "hash", ticket, said -> attempt.entry = said);
        return attempt;
    }

    /// Tries, in a batch of its own.
    Try run(Try attempt) {
        run(attempt.request());
        return attempt;
    }

    /// A guest with a connection that has heard what there was to hear.
    Device guest(String name) {
        return settled(connect(run(asGuest(name)).opened()));
    }

    /// An account with a connection that has heard what there was to hear.
    Device account(String name) {
        return settled(connect(run(asAccount(name)).opened()));
    }

    /// Lets a second of the steady clock pass, so that all have heard of everybody.
    private Device settled(Device device) {
        pass(1_000);
        time.jump(-1_000);
        return device;
    }

    /// A connection of the session that was opened.
    Device connect(Try opened) {
        return connect(new Device(opened.opened(), opened.token));
    }

    /// The operator, who is above all.
    Device operator() {
        return new Device(MemoryJournal.SERVER);
    }

    /// Does this, in a batch of its own; the reply is news.
    Device instruct(Device from, LongFunction<Instruction> frame) {
        from.news();
        run(new Request.Instructed(from, frame.apply(from.nextRef())));
        return from;
    }

    /// An account in this role, with a connection.
    Device inRole(String name, Role role) {
        Device device = account(name);
        if (role != Role.MEMBER) {
            Device given = instruct(operator(), ref -> new SetRole(ref, device.person(), role));
            given.done();
        }
        return device;
    }

    /// One more connection of somebody.
    Device connect(StoredPerson who) {
        return connect(new Device(who));
    }

    /// This connection, opened.
    Device connect(Device device) {
        recorder.opened(device);
        run(new Request.Connected(device));
        if (device.closed() == null && device.news(Notice.Welcome.class).isEmpty()) {
            throw new AssertionError("no welcome for " + device.who);
        }
        return device;
    }

    /// The connection breaks.
    void lose(Device device) {
        run(new Request.Disconnected(device, Request.Parting.LOST));
    }

    /// The connection is closed by its client.
    void close(Device device) {
        run(new Request.Disconnected(device, Request.Parting.CLOSED));
    }

    /// A sign-out; what is said to it is put there.
    static Request signOut(Device device, List<Optional<Refused>> said) {
        return new Request.EndSession(device.person(), device.session(), said::add);
    }

    Request post(Device from, ConversationId where, String text) {
        return post(from, where, text, cid());
    }

    Request post(Device from, ConversationId where, String text, CommandId cid) {
        return new Request.Client(
                from, new MessageFrame.Post(from.nextRef(), cid, journal.epoch(), where, text));
    }

    Request createRoom(Device from, String name) {
        return new Request.Client(
                from,
                new ConversationFrame.CreateRoom(from.nextRef(), cid(), journal.epoch(), name));
    }

    Request join(Device from, ConversationId room) {
        return new Request.Client(
                from, new ConversationFrame.Join(from.nextRef(), cid(), journal.epoch(), room));
    }

    Request leave(Device from, ConversationId room) {
        return new Request.Client(
                from, new ConversationFrame.Leave(from.nextRef(), cid(), journal.epoch(), room));
    }

    Request openDirect(Device from, String name) {
        return new Request.Client(
                from,
                new ConversationFrame.OpenDirect(
                        from.nextRef(), cid(), journal.epoch(), null, name));
    }

    Request openDirect(Device from, StoredPerson other) {
        return new Request.Client(
                from,
                new ConversationFrame.OpenDirect(
                        from.nextRef(), cid(), journal.epoch(), other.id(), null));
    }

    Request listPeople(Device from) {
        return new Request.Instructed(from, new PresenceFrame.ListPeople(from.nextRef(), null));
    }

    /// The room that somebody makes now.
    ConversationId room(Device maker, String name) {
        maker.news();
        run(createRoom(maker, name));
        return maker.accepted().conversation();
    }
}
