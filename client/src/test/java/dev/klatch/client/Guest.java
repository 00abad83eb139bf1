package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A client of a [FakeServer] and all that it told.
final class Guest {
    final List<ClientEvent> told = new ArrayList<>();
    final KlatchClient client;
    private final String name;

    Guest(FakeServer server, VirtualLoop time, Path state, String name) throws IOException {
        this(server, time, state, name, new SplittableRandom(name.hashCode()));
    }

    Guest(FakeServer server, VirtualLoop time, Path state, String name, RandomGenerator random)
            throws IOException {
        this.name = name;
        Loop loop = time.part();
        client =
                KlatchClient.open(
                        new ClientSettings(URI.create("http://127.0.0.1:5555"), name, state),
                        loop,
                        server.network(loop),
                        random,
                        told::add);
    }

    Guest start() {
        client.start(new SignIn.Guest(name));
        return this;
    }

    boolean caughtUp() {
        return told.stream().anyMatch(ClientEvent.CaughtUp.class::isInstance);
    }

    /// The texts that this client showed in one conversation, in the order shown.
    List<String> shown(ConversationId conversation) {
        return told.stream()
                .filter(ClientEvent.Happened.class::isInstance)
                .map(event -> ((ClientEvent.Happened) event).event())
                .filter(event -> event.conversation().equals(conversation))
                .filter(Event.Posted.class::isInstance)
                .map(event -> ((Event.Posted) event).text())
                .toList();
    }

    /// The seqs that it told, in the order told.
    List<Long> places(ConversationId conversation) {
        return told.stream()
                .filter(ClientEvent.Happened.class::isInstance)
                .map(event -> ((ClientEvent.Happened) event).event())
                .filter(event -> event.conversation().equals(conversation))
                .map(Event::seq)
                .toList();
    }

    long sent() {
        return states(MessageState.Sent.class);
    }

    long states(Class<? extends MessageState> state) {
        return told.stream()
                .filter(ClientEvent.MessageChanged.class::isInstance)
                .filter(event -> state.isInstance(((ClientEvent.MessageChanged) event).state()))
                .count();
    }
}
