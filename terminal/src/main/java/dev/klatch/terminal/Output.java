package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;

/// Where the terminal client says things. Every method may be called from any thread, and makes
/// text of others harmless itself.
interface Output {
    /// Something happened in a conversation.
    void event(ClientEvent.Happened happened);

    /// An own message is in another state.
    void message(ClientEvent.MessageChanged changed);

    /// Somebody came or went, a room was made, and the like.
    void notice(ClientEvent event);

    /// Words of the client itself: an answer to a command, a change of the link.
    void say(String words);

    /// Something was not done, and why.
    void problem(String words);
}
