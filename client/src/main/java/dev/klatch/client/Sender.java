package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends what one wrote and ordered, in the order written, each until it is accepted or finally
/// refused, with the same cid in every try, over as many connections as it takes.
///
/// **One command is under way at a time.** With several, the order of one author could break: a
/// refusal that passes (`slow-down`, `busy`, `storage-full`) can hit one post and spare the next,
/// which is then accepted before the one that is sent again. A copy of the server's pace kept here
/// would make that rare and not impossible, for the pace is shared by all devices of a person, and
/// `busy` follows no pace. One at a time costs a round trip a message, and the server's pace for
/// one person is far below that.
///
/// Belongs to the client's loop.
final class Sender {
    /// What a sender tells its client.
    interface Owner {
        void changed(OutboxEntry entry, MessageState state);

        /// An own command is done: the reply stands for its event.
        void done(Command command, Answer.Accepted accepted);
    }

    /// Makes the frame of a command for one connection.
    @FunctionalInterface
    interface Framing {
        ClientFrame frame(long ref, String epoch);
    }

    private sealed interface Item {
        record Written(CommandId cid) implements Item {}

        record Ordered(Framing framing, Consumer<Reply> then) implements Item {}
    }

    private final Loop loop;
    private final Outbox outbox;
    private final Owner owner;
    private final String server;
    private final Backoff patience;
    private final Deque<Item> queue = new ArrayDeque<>();
    private @Nullable Connection connection;
    private Notice.@Nullable Welcome welcome;
    private Loop.@Nullable Timer pause;
    private @Nullable Item underWay;

    Sender(Loop loop, Outbox outbox, String server, Backoff patience, Owner owner) {
        this.loop = loop;
        this.outbox = outbox;
        this.owner = owner;
        this.server = server;
        this.patience = patience;
        outbox.entries().forEach(entry -> queue.add(new Item.Written(entry.cid())));
    }

    /// Keeps a message on the disk, then says that it is being sent, then sends it.
    void write(OutboxEntry entry) {
        Refused refused = entry.words().refused();
        if (refused != null) {
            owner.changed(entry, new MessageState.Failed(refused.message(), refused));
            return;
        }
        try {
            outbox.put(entry);
        } catch (IOException full) {
            owner.changed(
                    entry,
                    new MessageState.Failed(
                            "It could not be kept on this machine's disk, so it was not sent.",
                            null));
            return;
        }
        owner.changed(entry, new MessageState.Sending());
        queue.add(new Item.Written(entry.cid()));
        next();
    }

    /// Sends a command after what was written before it. It is not kept on disk.
    void order(Framing framing, Consumer<Reply> then) {
        queue.add(new Item.Ordered(framing, then));
        next();
    }

    /// There is a connection. Entries of somebody else, and of another history, are held.
    void connected(Connection open, Notice.Welcome hello) {
        Notice.Welcome before = welcome;
        connection = open;
        welcome = hello;
        for (Item item : List.copyOf(queue)) {
            switch (item) {
                case Item.Written(CommandId cid) -> admit(item, outbox.entry(cid));
                case Item.Ordered ordered -> {
                    if (before != null && !before.epoch().equals(hello.epoch())) {
                        queue.remove(item);
                        deny(ordered, Refused.of(0, Refusal.EPOCH_CHANGED));
                    }
                }
            }
        }
        next();
    }

    private void admit(Item item, @Nullable OutboxEntry entry) {
        Notice.Welcome hello = welcome;
        if (entry == null || hello == null) {
            queue.remove(item);
            return;
        }
        boolean ours = entry.person() == null || hello.person().equals(entry.person());
        if (!ours || !entry.server().equals(server)) {
            queue.remove(item);
            owner.changed(entry, new MessageState.Held(MessageState.Hold.OTHER_PERSON));
        } else if (entry.epoch() != null && !hello.epoch().equals(entry.epoch())) {
            queue.remove(item);
            owner.changed(entry, new MessageState.Held(MessageState.Hold.OTHER_EPOCH));
        } else if (entry.person() == null || entry.epoch() == null) {
            keep(entry.belongingTo(hello.person(), hello.epoch()));
        }
    }

    private void keep(OutboxEntry entry) {
        try {
            outbox.put(entry);
        } catch (IOException full) {
            pause(patience.next(1_000));
        }
    }

    /// The connection is over. What was under way is sent again on the next one.
    void disconnected() {
        connection = null;
        underWay = null;
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
    }

    /// Nothing will be sent any more: what is not on disk is lost.
    void close() {
        disconnected();
        for (Item item : queue) {
            if (item instanceof Item.Ordered ordered) {
                ordered.then().accept(new Reply.Lost("Not done: Klatch was closed before."));
            }
        }
        queue.clear();
    }

    /// The entries that are not settled, in the order written.
    List<OutboxEntry> unsettled() {
        return outbox.entries();
    }

    /// The entries that are held back, in the order written.
    List<OutboxEntry> held() {
        List<OutboxEntry> held = new ArrayList<>(outbox.entries());
        held.removeIf(entry -> queue.contains(new Item.Written(entry.cid())));
        return held;
    }

    /// Sends a held entry after all, as the person and under the history of now.
    void release(CommandId cid) {
        OutboxEntry entry = outbox.entry(cid);
        Notice.Welcome hello = welcome;
        Item item = new Item.Written(cid);
        if (entry != null && hello != null && !queue.contains(item)) {
            keep(entry.belongingTo(hello.person(), hello.epoch()));
            queue.add(item);
            next();
        }
    }

