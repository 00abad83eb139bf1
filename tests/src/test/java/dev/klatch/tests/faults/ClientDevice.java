package dev.klatch.tests.faults;

import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientSettings;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.MessageState;
import dev.klatch.client.OutboxEntry;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.SignIn;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Reader;
import dev.klatch.tests.history.Sender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The client library itself, with what it writes, is answered and shows taken down. All its
/// messages count as sent over one connection: it promises their order over all of them.
final class ClientDevice implements AutoCloseable {
    private final String name;
    private final HistoryRecorder recorder;
    private final Await state = new Await();
    private final KlatchClient client;
    private final Set<CommandId> written = new HashSet<>();
    private final Map<ConversationId, Long> heads = new HashMap<>();
    private final Map<ConversationId, Long> firsts = new HashMap<>();
    private @Nullable String person;
    private @Nullable ConversationId everyone;
    private boolean caughtUp;
    private int settled;
    private int timesOffline;

    ClientDevice(URI server, String name, Path folder, HistoryRecorder recorder)
            throws IOException {
        this.name = name;
        this.recorder = recorder;
        this.client = KlatchClient.open(new ClientSettings(server, name, folder), this::heard);
    }

    /// Comes in as a guest and waits until everything is there.
    void start() throws InterruptedException {
        client.start(new SignIn.Guest(name));
        state.until(name + " has caught up", () -> caughtUp);
    }

    private void heard(ClientEvent event) {
        state.change(() -> take(event));
    }

    private void take(ClientEvent event) {
        switch (event) {
            case ClientEvent.Welcomed(var welcome) -> {
                person = welcome.person().text();
                everyone = welcome.everyone();
            }
            case ClientEvent.CaughtUp _ -> caughtUp = true;
            case ClientEvent.MessageChanged(var entry, var now) -> changed(entry, now);
            case ClientEvent.Happened(var happened, var _) -> shown(happened);
            case ClientEvent.LinkChanged(var link, var _, var _) -> {
                if (link == ClientEvent.LinkState.OFFLINE) {
                    // Waiting is tested elsewhere; here it would only take time.
                    client.retryNow();
                    timesOffline++;
                }
            }
            default -> {}
        }
    }

    private void changed(OutboxEntry entry, MessageState now) {
        String cid = entry.cid().text();
        switch (now) {
            case MessageState.Sending _ -> {
                if (written.add(entry.cid())) {
                    recorder.invoked(sender(), place(entry.addressee()), cid, entry.text());
                }
            }
            case MessageState.Sent(var conversation, var seq, var _, var _) -> {
                recorder.acked(sender(), cid, conversation.text(), seq);
                settled++;
            }
            case MessageState.Failed(var words, var _) -> {
                recorder.failed(sender(), cid, words);
                settled++;
            }
            case MessageState.Held(var why) ->
                    throw new IllegalStateException(entry + " is held: " + why);
        }
    }

    private String place(Addressee addressee) {
        return addressee instanceof Addressee.Conversation(var id)
                ? id.text()
                : String.valueOf(everyone);
    }

    private void shown(Event event) {
        recorder.seen(reader(), Entries.of(event));
        firsts.putIfAbsent(event.conversation(), event.seq());
        heads.merge(event.conversation(), event.seq(), Math::max);
    }

    private Sender sender() {
        return new Sender(String.valueOf(person), name, 1);
    }

    private Reader reader() {
        return new Reader(String.valueOf(person), name + " shows");
    }

    String person() {
        return String.valueOf(person);
    }

    ConversationId everyone() {
        if (everyone == null) {
            throw new IllegalStateException("not welcome yet");
        }
        return everyone;
    }

    /// Writes a message to the common room.
    void post(String text) {
        client.post(Addressee.of(everyone()), text);
    }

    /// Waits until it says that it is offline, for the so-many-eth time.
    void awaitOffline(int times) throws InterruptedException {
        state.until(name + " says it is offline", () -> timesOffline >= times);
    }

    /// Waits until so many of its messages are sent or refused.
    void awaitSettled(int count) throws InterruptedException {
        state.until(name + " has " + count + " settled", () -> settled >= count);
    }

    /// Waits until it shows the common room up to this place, and says that this is all of it.
    void finish(long head) throws InterruptedException {
        ConversationId room = everyone();
        state.until(name + " shows all up to " + head, () -> heads.getOrDefault(room, 0L) >= head);
        recorder.whole(reader(), room.text(), firsts.getOrDefault(room, 1L));
    }

    @Override
    public void close() {
        client.closed().join();
    }
}
