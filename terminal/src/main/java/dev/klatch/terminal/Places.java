package dev.klatch.terminal;

import dev.klatch.protocol.ConversationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The conversations one is in, in the order of the bar, and what is unread there. Belongs to the
/// [Directory], which locks.
final class Places {
    /// What is unread in a conversation.
    ///
    /// @param messages of others, as far as they are counted
    /// @param mentions those among them that name me; in a private conversation all
    record Unread(int messages, int mentions) {
        static final Unread NONE = new Unread(0, 0);
    }

    private static final int MOST = 99;

    private final Map<ConversationId, Unread> unread = new LinkedHashMap<>();

    /// It is one of ours; new ones come last, the common room first.
    void add(ConversationId conversation) {
        unread.putIfAbsent(conversation, Unread.NONE);
    }

    void addFirst(ConversationId conversation) {
        Map<ConversationId, Unread> others = new LinkedHashMap<>(unread);
        Unread own = others.remove(conversation);
        unread.clear();
        unread.put(conversation, own == null ? Unread.NONE : own);
        unread.putAll(others);
    }

    void remove(ConversationId conversation) {
        unread.remove(conversation);
    }

    void clear() {
        unread.clear();
    }

    /// So much is unread there.
    void set(ConversationId conversation, Unread now) {
        unread.put(conversation, now);
    }

    /// A count as it is shown: beyond 99 it is not exact.
    static String shown(int count) {
        return count > MOST ? MOST + "+" : Integer.toString(count);
    }

    Unread unread(ConversationId conversation) {
        return unread.getOrDefault(conversation, Unread.NONE);
    }

    /// All of them, in order.
    List<ConversationId> all() {
        return new ArrayList<>(unread.keySet());
    }

    /// The one of this number, from 1.
    Optional<ConversationId> numbered(int number) {
        return unread.keySet().stream().skip(number - 1L).findFirst();
    }

    /// The one to look at next, other than where one is: where one is named, else where anything is
    /// unread.
    Optional<ConversationId> next(@Nullable ConversationId here) {
        return first(here, Unread::mentions).or(() -> first(here, Unread::messages));
    }

    private Optional<ConversationId> first(
            @Nullable ConversationId here, ToIntFunction<Unread> count) {
        return unread.entrySet().stream()
                .filter(place -> !place.getKey().equals(here))
                .filter(place -> count.applyAsInt(place.getValue()) > 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
