package dev.klatch.protocol;

/// The text form of an id on the wire: a type letter, then the number in base 36, lower case and
/// without leading zeros, so that each id has exactly one spelling.
final class IdText {
    private IdText() {}

    static String write(char letter, long value) {
        return letter + Long.toString(value, 36);
    }

    static long read(char letter, String text) {
        if (text.length() < 2 || text.length() > 14 || text.charAt(0) != letter) {
            throw new FieldFault(Refusal.WRONG_TYPE, null, null);
        }
        long value;
        try {
            value = Long.parseLong(text, 1, text.length(), 36);
        } catch (NumberFormatException notANumber) {
            throw new FieldFault(Refusal.WRONG_TYPE, null, null);
        }
        if (value <= 0 || !write(letter, value).equals(text)) {
            throw new FieldFault(Refusal.WRONG_TYPE, null, null);
        }
        return value;
    }

    static long positive(long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("ids are positive: " + value);
        }
        return value;
    }
}
