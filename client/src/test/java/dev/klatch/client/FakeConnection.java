package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The server's end of one connection of a [FakeServer].
final class FakeConnection implements Network.Wire {
    private static final long STEP_MILLIS = 1;

    final Person person;
    private final FakeServer server;
    private final Loop loop;
    private final Network.Listener listener;
    private @Nullable Event swapped;
    private boolean over;

    FakeConnection(FakeServer server, Loop loop, Person person, Network.Listener listener) {
        this.server = server;
        this.loop = loop;
        this.person = person;
        this.listener = listener;
    }

    void open() {
        server.connections.add(this);
        loop.execute(() -> listener.opened(this));
        send(
                new Notice.Welcome(
                        "Fake",
                        "0",
                        1,
                        server.epoch,
                        person.person(),
                        person.name(),
                        person.role(),
                        FakeServer.EVERYONE,
                        server.loop.wallMillis(),
                        List.of(),
                        Notice.TheLimits.ofProtocol()));
    }

    /// From server to client.
    void send(Object frame) {
        String text = new String(FrameCodec.encode(frame), StandardCharsets.UTF_8);
        sendText(text);
    }

    void sendText(String text) {
        server.loop.after(
                STEP_MILLIS,
                () -> {
                    if (!over) {
                        loop.execute(() -> listener.text(text));
                    }
                });
    }

    void live(Event event) {
        Faults faults = server.faults;
        if (faults.hits(faults.loseEvent())) {
            return;
        }
        if (swapped == null && faults.hits(faults.swapEvents())) {
            swapped = event;
            return;
        }
        send(event);
        if (faults.hits(faults.doubleEvent())) {
            send(event);
        }
        Event late = swapped;
        swapped = null;
        if (late != null) {
            send(late);
        }
    }

    /// The connection ends without a word.
    void cut() {
        end(new Network.End(1006, 0, "The connection was lost."));
    }

    void end(Network.End end) {
        if (!over) {
            over = true;
            server.connections.remove(this);
            loop.execute(() -> listener.ended(end));
        }
    }

    /// From client to server.
    @Override
    public void send(String frame) {
        server.loop.after(STEP_MILLIS, () -> hear(frame));
    }

    @Override
    public void close() {
        end(new Network.End(1000, 0, "Closed."));
    }

    @Override
    public void abort() {
        cut();
    }

    private void hear(String text) {
        Faults faults = server.faults;
        boolean cut = faults.hits(faults.cut());
        if (over || (cut && faults.random().nextBoolean())) {
            cut();
            return;
        }
        switch (FrameCodec.decodeClient(text)) {
            case Decoded.Frame(ClientFrame frame) -> {
                if (!cut) {
                    hear(frame);
                    return;
                }
                // The server did it, and nobody hears of it.
                over = true;
                hear(frame);
                over = false;
                cut();
            }
            case Decoded.Broken(Refused refused) -> send(refused);
        }
    }

    private void hear(ClientFrame frame) {
        if (frame instanceof Command command) {
            command(command);
            return;
        }
        switch (frame) {
            case PresenceFrame.Beat beat -> send(new Answer.Done(beat.ref()));
            case PresenceFrame.Typing typing -> send(new Answer.Done(typing.ref()));
            case PresenceFrame.ListPeople people ->
                    send(
                            new Answer.People(
                                    people.ref(), List.copyOf(server.tokens.values()), null));
            case ConversationFrame.ListConversations list -> list(list);
            case ConversationFrame.ListRooms rooms -> rooms(rooms);
            case MessageFrame.ReadHistory history -> history(history);
            case MessageFrame.Resume resume -> resume(resume);
            default -> send(Refused.of(frame.ref(), Refusal.UNKNOWN_KIND));
        }
    }

    private void command(Command command) {
        Answer.Accepted before = server.done.get(command.cid());
        Refusal refusal = refusal(command);
        if (before != null) {
            send(
                    new Answer.Accepted(
                            command.ref(),
                            command.cid(),
                            before.conversation(),
                            before.seq(),
                            before.time()));
        } else if (refusal != null) {
            Refused refused = Refused.of(command.ref(), refusal).command(command.cid());
            send(refusal == Refusal.SLOW_DOWN ? refused.after(500) : refused);
        } else {
            obey(command);
        }
    }

    private @Nullable Refusal refusal(Command command) {
        Faults faults = server.faults;
        if (!command.epoch().equals(server.epoch)) {
            return Refusal.EPOCH_CHANGED;
        }
        if (faults.hits(faults.refuse())) {
            return faults.random().nextBoolean() ? Refusal.SLOW_DOWN : Refusal.BUSY;
        }
        return null;
    }

