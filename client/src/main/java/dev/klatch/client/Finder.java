package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the conversation that an addressee means, on one connection: a private conversation is
/// opened by name, a public room is looked up and joined. Belongs to the client's loop.
final class Finder {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What was found.
    sealed interface Found {
        /// It goes there.
        record At(ConversationId id) implements Found {}

        /// It goes nowhere, now (`retry`) or for good.
        record Nowhere(Refused refused) implements Found {}
    }

    private final Loop loop;
    private final Connection connection;
    private final Notice.Welcome welcome;

    Finder(Loop loop, Connection connection, Notice.Welcome welcome) {
        this.loop = loop;
        this.connection = connection;
        this.welcome = welcome;
    }

    /// Answers at once where nothing has to be asked, else later; never if the connection ends.
    void find(Addressee addressee, Consumer<Found> then) {
        switch (addressee) {
            case Addressee.Everyone() -> then.accept(new Found.At(welcome.everyone()));
            case Addressee.Conversation(ConversationId id) -> then.accept(new Found.At(id));
            case Addressee.Person(String name) -> openDirect(name, then);
            case Addressee.Room(String name) -> lookUp(name, null, then);
        }
    }

    private CommandId cid() {
        return CommandId.fresh(loop.wallMillis(), RANDOM);
    }

    private void openDirect(String name, Consumer<Found> then) {
        connection.ask(
                ref -> new ConversationFrame.OpenDirect(ref, cid(), welcome.epoch(), null, name),
                answer -> then.accept(outcome(answer)));
    }

    private void lookUp(String name, @Nullable String after, Consumer<Found> then) {
        connection.pull(
                ref -> new ConversationFrame.ListRooms(ref, after),
                answer -> {
                    if (answer instanceof Answer.Rooms page) {
                        search(name, page, then);
                    } else {
                        then.accept(outcome(answer));
                    }
                });
    }

    private void search(String name, Answer.Rooms page, Consumer<Found> then) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Answer.Room room : page.rooms()) {
            if (room.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                enter(room, then);
                return;
            }
        }
        if (page.after() != null) {
            lookUp(name, page.after(), then);
        } else {
            String words = "There is no room called " + name + ".";
            then.accept(new Found.Nowhere(Refused.of(0, Refusal.UNKNOWN_CONVERSATION, words)));
        }
    }

    private void enter(Answer.Room room, Consumer<Found> then) {
        if (room.joined()) {
            then.accept(new Found.At(room.conversation()));
            return;
        }
        connection.ask(
                ref -> new ConversationFrame.Join(ref, cid(), welcome.epoch(), room.conversation()),
                answer -> then.accept(outcome(answer)));
    }

    private static Found outcome(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> new Found.At(accepted.conversation());
            case Refused refused -> new Found.Nowhere(refused);
            default -> new Found.Nowhere(Refused.of(0, Refusal.INTERNAL));
        };
    }
}
