package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import dev.klatch.protocol.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server in memory that follows the protocol, without a network: for tests of clients. All of it
/// runs on one loop.
public final class FakeServer {
    /// The common room.
    public static final ConversationId EVERYONE = new ConversationId(1);

    /// A conversation and all that happened in it.
    static final class Log {
        final ConversationId id;
        final ConversationType type;
        final String title;
        final Set<PersonId> members = new LinkedHashSet<>();
        final List<Event> events = new ArrayList<>();

        Log(ConversationId id, ConversationType type, String title) {
            this.id = id;
            this.type = type;
            this.title = title;
        }
    }

    final Loop loop;
    final Map<ConversationId, Log> logs = new LinkedHashMap<>();
    final Map<String, Person> tokens = new LinkedHashMap<>();
    final Map<String, String> passwords = new HashMap<>();
    final Map<CommandId, Answer.Accepted> done = new HashMap<>();
    final Set<FakeConnection> connections = new LinkedHashSet<>();
    Faults faults = Faults.none();
    String epoch = "e1";
    final FakeFileWire files = new FakeFileWire(1);
    volatile boolean reachable = true;
    int resumeEvents = 2_000;
    private long nextId = 100;

    /// A server on this loop, with a common room.
    public FakeServer(Loop loop) {
        this.loop = loop;
        logs.put(EVERYONE, new Log(EVERYONE, ConversationType.ROOM, "everyone"));
    }

    /// From now on it does these things wrong.
    public void faults(Faults wrong) {
        faults = wrong;
    }

    /// It cannot be reached, or can be again.
    public void reachable(String yesOrNo) {
        reachable = yesOrNo.equals("yes");
        if (!reachable) {
            List.copyOf(connections).forEach(FakeConnection::cut);
        }
    }

    /// Everything that happened is replaced by nothing.
    public void wipe(String newEpoch) {
        epoch = newEpoch;
        logs.values().forEach(log -> log.events.clear());
        done.clear();
        List.copyOf(connections).forEach(FakeConnection::cut);
    }

    /// The way to this server.
    public Network network(Loop clientLoop) {
        return new FakeNetwork(this, clientLoop);
    }

    /// What was said in a conversation, in order.
    public List<String> said(ConversationId conversation) {
        return log(conversation).events.stream()
                .filter(Event.Posted.class::isInstance)
                .map(event -> ((Event.Posted) event).text())
                .toList();
    }

    Log log(ConversationId conversation) {
        Log log = logs.get(conversation);
        if (log == null) {
            throw new AssertionError("no conversation " + conversation);
        }
        return log;
    }

    long id() {
        return nextId++;
    }

    /// Answers a sign-in: a session or a refusal.
    Network.SignInResult signIn(SignIn request) {
        String name = request.name().toLowerCase(Locale.ROOT);
        boolean present = tokens.values().stream().anyMatch(p -> p.name().equalsIgnoreCase(name));
        String password = passwords.get(name);
        return switch (request) {
            case SignIn.Guest _ when password != null -> denied(Refusal.NAME_HAS_ACCOUNT);
            case SignIn.Guest _ when present -> denied(Refusal.NAME_TAKEN);
            case SignIn.Guest guest -> opened(new PersonId(id()), guest.name(), Role.GUEST);
            case SignIn.SignUp _ when password != null -> denied(Refusal.NAME_HAS_ACCOUNT);
            case SignIn.SignUp _ when present -> denied(Refusal.NAME_TAKEN);
            case SignIn.SignUp signUp -> {
                passwords.put(name, signUp.password());
                yield opened(new PersonId(name.hashCode() & 0xFFFF), signUp.name(), Role.MEMBER);
            }
            case SignIn.WithPassword with when with.password().equals(password) ->
                    opened(new PersonId(name.hashCode() & 0xFFFF), with.name(), Role.MEMBER);
            case SignIn.WithPassword _ -> denied(Refusal.WRONG_PASSWORD);
        };
    }

    private static Network.SignInResult denied(Refusal refusal) {
        return new Network.SignInResult.Denied(Refused.of(0, refusal));
    }

    private Network.SignInResult opened(PersonId person, String name, Role role) {
        String token = "token-" + id();
        tokens.put(token, new Person(person, name, role));
        log(EVERYONE).members.add(person);
        return new Network.SignInResult.Opened(new SessionOpened(person, name, role, token));
    }

    /// The token is worth nothing from now on.
    public void forgetTokens() {
        tokens.clear();
        List.copyOf(connections).forEach(FakeConnection::cut);
    }

    /// The private conversation of two people.
    Log direct(Person one, Person other) {
        for (Log log : logs.values()) {
            if (log.type == ConversationType.DIRECT
                    && log.members.contains(one.person())
                    && log.members.contains(other.person())) {
                return log;
            }
        }
        Log log = new Log(new ConversationId(id()), ConversationType.DIRECT, "");
        log.members.add(one.person());
        log.members.add(other.person());
        logs.put(log.id, log);
        return log;
    }

    Summary summary(Log log, PersonId reader) {
        Person with = null;
        if (log.type == ConversationType.DIRECT) {
            for (Person person : tokens.values()) {
                if (log.members.contains(person.person()) && !person.person().equals(reader)) {
                    with = person;
                }
            }
        }
        long time = log.events.isEmpty() ? 0 : log.events.getLast().time();
        return new Summary(log.id, log.type, log.title, log.events.size(), time, with);
    }

    /// Puts an event at the end of its log and tells it to all members but one connection.
    void publish(Log log, Event event, @Nullable FakeConnection except) {
        log.events.add(event);
        for (FakeConnection connection : List.copyOf(connections)) {
            if (connection != except && log.members.contains(connection.person.person())) {
                connection.live(event);
            }
        }
    }

    /// Somebody who needs no connection says something.
    public void say(ConversationId conversation, String name, String text) {
        Log log = log(conversation);
        PersonId author = new PersonId(name.hashCode() & 0xFFFF);
        CommandId cid = CommandId.fresh(loop.wallMillis(), faults.random());
        long seq = log.events.size() + 1L;
        publish(
                log,
                new Event.Posted(conversation, seq, loop.wallMillis(), author, name, cid, text),
                null);
    }

    /// Somebody who need not be trusted shows a file of this content, called so.
    public void show(ConversationId conversation, String name, byte... content) {
        Log log = log(conversation);
        Attachment file =
                new Attachment(
                        files.has(content),
                        name,
                        content.length,
                        "text/plain",
                        null,
                        null,
                        null,
                        null,
                        null);
        CommandId cid = CommandId.fresh(loop.wallMillis(), faults.random());
        PersonId author = new PersonId(66);
        publish(
                log,
                new Event.Posted(
                        conversation,
                        log.events.size() + 1L,
                        loop.wallMillis(),
                        author,
                        "eve",
                        cid,
                        "",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(file),
                        null),
                null);
    }

    /// Tells all connections something.
    public void notice(Notice notice) {
        List.copyOf(connections).forEach(connection -> connection.send(notice));
    }
}