    private void obey(Command command) {
        long time = server.loop.wallMillis();
        switch (command) {
            case MessageFrame.Post post -> {
                FakeServer.Log log = server.logs.get(post.conversation());
                if (log == null || !log.members.contains(person.person())) {
                    send(Refused.of(post.ref(), Refusal.UNKNOWN_CONVERSATION));
                    return;
                }
                accept(
                        command,
                        log,
                        new Event.Posted(
                                log.id,
                                log.events.size() + 1L,
                                time,
                                person.person(),
                                person.name(),
                                post.cid(),
                                post.text()));
            }
            case ConversationFrame.CreateRoom make -> {
                FakeServer.Log log =
                        new FakeServer.Log(
                                new ConversationId(server.id()),
                                ConversationType.ROOM,
                                make.name());
                server.logs.put(log.id, log);
                enter(command, log, created(log, command, time));
            }
            case ConversationFrame.Join join ->
                    enter(
                            command,
                            server.log(join.conversation()),
                            new Event.Joined(
                                    join.conversation(),
                                    server.log(join.conversation()).events.size() + 1L,
                                    time,
                                    person.person(),
                                    person.name(),
                                    join.cid()));
            case ConversationFrame.Leave leave -> {
                FakeServer.Log log = server.log(leave.conversation());
                log.members.remove(person.person());
                accept(
                        command,
                        log,
                        new Event.Left(
                                log.id,
                                log.events.size() + 1L,
                                time,
                                person.person(),
                                person.name(),
                                leave.cid()));
            }
            case ConversationFrame.OpenDirect open -> direct(open, time);
            default -> throw new AssertionError(command.toString());
        }
    }

    private Event.Created created(FakeServer.Log log, Command command, long time) {
        return new Event.Created(
                log.id,
                1,
                time,
                person.person(),
                person.name(),
                command.cid(),
                log.type,
                log.title);
    }

    private void enter(Command command, FakeServer.Log log, Event event) {
        log.members.add(person.person());
        send(new Notice.Entered(server.summary(log, person.person())));
        accept(command, log, event);
    }

    private void direct(ConversationFrame.OpenDirect open, long time) {
        Person other =
                server.tokens.values().stream()
                        .filter(p -> p.name().equalsIgnoreCase(open.name()))
                        .findFirst()
                        .orElse(null);
        if (other == null) {
            send(Refused.of(open.ref(), Refusal.UNKNOWN_PERSON));
            return;
        }
        FakeServer.Log log = server.direct(person, other);
        if (log.events.isEmpty()) {
            for (FakeConnection connection : List.copyOf(server.connections)) {
                if (log.members.contains(connection.person.person())) {
                    connection.send(
                            new Notice.Entered(server.summary(log, connection.person.person())));
                }
            }
            accept(open, log, created(log, open, time));
        } else {
            send(new Answer.Accepted(open.ref(), open.cid(), log.id, log.events.size(), time));
        }
    }

    private void accept(Command command, FakeServer.Log log, Event event) {
        Answer.Accepted accepted =
                new Answer.Accepted(
                        command.ref(), command.cid(), log.id, event.seq(), event.time());
        server.done.put(new CommandId(command.cid().high(), command.cid().low()), accepted);
        server.publish(log, event, this);
        send(accepted);
    }

    private void list(ConversationFrame.ListConversations list) {
        List<FakeServer.Log> mine =
                server.logs.values().stream()
                        .filter(log -> log.members.contains(person.person()))
                        .toList();
        String cursor = list.after();
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(mine.size(), from + Limits.LIST_ENTRIES);
        send(
                new Answer.Conversations(
                        list.ref(),
                        mine.subList(from, to).stream()
                                .map(log -> server.summary(log, person.person()))
                                .toList(),
                        to < mine.size() ? Integer.toString(to) : null));
    }

    private void rooms(ConversationFrame.ListRooms list) {
        List<Answer.Room> rooms = new ArrayList<>();
        for (FakeServer.Log log : server.logs.values()) {
            if (log.type == ConversationType.ROOM && !log.id.equals(FakeServer.EVERYONE)) {
                boolean joined = log.members.contains(person.person());
                rooms.add(new Answer.Room(log.id, log.title, log.members.size(), joined));
            }
        }
        send(new Answer.Rooms(list.ref(), rooms, null));
    }

    private void history(MessageFrame.ReadHistory ask) {
        List<Event> events = server.log(ask.conversation()).events;
        Long before = ask.before();
        Long limit = ask.limit();
        int to = before == null ? events.size() : (int) Math.min(events.size(), before - 1);
        int from = Math.max(0, to - (limit == null ? 50 : limit.intValue()));
        List<Event> page = List.copyOf(events.subList(from, to));
        send(new Answer.History(ask.ref(), ask.conversation(), events.size(), page, from > 0));
    }

    private void resume(MessageFrame.Resume ask) {
        List<Answer.Page> pages = new ArrayList<>();
        for (MessageFrame.Cursor cursor : ask.cursors()) {
            FakeServer.Log log = server.log(cursor.conversation());
            int head = log.events.size();
            if (cursor.seq() > head || head - cursor.seq() > server.resumeEvents) {
                pages.add(new Answer.Page(log.id, head, List.of(), false, true));
                continue;
            }
            int to = (int) Math.min(head, cursor.seq() + 20);
            List<Event> page = List.copyOf(log.events.subList((int) cursor.seq(), to));
            pages.add(new Answer.Page(log.id, head, page, to < head, false));
        }
        send(new Answer.Resumed(ask.ref(), server.epoch, pages));
    }
}
