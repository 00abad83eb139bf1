package dev.klatch.server.log;

import dev.klatch.protocol.Sanitizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line of a log: a JSON object that begins with time, level and the name of what happened.
/// Whatever stands in it, it is one line, and nothing in it moves a terminal that shows it. Made
/// and filled on one thread.
public final class LogLine {
    /// The longest text of others in a field, in characters (code points).
    public static final int FIELD_CHARACTERS = 256;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private final String level;
    private final StringBuilder fields = new StringBuilder(160);

    private LogLine(String level) {
        this.level = level;
    }

    /// Something that happened, by the name of it.
    public static LogLine of(String event) {
        return new LogLine("INFO").with("event", event);
    }

    /// Something that the operator may want to look at.
    public static LogLine warning(String event) {
        return new LogLine("WARN").with("event", event);
    }

    static LogLine atLevel(String level) {
        return new LogLine(level);
    }

    /// Adds a field with the first [#FIELD_CHARACTERS] of this text; nothing if there is none.
    public LogLine with(String name, @Nullable String text) {
        return text == null ? this : whole(name, cut(text));
    }

    /// Adds a field with a number.
    public LogLine with(String name, long number) {
        name(name);
        fields.append(number);
        return this;
    }

    /// Adds a field with the whole text, however long.
    LogLine whole(String name, String text) {
        name(name);
        fields.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                fields.append('\\');
            }
            fields.append(each);
        }
        fields.append('"');
        return this;
    }

    private void name(String name) {
        fields.append(",\"").append(name).append("\":");
    }

    /// The text, or its beginning and a sign that there is more.
    static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= FIELD_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, FIELD_CHARACTERS)) + "…";
    }

    /// The line, without its end.
    String json(Instant time, ZoneId zone) {
        String begin = "{\"time\":\"" + TIME.format(time.atZone(zone)) + "\",\"level\":\"" + level;
        return Sanitizer.json(begin + "\"" + fields + "}");
    }
}
