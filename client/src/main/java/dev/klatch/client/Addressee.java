package dev.klatch.client;

import dev.klatch.protocol.ConversationId;

/// Where a message shall go. Names are for what is written while there is no connection: they are
/// looked up when the message is first sent, and the answer is kept with the message.
public sealed interface Addressee {
    /// The common room.
    record Everyone() implements Addressee {}

    /// A conversation whose id is known.
    record Conversation(ConversationId id) implements Addressee {}

    /// The private conversation with the person who has this name when it is first sent.
    record Person(String name) implements Addressee {}

    /// The public room of this name; it is joined if need be.
    record Room(String name) implements Addressee {}

    /// The common room.
    static Addressee everyone() {
        return new Everyone();
    }

    /// A conversation whose id is known.
    static Addressee of(ConversationId id) {
        return new Conversation(id);
    }
}
