package dev.klatch.protocol;

/// Makes text of others harmless for a terminal: what could move the cursor, recolour, retitle,
/// delete or reorder is replaced by a picture of itself, so that one sees that it was there.
///
/// Escape sequences need ESC or a C1 control to begin, so with those gone no CSI, OSC or DCS is
/// left. What stays: letters of every language, emoji with their joiners, and line feeds, which the
/// caller turns into lines of its own.
public final class Sanitizer {
    private static final int PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Sanitizer() {}

    /// The text with every dangerous character replaced; line feeds stay.
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(visible, point));
        return visible.toString();
    }

    /// The same for what must stay on one line, such as a name: line feeds become pictures, too.
    public static String oneLine(String text) {
        return visible(text).replace('\n', (char) (PICTURES + '\n'));
    }

    private static void append(StringBuilder visible, int point) {
        if (point == '\n') {
            visible.append('\n');
        } else if (point == '\t') {
            visible.append("    ");
        } else if (point < 0x20) {
            visible.appendCodePoint(PICTURES + point);
        } else if (point == 0x7F) {
            visible.appendCodePoint(PICTURE_OF_DELETE);
        } else if (harmless(point)) {
            visible.appendCodePoint(point);
        } else if (Character.getType(point) == Character.SURROGATE) {
            visible.appendCodePoint(REPLACEMENT);
        } else {
            visible.append("<U+").append("%04X".formatted(point)).append('>');
        }
    }

    /// Whether a terminal shows this character, and nothing else happens.
    public static boolean harmless(int point) {
        if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER) {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /// JSON as it was, with dangerous characters inside its strings written as escapes: the same
    /// JSON for a program, harmless for a terminal.
    public static String json(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints()
                .forEach(point -> {
                    if (point != '\n' && harmless(point)) {
                        safe.appendCodePoint(point);
                    } else {
                        for (char unit : Character.toChars(point)) {
                            safe.append("\\u%04x".formatted((int) unit));
                        }
                    }
                });
        return safe.toString();
    }
}