    /// Forgets an entry.
    void forget(CommandId cid) {
        done(new Item.Written(cid));
        settle(cid);
        next();
    }

    /// An event of one's own arrived that another connection may have sent: then it is settled.
    /// True if it was written here.
    boolean seen(Event.Posted own) {
        OutboxEntry entry = outbox.entry(own.cid());
        if (entry != null) {
            Item item = new Item.Written(own.cid());
            var place = new MessageState.Sent(own.conversation(), own.seq(), own.time(), List.of());
            sent(item, entry, place);
        }
        return entry != null;
    }

    private void next() {
        Connection open = connection;
        Notice.Welcome hello = welcome;
        Item item = queue.peek();
        if (open == null || hello == null || item == null || underWay != null || pause != null) {
            return;
        }
        underWay = item;
        switch (item) {
            case Item.Ordered ordered ->
                    open.ask(
                            ref -> ordered.framing().frame(ref, hello.epoch()),
                            answer -> answered(item, answer));
            case Item.Written(CommandId cid) -> {
                OutboxEntry entry = Objects.requireNonNull(outbox.entry(cid));
                new Finder(loop, open, hello)
                        .find(entry.addressee(), found -> found(item, entry, found));
            }
        }
    }

    private void found(Item item, OutboxEntry entry, Finder.Found found) {
        if (!item.equals(underWay)) {
            return;
        }
        switch (found) {
            case Finder.Found.At(ConversationId id) -> {
                if (!(entry.addressee() instanceof Addressee.Everyone)) {
                    addressedAlike(entry.addressee())
                            .forEach(e -> keep(e.addressedTo(Addressee.of(id))));
                }
                post(item, entry, id);
            }
            case Finder.Found.Nowhere(Refused refused) -> answered(item, refused);
        }
    }

    /// Where a name leads is kept before anything is sent there: after a crash the name may be
    /// somebody else's.
    private List<OutboxEntry> addressedAlike(Addressee addressee) {
        List<OutboxEntry> alike = new ArrayList<>();
        if (!(addressee instanceof Addressee.Conversation)) {
            for (OutboxEntry entry : outbox.entries()) {
                if (entry.addressee().equals(addressee)
                        && queue.contains(new Item.Written(entry.cid()))) {
                    alike.add(entry);
                }
            }
        }
        return alike;
    }

    private void post(Item item, OutboxEntry entry, ConversationId conversation) {
        Connection open = connection;
        Notice.Welcome hello = welcome;
        if (open == null || hello == null) {
            return;
        }
        String epoch = Objects.requireNonNullElse(entry.epoch(), hello.epoch());
        open.ask(
                ref -> entry.words().frame(ref, entry.cid(), epoch, conversation),
                answer -> answered(item, answer));
    }

    private void answered(Item item, Answer answer) {
        if (!item.equals(underWay)) {
            return;
        }
        if (answer instanceof Refused refused && refused.retry()) {
            underWay = null;
            Long wait = refused.retryAfter();
            pause(wait == null ? patience.next(100) : wait);
            return;
        }
        patience.reset();
        switch (item) {
            case Item.Ordered ordered -> {
                done(item);
                if (answer instanceof Refused refused) {
                    deny(ordered, refused);
                } else {
                    if (answer instanceof Answer.Accepted accepted
                            && ordered.framing().frame(1, "-") instanceof Command command) {
                        owner.done(command, accepted);
                    }
                    ordered.then().accept(new Reply.Done(answer));
                }
            }
            case Item.Written(CommandId cid) -> {
                OutboxEntry entry = Objects.requireNonNull(outbox.entry(cid));
                written(item, entry, answer);
            }
        }
        next();
    }

    private void written(Item item, OutboxEntry entry, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            List<Person> offline = accepted.offline();
            sent(
                    item,
                    entry,
                    new MessageState.Sent(
                            accepted.conversation(),
                            accepted.seq(),
                            accepted.time(),
                            offline == null ? List.of() : offline));
            owner.done(entry.words().frame(1, entry.cid(), "-", accepted.conversation()), accepted);
            return;
        }
        done(item);
        if (answer instanceof Refused refused && refused.is(Refusal.EPOCH_CHANGED)) {
            owner.changed(entry, new MessageState.Held(MessageState.Hold.OTHER_EPOCH));
            return;
        }
        settle(entry.cid());
        Refused refused = answer instanceof Refused no ? no : Refused.of(0, Refusal.INTERNAL);
        owner.changed(entry, new MessageState.Failed(refused.message(), refused));
    }

    private void sent(Item item, OutboxEntry entry, MessageState.Sent sent) {
        done(item);
        settle(entry.cid());
        owner.changed(entry, sent);
        next();
    }

    private void done(Item item) {
        queue.remove(item);
        if (item.equals(underWay)) {
            underWay = null;
        }
    }

    private void settle(CommandId cid) {
        try {
            outbox.settle(cid);
        } catch (IOException full) {
            // It is sent once more after the next start, and the server knows it by its cid.
        }
    }

    private static void deny(Item.Ordered ordered, Refused refused) {
        ordered.then().accept(new Reply.Denied(refused));
    }

    private void pause(long millis) {
        if (pause != null) {
            pause.cancel();
        }
        pause =
                loop.after(
                        millis,
                        () -> {
                            pause = null;
                            next();
                        });
    }
}
