package dev.klatch.terminal;

import dev.klatch.client.FileSize;
import dev.klatch.client.Parcel;
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

    /// A size: `12 bytes`, `1.2 MiB`.
    static String size(long bytes) {
        return FileSize.words(bytes);
    }

    /// What is in a file: `image/png 640x480`, `audio/ogg 0:12`.
    static String content(Attachment file) {
        String more = file.width() == null ? "" : " " + file.width() + "x" + file.height();
        Long millis = file.duration();
        if (millis != null) {
            Duration lasts = Duration.ofMillis(millis);
            more += " %d:%02d".formatted(lasts.toMinutes(), lasts.toSecondsPart());
        }
        boolean unknown = file.type().equals("application/octet-stream");
        return (unknown ? "file" : Sanitizer.oneLine(file.type())) + more;
    }

    /// The files of a parcel: `a.txt`, `a.txt and 2 more`.
    static String names(Parcel parcel) {
        String first = Sanitizer.oneLine(parcel.items().getFirst().name());
        int more = parcel.items().size() - 1;
        return more == 0 ? first : first + " and " + more + " more";
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
