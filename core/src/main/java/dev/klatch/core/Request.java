package dev.klatch.core;

import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refused;
import java.util.Optional;
import java.util.function.Consumer;

/// What the sequencer is asked to do.
public sealed interface Request {
    /// A command that came over a connection.
    record Client(Connection from, Command command) implements Request {}

    /// An instruction that came over a connection.
    record Instructed(Connection from, Instruction instruction) implements Request {}

    /// A connection of a signed-in person is open and waits for its welcome.
    record Connected(Connection connection) implements Request {}

    /// A connection has ended.
    record Disconnected(Connection connection, Parting parting) implements Request {}

    /// How a connection ended.
    enum Parting {
        /// The client said goodbye.
        CLOSED,
        /// It broke, or was cut.
        LOST
    }

    /// Somebody comes in as a guest.
    record EnterGuest(String name, TokenHash tokenHash, Consumer<Entry> reply) implements Request {}

    /// Somebody makes an account and comes in with it.
    record SignUp(String name, String passwordHash, TokenHash tokenHash, Consumer<Entry> reply)
            implements Request {}

    /// The password was right: a session for the account.
    record OpenSession(PersonId person, TokenHash tokenHash, Consumer<Entry> reply)
            implements Request {}

    /// A session ends; a guest leaves for good with it. The reply is empty when it is done.
    record EndSession(PersonId person, TokenHash tokenHash, Consumer<Optional<Refused>> reply)
            implements Request {}

    /// All that was said is deleted, for everybody, and all begin anew under another epoch. First
    /// `before` is run, on the sequencer's thread: nothing is deleted if it throws. The reply is
    /// empty when it is done.
    record Wipe(Runnable before, Consumer<Optional<Refused>> reply) implements Request {}

    /// Time has passed.
    record Tick() implements Request {}

    /// What became of a try to come in.
    sealed interface Entry {
        /// Come in.
        record Opened(StoredPerson person) implements Entry {}

        /// Not so.
        record Denied(Refused refused) implements Entry {}
    }
}
