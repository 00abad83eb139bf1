package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.StateFrame;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What the devices of a person share and nobody else sees: drafts, favourites, levels of
/// notification, keywords, whom one blocks, and what a client wants to keep besides, under a key
/// that begins with `client:` (at most 128 characters); values have at most 16,384 bytes of UTF-8.
/// What is set holds at once on this device, and on the others when the server has it;
/// [ClientEvent.StateChanged] tells both. From any thread.
public final class States {
    /// When a conversation makes itself heard.
    public enum Level {
        /// At every message.
        ALL,
        /// When one is named or called.
        MENTIONS,
        /// Never.
        NOTHING
    }

    /// The key of the words, one a line, that count as one's name.
    public static final String KEYWORDS = "keywords";

    private final Orders orders;
    private final Session session;

    States(Orders orders, Session session) {
        this.orders = orders;
        this.session = session;
    }

    /// The key of what is written in a conversation and not sent.
    public static String draft(ConversationId conversation) {
        return "draft:" + conversation.text();
    }

    /// The key that says that a conversation is a favourite, by any value.
    public static String favourite(ConversationId conversation) {
        return "favourite:" + conversation.text();
    }

    /// The key of the level of a conversation: a word of [Level] in lower case.
    public static String level(ConversationId conversation) {
        return "notifications:" + conversation.text();
    }

    /// The key that says, by any value, that this one may not write to one directly.
    public static String block(PersonId person) {
        return "block:" + person.text();
    }

    /// All values, by key.
    public CompletableFuture<Map<String, String>> all() {
        return orders.answered(then -> then.complete(session.states().all()));
    }

    /// Keeps a value under a key; an empty one ends it. Refused only beyond their limits.
    public CompletableFuture<Optional<Refused>> set(String key, String value) {
        if (FrameCodec.tried(() -> new StateFrame.SetState(1, key, value))
                instanceof Decoded.Broken(Refused refused)) {
            return CompletableFuture.completedFuture(Optional.of(refused));
        }
        return orders.answered(then -> {
            session.states().set(key, value);
            then.complete(Optional.empty());
        });
    }

    /// Completed when the server has all that was set, or there is no connection to tell it.
    public CompletableFuture<Void> said() {
        return orders.<Void>answered(then -> session.states().whenSaid(() -> then.complete(null)));
    }

    /// Keeps what is written in a conversation and not sent.
    public CompletableFuture<Optional<Refused>> keepDraft(
            ConversationId conversation, String text) {
        return set(draft(conversation), text);
    }

    /// Makes a conversation a favourite.
    public CompletableFuture<Optional<Refused>> favour(ConversationId conversation) {
        return set(favourite(conversation), "yes");
    }

    /// A conversation is no favourite any more.
    public CompletableFuture<Optional<Refused>> unfavour(ConversationId conversation) {
        return set(favourite(conversation), "");
    }

    /// Says when a conversation makes itself heard.
    public CompletableFuture<Optional<Refused>> listen(ConversationId conversation, Level level) {
        return set(level(conversation), level.name().toLowerCase(Locale.ROOT));
    }

    /// Sets the words that count as one's name.
    public CompletableFuture<Optional<Refused>> keywords(List<String> words) {
        return set(KEYWORDS, String.join("\n", words));
    }
}
