package dev.klatch.protocol;

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
}
