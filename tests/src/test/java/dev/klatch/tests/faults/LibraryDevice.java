package dev.klatch.tests.faults;

import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientSettings;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.MessageState;
import dev.klatch.client.Reply;
import dev.klatch.client.Writing;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.SignIn;
import dev.klatch.protocol.Summary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A device of somebody with the client library, and all that it told.
final class LibraryDevice implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    final KlatchClient client;
    private final String name;
    private final Await state = new Await();
    private final Map<ConversationId, Summary> summaries = new HashMap<>();
    private final Map<ConversationId, List<Long>> shown = new HashMap<>();
    private final List<MessageFrame.Place> said = new ArrayList<>();
    private final List<CompletableFuture<Reply>> orders = new ArrayList<>();
    private final List<String> backwards = new ArrayList<>();
    private @Nullable PersonId person;
    private @Nullable ConversationId everyone;
    private boolean caughtUp;
    private int written;
    private int settled;

    LibraryDevice(URI server, String name, Path folder) throws IOException {
        this.name = name;
        this.client = KlatchClient.open(new ClientSettings(server, name, folder), this::heard);
    }

    /// Comes in and waits until everything is there.
    LibraryDevice start(SignIn how) throws InterruptedException {
        client.start(how);
        state.until(name + " has caught up", () -> caughtUp);
        return this;
    }

    private void heard(ClientEvent event) {
        state.change(() -> take(event));
    }

    private void take(ClientEvent event) {
        switch (event) {
            case ClientEvent.Welcomed(var welcome) -> {
                person = welcome.person();
                everyone = welcome.everyone();
            }
            case ClientEvent.CaughtUp _ -> caughtUp = true;
            case ClientEvent.Listed(var summary) -> summaries.put(summary.conversation(), summary);
            case ClientEvent.Changed(var summary) -> changed(summary);
            case ClientEvent.Gone(var conversation) -> summaries.remove(conversation);
            case ClientEvent.Happened(Event it, var _) ->
                    shown.computeIfAbsent(it.conversation(), _ -> new ArrayList<>()).add(it.seq());
            case ClientEvent.MessageChanged(
                            var _,
                            MessageState.Sent(var id, var seq, var _, var _)) -> {
                said.add(new MessageFrame.Place(id, seq));
                settled++;
            }
            case ClientEvent.MessageChanged(var _, MessageState.Failed _) -> settled++;
            case ClientEvent.LinkChanged(var link, var _, var _) -> {
                if (link == ClientEvent.LinkState.OFFLINE) {
                    client.retryNow();
                }
            }
            default -> {}
        }
    }

    /// Read marks only move forward, but one who comes back begins anew.
    private void changed(Summary now) {
        Summary before = summaries.put(now.conversation(), now);
        if (before != null && number(now.read()) < number(before.read())) {
            backwards.add(name + " had read " + before + " and then " + now);
        }
    }

    private static long number(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    /// The read marks that went back.
    List<String> backwards() {
        List<String> all = new ArrayList<>();
        state.change(() -> all.addAll(backwards));
        return all;
    }

    /// Leaves a room, or joins it if it is not in it.
    CompletableFuture<Reply> comeOrGo(ConversationId room) {
        boolean[] in = {false};
        state.change(() -> in[0] = summaries.containsKey(room));
        return in[0] ? client.conversations().leave(room) : client.conversations().join(room);
    }

    PersonId person() {
        return java.util.Objects.requireNonNull(person);
    }

    ConversationId everyone() {
        return java.util.Objects.requireNonNull(everyone);
    }

    void post(ConversationId place, Writing words) {
        state.change(() -> written++);
        client.post(Addressee.of(place), words);
    }

    /// Does something that is waited for by [#settle] only.
    void order(CompletableFuture<Reply> reply) {
        state.change(() -> orders.add(reply));
    }

    /// Waits until all that was written and ordered is done.
    void settle() throws InterruptedException {
        state.until(name + " has sent all", () -> settled == written);
        List<CompletableFuture<Reply>> open = new ArrayList<>();
        state.change(() -> {
            open.addAll(orders);
            orders.clear();
        });
        open.forEach(LibraryDevice::wait);
    }

    /// The accepted place of a command, which must succeed.
    Answer.Accepted done(CompletableFuture<Reply> reply) {
        if (wait(reply) instanceof Reply.Done(Answer.Accepted accepted)) {
            return accepted;
        }
        throw new AssertionError(name + ": " + reply.join());
    }

    static <T> T wait(CompletableFuture<T> answer) {
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /// The messages that it has said, by place.
    List<MessageFrame.Place> said() {
        List<MessageFrame.Place> places = new ArrayList<>();
        state.change(() -> places.addAll(said));
        return places;
    }

    /// The seqs of the events that it told of a conversation, in the order told.
    List<Long> shown(ConversationId conversation) {
        List<Long> seqs = new ArrayList<>();
        state.change(() -> seqs.addAll(shown.getOrDefault(conversation, List.of())));
        return seqs;
    }

    /// The badges that it shows, as the events told them.
    Map<String, String> badges() {
        Map<String, String> badges = new TreeMap<>();
        state.change(
                () -> summaries.forEach((id, summary) -> badges.put(id.text(), badge(summary))));
        return badges;
    }

    /// Who makes an account is in `everyone` without an event there: that is counted when asked.
    private String badge(Summary summary) {
        boolean counted = !summary.conversation().equals(everyone);
        return "read "
                + summary.read()
                + ", unread "
                + summary.unread()
                + ", mentions "
                + summary.mentions()
                + ", threads "
                + summary.threads()
                + ", people "
                + (counted ? summary.people() : "not told")
                + ", title "
                + summary.title();
    }

    /// What the server says of the same conversations now.
    Map<String, String> truth() {
        Map<String, String> badges = new TreeMap<>();
        for (Summary summary : wait(client.summaries())) {
            Reply reply = wait(client.conversations().read(summary.conversation()));
            if (reply instanceof Reply.Done(Answer.ConversationRead read)) {
                badges.put(summary.conversation().text(), badge(read.summary()));
            }
        }
        return badges;
    }

    /// Waits a moment for something to be told.
    void pause(long millis) throws InterruptedException {
        state.within(millis, () -> false);
    }

    void awaitConversation(ConversationId conversation) throws InterruptedException {
        state.until(name + " is in " + conversation, () -> summaries.containsKey(conversation));
    }

    void awaitGone(ConversationId conversation) throws InterruptedException {
        state.until(
                name + " is out of " + conversation, () -> !summaries.containsKey(conversation));
    }

    /// Reads the newest page of all conversations that it has not read before.
    void openAll() {
        for (Summary summary : wait(client.summaries())) {
            wait(client.newest(summary.conversation(), 50));
        }
    }

    /// What it keeps of a conversation, for people who look for a difference.
    String kept(ConversationId conversation, int newest) {
        StringBuilder lines = new StringBuilder();
        for (Event event : wait(client.newest(conversation, newest))) {
            byte[] bytes = dev.klatch.protocol.FrameCodec.encode(event);
            lines.append(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).append('\n');
        }
        return lines.toString();
    }

    String stateHash(int newest) {
        return wait(client.stateHash(newest));
    }

    @Override
    public void close() {
        client.closed().join();
    }
}
