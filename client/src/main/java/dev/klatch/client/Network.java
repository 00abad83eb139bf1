package dev.klatch.client;

import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import java.util.function.Consumer;

/// The way to one server. Every call returns at once and is answered later on the client's loop.
public interface Network {
    /// Comes in by HTTP.
    void signIn(SignIn request, Consumer<SignInResult> then);

    /// Goes for good: the token is worth nothing afterwards. `then` runs in any case, with whether
    /// the server heard it.
    void signOut(String token, Consumer<Boolean> then);

    /// What takes the password once more, by HTTP. [Reply.Lost] if nobody could be asked: then it
    /// may be done or not.
    void order(String token, AccountOrder order, Consumer<Reply> then);

    /// Opens a WebSocket. Exactly one of `opened` and `ended` is called; after `opened`, `text` for
    /// every frame and at last `ended` once.
    void connect(String token, Listener listener);

    /// The way of the bytes of files.
    FileWire files();

    /// What became of a sign-in.
    sealed interface SignInResult {
        /// One is in.
        record Opened(SessionOpened session) implements SignInResult {}

        /// The server said no.
        record Denied(Refused refused) implements SignInResult {}

        /// Nobody could be asked.
        record Unreachable(String words) implements SignInResult {}
    }

    /// What is heard of one WebSocket.
    interface Listener {
        /// It is open; `welcome` comes next.
        void opened(Wire wire);

        /// A text frame; the next one is not read before this returns.
        void text(String frame);

        /// Something without meaning for the chat was heard, such as a ping.
        void heard();

        /// It is over, or never began.
        void ended(End end);
    }

    /// The sending side of a WebSocket. On the loop only.
    interface Wire {
        /// Sends a text frame after those before it.
        void send(String frame);

        /// Says goodbye after everything handed over before was sent.
        void close();

        /// Drops it at once.
        void abort();
    }

    /// Why a WebSocket is over.
    ///
    /// @param code the WebSocket close code, 1006 if none was heard
    /// @param status the HTTP status if the upgrade was refused, else 0
    /// @param words for people
    record End(int code, int status, String words) {}
}
