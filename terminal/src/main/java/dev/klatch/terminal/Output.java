package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.protocol.Answer;
import org.jspecify.annotations.Nullable;

/// Where the terminal client says things. Every method may be called from any thread, and makes
/// text of others harmless itself.
interface Output {
    /// Something happened in a conversation.
    void event(ClientEvent.Happened happened);

    /// An own message is in another state.
    void message(ClientEvent.MessageChanged changed);

    /// Somebody came or went, a room was made, and the like.
    void notice(ClientEvent event);

    /// The server answered a question; what it means is said in words, too.
    void answer(Answer answer);

    /// Something was found by a search.
    ///
    /// @param number which one it is, from 1
    void found(int number, Answer.Hit hit, String query);

    /// A line of a list that was asked for: what it is about, and the rest.
    void listed(String what, String more);

    /// Words of the client itself: an answer to a command, a change of the link.
    void say(String words);

    /// Asks whoever types; null if nobody can be asked, as in a script, or they do not answer. Only
    /// on the thread that reads what is typed, before a verb returns.
    @Nullable String ask(String question);

    /// The same, and the answer is not shown.
    @Nullable String askSecretly(String question);

    /// Something was not done, and why.
    void problem(String words);
}
