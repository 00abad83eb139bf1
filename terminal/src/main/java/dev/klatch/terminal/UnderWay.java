package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Download;
import dev.klatch.client.Parcel;
import dev.klatch.client.Progress;
import dev.klatch.protocol.Sanitizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/// The files on their way, a line each: which way, what, how much, how fast, how long it will take.
/// What does not fit is left out, the name last. From any thread.
final class UnderWay {
    private static final String GAP = "  ";
    private static final int BAR_LEAST = 8;
    private static final int BAR_MOST = 30;
    private static final int NAME_LEAST = 8;
    private static final int NAME_MOST = 32;
    private static final double NANOS = 1e9;

    private static final class Course {
        private final String arrow;
        private final String name;
        private final long total;
        private final long begun = System.nanoTime();
        private long first = -1;
        private long done;
        private @Nullable String waiting;

        Course(String arrow, String name, long total) {
            this.arrow = arrow;
            this.name = name;
            this.total = total;
        }
    }

    private final Ink ink;
    private final BooleanSupplier connected;
    private final Map<Object, Course> courses = new LinkedHashMap<>();

    /// `connected` says whether there is a connection.
    UnderWay(Ink ink, BooleanSupplier connected) {
        this.ink = ink;
        this.connected = connected;
    }

    /// Takes note of how far something is.
    synchronized void note(ClientEvent event) {
        switch (event) {
            case ClientEvent.ParcelMoved(var parcel, Progress progress) ->
                    note(parcel.cid(), progress, new Course("↑", label(parcel), parcel.size()));
            case ClientEvent.DownloadMoved(Download download, Progress progress) ->
                    note(download, progress, new Course("↓", download.name(), download.size()));
            default -> {}
        }
    }

    /// The first file, and how many more there are.
    private static String label(Parcel parcel) {
        int more = parcel.items().size() - 1;
        return parcel.items().getFirst().name() + (more == 0 ? "" : " +" + more);
    }

    private void note(Object key, Progress progress, Course fresh) {
        if (progress.isOver()) {
            courses.remove(key);
            return;
        }
        Course course = courses.computeIfAbsent(key, _ -> fresh);
        switch (progress) {
            case Progress.Moving(long done, _) -> {
                course.waiting = null;
                course.done = done;
                if (course.first < 0 && done > 0) {
                    course.first = done;
                }
            }
            case Progress.Waiting(String words) -> course.waiting = words;
            default -> {}
        }
    }

    /// A line for each, none wider than so many columns.
    synchronized List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        int widest =
                courses.values().stream().mapToInt(course -> width(course.name)).max().orElse(0);
        int number = 1;
        for (Course course : courses.values()) {
            String before = courses.size() > 1 ? number + " " : "";
            lines.add(
                    line(
                            before + course.arrow + " ",
                            course,
                            Math.min(NAME_MOST, widest),
                            columns));
            number++;
        }
        return lines;
    }

    private String line(String before, Course course, int longest, int columns) {
        int room = columns - width(before);
        if (course.waiting != null || !connected.getAsBoolean()) {
            String name = padded(course.name, Math.min(longest, Math.max(NAME_LEAST, room / 3)));
            String why =
                    connected.getAsBoolean()
                            ? "waits: " + course.waiting
                            : "goes on when we are back";
            String words = shortened(why, room - width(name) - GAP.length());
            return ink.accent(before) + name + GAP + ink.quiet(words);
        }
        double part = course.total == 0 ? 1 : (double) course.done / course.total;
        String percent = String.format(Locale.ROOT, "%3d%%", (int) (part * 100));
        List<String> more = new ArrayList<>();
        more.add(Wording.size(course.done) + " of " + Wording.size(course.total));
        more.addAll(speed(course));
        int name = longest;
        int fixed = GAP.length() + percent.length();
        while (!more.isEmpty() && name + fixed + BAR_LEAST + 1 + width(more) > room) {
            more.removeLast();
        }
        int bar = Math.min(BAR_MOST, room - name - fixed - width(more) - 1);
        if (bar < BAR_LEAST) {
            name = Math.max(NAME_LEAST, name - (BAR_LEAST - bar));
            bar = Math.min(BAR_LEAST, room - name - fixed - width(more) - 1);
        }
        StringBuilder line = new StringBuilder(ink.accent(before));
        line.append(padded(course.name, name)).append(GAP).append(percent);
        line.append(bar < 3 ? "" : " " + bar(part, bar));
        more.forEach(word -> line.append(GAP).append(ink.quiet(word)));
        return line.toString();
    }

    private static String padded(String name, int columns) {
        String shorter = shortened(name, columns);
        return shorter + " ".repeat(Math.max(0, columns - width(shorter)));
    }

    private String bar(double part, int width) {
        int full = (int) Math.round(part * width);
        return ink.accent("━".repeat(full)) + ink.quiet("┄".repeat(width - full));
    }

    private static List<String> speed(Course course) {
        double seconds = (System.nanoTime() - course.begun) / NANOS;
        long moved = course.first < 0 ? 0 : course.done - course.first;
        if (seconds < 1 || moved <= 0) {
            return List.of();
        }
        double speed = moved / seconds;
        long left = Math.round((course.total - course.done) / speed);
        return List.of(Wording.size((long) speed) + "/s", left(Duration.ofSeconds(left)));
    }

    private static String left(Duration time) {
        long hours = time.toHours();
        String minutes =
                String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
        return (hours > 0 ? hours + " h " + time.toMinutesPart() + " min" : minutes) + " left";
    }

    private static int width(List<String> words) {
        return words.stream().mapToInt(word -> GAP.length() + width(word)).sum();
    }

    private static int width(String text) {
        return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
    }

    /// A name of at most so many columns: its beginning and its end, which has its kind.
    static String shortened(String name, int columns) {
        String plain = Sanitizer.oneLine(name);
        if (width(plain) <= columns) {
            return plain;
        }
        int[] points = plain.codePoints().toArray();
        int tail = Math.min(columns / 3, 10);
        int begin = points.length;
        for (int used = 0; begin > 0; begin--) {
            used += Math.max(0, WCWidth.wcwidth(points[begin - 1]));
            if (used > tail) {
                break;
            }
        }
        int end = 0;
        int used = 0;
        int most = columns - 1 - width(new String(points, begin, points.length - begin));
        while (end < begin) {
            used += Math.max(0, WCWidth.wcwidth(points[end]));
            if (used > most) {
                break;
            }
            end++;
        }
        return new String(points, 0, end) + "…" + new String(points, begin, points.length - begin);
    }
}
