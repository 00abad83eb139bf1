package dev.klatch.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules that compact constructors apply to their fields.
final class Check {
    private Check() {}

    static void ref(long ref) {
        range("ref", ref, 1, Limits.INTEGER);
    }

    static void range(String field, long value, long least, long most) {
        if (value < least) {
            throw new FieldFault(Refusal.OUT_OF_RANGE, field, least);
        }
        if (value > most) {
            throw new FieldFault(Refusal.OUT_OF_RANGE, field, most);
        }
    }

    static void optionalRange(String field, @Nullable Long value, long least, long most) {
        if (value != null) {
            range(field, value, least, most);
        }
    }

    /// A short string: an epoch, a cursor, a name before the server has looked at it.
    static void shortText(String field, @Nullable String value) {
        if (value != null && (value.isEmpty() || value.length() > 128)) {
            throw new FieldFault(Refusal.OUT_OF_RANGE, field, 128L);
        }
    }

    static void messageText(String text) {
        if (text.isBlank()) {
            throw new FieldFault(Refusal.TEXT_EMPTY, "text", null);
        }
        if (Utf8.length(text) > Limits.TEXT_BYTES) {
            throw new FieldFault(Refusal.TEXT_TOO_LONG, "text", (long) Limits.TEXT_BYTES);
        }
    }

    /// The length is looked at by characters only where the account is made, not here: an old
    /// password stays good when the rule changes.
    static void password(String password) {
        if (Utf8.length(password) > Limits.PASSWORD_BYTES) {
            throw new FieldFault(
                    Refusal.PASSWORD_INVALID, "password", (long) Limits.PASSWORD_BYTES);
        }
    }

    static void exactlyOne(String field, @Nullable Object one, @Nullable Object other) {
        if ((one == null) == (other == null)) {
            throw new FieldFault(Refusal.MISSING_FIELD, field, null);
        }
    }

    /// A text for a person's eyes that may be empty, measured in characters.
    static void words(String field, @Nullable String value, int most) {
        if (value != null && value.codePointCount(0, value.length()) > most) {
            throw new FieldFault(Refusal.OUT_OF_RANGE, field, (long) most);
        }
    }

    /// The same, and not blank.
    static void filled(String field, String value, int most) {
        if (value.isBlank()) {
            throw new FieldFault(Refusal.TEXT_EMPTY, field, null);
        }
        words(field, value, most);
    }

    /// The value of a state.
    static void value(String value) {
        if (Utf8.length(value) > Limits.TEXT_BYTES) {
            throw new FieldFault(Refusal.TEXT_TOO_LONG, "value", (long) Limits.TEXT_BYTES);
        }
    }

    /// What one leg of a call tells another: something, and not too much of it.
    static void signal(SignalSort what, String body) {
        int most =
                what == SignalSort.DESCRIPTION ? Limits.DESCRIPTION_BYTES : Limits.CANDIDATE_BYTES;
        if (body.isEmpty()) {
            throw new FieldFault(Refusal.TEXT_EMPTY, "body", null);
        }
        if (Utf8.length(body) > most) {
            throw new FieldFault(Refusal.TEXT_TOO_LONG, "body", (long) most);
        }
    }

    /// A word of a newer server is nothing that a client may say.
    static void known(String field, @Nullable Word word) {
        if (word != null && word.name().equals("OTHER")) {
            throw new FieldFault(Refusal.WRONG_TYPE, field, null);
        }
    }

    /// A list of people, each once.
    static List<PersonId> people(String field, List<PersonId> people, int least, int most) {
        range(field, people.size(), least, most);
        return List.copyOf(new LinkedHashSet<>(people));
    }

    /// The people named in a message, each once; null if nobody said.
    static @Nullable List<PersonId> mentions(@Nullable List<PersonId> people) {
        return people == null ? null : people("mentions", people, 0, Limits.MENTIONS);
    }

    /// The files of a message, each once; null if there are none.
    static @Nullable List<FileId> files(@Nullable List<FileId> files) {
        if (files == null) {
            return null;
        }
        range("files", files.size(), 1, Limits.FILES);
        return List.copyOf(new LinkedHashSet<>(files));
    }

    /// A list of names.
    static List<String> names(String field, List<String> names) {
        range(field, names.size(), 1, Limits.GROUP_PEOPLE);
        names.forEach(name -> shortText(field, name));
        return List.copyOf(names);
    }

    /// At least one of the things that can be changed is there; `field` names the first.
    static void any(String field, @Nullable Object... given) {
        for (Object one : given) {
            if (one != null) {
                return;
            }
        }
        throw new FieldFault(Refusal.MISSING_FIELD, field, null);
    }

    /// Something that goes with this sort of frame, or does not.
    static void with(String field, @Nullable Object value, boolean belongs) {
        if (belongs && value == null) {
            throw new FieldFault(Refusal.MISSING_FIELD, field, null);
        }
        if (!belongs && value != null) {
            throw new FieldFault(Refusal.UNKNOWN_FIELD, field, null);
        }
    }
}
