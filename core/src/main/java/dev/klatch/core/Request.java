package dev.klatch.core;

import dev.klatch.core.journal.FileContent;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.DeleteAccount.Messages;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /// With what somebody comes in: the hash of the new token, what the device says of itself, and
    /// the code of an invite.
    record Ticket(TokenHash token, String device, @Nullable String invite) {
        /// From a device that says nothing, without an invite.
        public Ticket(TokenHash token) {
            this(token, "", null);
        }
    }

    /// Somebody comes in as a guest.
    record EnterGuest(String name, Ticket ticket, Consumer<Entry> reply) implements Request {}

    /// Somebody makes an account and comes in with it.
    record SignUp(String name, String passwordHash, Ticket ticket, Consumer<Entry> reply)
            implements Request {}

    /// The password was right: a session for the account. `passwordHash` is what it was checked
    /// against.
    record OpenSession(PersonId person, String passwordHash, Ticket ticket, Consumer<Entry> reply)
            implements Request {}

    /// The password, which has the old hash, was right, and another takes its place. All sessions
    /// but this one end. The reply is empty when it is done.
    record ChangePassword(
            PersonId person,
            TokenHash session,
            String oldHash,
            String newHash,
            Consumer<Optional<Refused>> reply)
            implements Request {}

    /// The password, which has this hash, was right, and the account is deleted. The reply is empty
    /// when it is done.
    record DeleteAccount(
            PersonId person, String oldHash, Messages messages, Consumer<Optional<Refused>> reply)
            implements Request {}

    /// These messages of a deleted account are erased; an empty list says that there are no more.
    record Erase(PersonId person, List<MessagePlace> places, Consumer<Optional<Refused>> reply)
            implements Request {}

    /// Somebody wants to upload a file for a conversation.
    record BeginUpload(
            PersonId person, ConversationId conversation, FileWish wish, Consumer<Uploading> reply)
            implements Request {}

    /// All of an upload is there and kept. The reply is empty when that is noted.
    record FinishUpload(FileId file, FileContent content, Consumer<Optional<Refused>> reply)
            implements Request {}

    /// These uploads and files are over, if no message shows them. The reply is empty when it is
    /// done.
    record EndFiles(List<FileId> files, Consumer<Optional<Refused>> reply) implements Request {}

    /// What became of the wish to upload something.
    sealed interface Uploading {
        /// Its bytes may come.
        record Begun(StoredFile file) implements Uploading {}

        /// Not so.
        record Denied(Refused refused) implements Uploading {}
    }

    /// If nobody owns the server, a new invite for its first owner is made. The reply is its code,
    /// or empty.
    record OfferOwnership(Consumer<Optional<String>> reply) implements Request {}

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
