package dev.klatch.core;

import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.Callout;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom a text names. A client that knows the people says so itself; for one that does not, each
/// `@` is followed by the longest name that a member has.
final class Mentions {
    /// So many `@` of one text are looked at.
    private static final int LOOKED_AT = 20;

    /// A name ends at one of so many places behind its `@`.
    private static final int ENDS = 4;

    private final Draft draft;

    Mentions(Draft draft) {
        this.draft = draft;
    }

    /// Whom a text mentions and calls.
    record Named(List<PersonId> people, @Nullable Callout callout) {}

    /// Those whom the client named and who are in the conversation.
    List<PersonId> members(Conversation conversation, List<PersonId> people) {
        List<PersonId> members = new ArrayList<>();
        for (PersonId id : people) {
            StoredPerson person = draft.person(id);
            if (person != null && !person.closed() && conversation.has(id)) {
                members.add(id);
            }
        }
        return members;
    }

    /// Those whom the text names.
    Named in(Conversation conversation, String text) {
        Set<PersonId> people = new LinkedHashSet<>();
        Callout callout = null;
        int looked = 0;
        int at = text.indexOf('@');
        while (at >= 0 && looked < LOOKED_AT && people.size() < Limits.MENTIONS) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
                looked++;
                Callout called = callout(word(text, at + 1));
                callout = called == null ? callout : called;
                PersonId person = called == null ? person(conversation, text, at + 1) : null;
                if (person != null) {
                    people.add(person);
                }
            }
            at = text.indexOf('@', at + 1);
        }
        return new Named(List.copyOf(people), callout);
    }

    private static String word(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private static @Nullable Callout callout(String word) {
        return switch (word) {
            case "everyone", "all" -> Callout.EVERYONE;
            case "here" -> Callout.HERE;
            default -> null;
        };
    }

    private @Nullable PersonId person(Conversation conversation, String text, int from) {
        for (int end : ends(text, from).reversed()) {
            String name = NameRules.clean(text.substring(from, end));
            StoredPerson person = name == null ? null : draft.personNamed(NameRules.key(name));
            if (person != null && !person.closed() && conversation.has(person.id())) {
                return person.id();
            }
        }
        return null;
    }

    /// The places behind `from` where a name may end: before what no name has, and before each
    /// joint, the first few.
    private static List<Integer> ends(String text, int from) {
        List<Integer> ends = new ArrayList<>();
        int most = Math.min(text.length(), from + 2 * Limits.NAME_CHARACTERS);
        int i = from;
        while (i <= most && ends.size() < ENDS) {
            boolean over = i == text.length();
            int point = over ? 0 : text.codePointAt(i);
            boolean letter = !over && Character.isLetterOrDigit(point);
            if (!letter && i > from && Character.isLetterOrDigit(text.codePointBefore(i))) {
                ends.add(i);
            }
            if (over || (!letter && !NameRules.isInside(point))) {
                break;
            }
            i += Character.charCount(point);
        }
        return ends;
    }
}
