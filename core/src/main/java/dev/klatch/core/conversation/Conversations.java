package dev.klatch.core.conversation;

import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.StoredConversation;
import dev.klatch.protocol.ConversationId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The conversations in use, loaded from the journal when first needed.
public final class Conversations {
    private static final int KEPT = 10_000;

    private final Journal journal;
    private final Map<ConversationId, Conversation> loaded = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<ConversationId> ended = new HashSet<>();

    public Conversations(Journal journal) {
        this.journal = journal;
    }

    /// The conversation with this id, or null.
    public @Nullable Conversation find(ConversationId id) {
        Conversation known = loaded.get(id);
        if (known != null) {
            return known;
        }
        StoredConversation stored = ended.contains(id) ? null : journal.conversation(id);
        return stored == null ? null : add(stored);
    }

    /// Takes in a conversation that the journal has or is about to have.
    public Conversation add(StoredConversation stored) {
        boolean takesAll = stored.id().equals(journal.everyone());
        Conversation conversation = new Conversation(stored, takesAll);
        loaded.put(stored.id(), conversation);
        return conversation;
    }

    /// This conversation is over.
    public void end(ConversationId id) {
        loaded.remove(id);
        ended.add(id);
    }

    /// Gives memory back. Only between two batches: within one, what is loaded is ahead of the
    /// journal.
    public void trim() {
        ended.clear();
        var eldest = loaded.entrySet().iterator();
        while (loaded.size() > KEPT) {
            eldest.next();
            eldest.remove();
        }
    }

    /// Forgets all of it, because the journal did not keep what was decided.
    public void forget() {
        loaded.clear();
        ended.clear();
    }
}
