package dev.klatch.terminal;

import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.Availability;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.Sanitizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers, times and people in words, harmless for a terminal.
final class Wording {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    /// What whoever came through the basic door is told first.
    static final String READABLE =
            "This line is not encrypted: others in the network can read along.";

    /// The same as a mark that stays.
    static final String MARK = "not encrypted";

    private Wording() {}

    /// `1 person`, `3 people`.
    static String count(long number, String one, String more) {
        return number == 1 ? "1 " + one : number + " " + more;
    }

    /// A time of the server, here: `21 Nov 2026 14:02`.
    static String time(long millis) {
        return DAY_AND_TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    /// How long: `3 days`, `5 hours`, `1 minute`.
    static String lasting(Duration time) {
        if (time.toDays() > 0) {
            return count(time.toDays(), "day", "days");
        }
        return time.toHours() > 0
                ? count(time.toHours(), "hour", "hours")
                : count(Math.max(1, time.toMinutes()), "minute", "minutes");
    }

    /// A file: `[photo.png, 1.2 MiB, image/png, 640x480]`.
    static String file(Attachment file) {
        String pixels =
                file.width() == null || file.height() == null
                        ? ""
                        : ", " + file.width() + "x" + file.height();
        String name = Sanitizer.oneLine(file.name());
        String type = Sanitizer.oneLine(file.type());
        return "[" + name + ", " + size(file.size()) + ", " + type + pixels + "]";
    }

    /// A size in steps of 1,024: `12 bytes`, `1.2 MiB`, `34 GiB`.
    static String size(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        double size = bytes;
        int step = 0;
        while (size >= 1_024 && step < units.length - 1) {
            size /= 1_024;
            step++;
        }
        String form = step == 0 || size >= 10 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, size, units[step]);
    }

    /// A word of the protocol: `DO_NOT_DISTURB` is `do not disturb`.
    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// A person with what they show of themselves: `bob (Bob Smith, away: at lunch)`.
    static String person(Person person) {
        StringBuilder shown = new StringBuilder();
        add(shown, person.role() == Role.MEMBER ? null : word(person.role()));
        add(shown, person.displayName());
        Availability availability = person.availability();
        if (availability != null && availability != Availability.HERE) {
            add(shown, word(availability));
        }
        add(shown, person.status());
        return Sanitizer.oneLine(person.name() + (shown.isEmpty() ? "" : " (" + shown + ")"));
    }

    private static void add(StringBuilder shown, @Nullable String part) {
        if (part != null && !part.isBlank()) {
            shown.append(shown.isEmpty() ? "" : ", ").append(part);
        }
    }
}
