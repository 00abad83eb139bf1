package dev.klatch.server.setting;

import dev.klatch.server.setting.Setting.Change;
import java.util.ArrayList;
import java.util.List;

/// The settings as people read them: what is in force now, and the document.
public final class SettingTable {
    private SettingTable() {}

    /// All values with their sources, one line each, in columns.
    public static String of(Settings settings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("setting", "value", "source"));
        for (Setting<?> each : Declared.all()) {
            rows.add(
                    List.of(
                            each.name(),
                            withUnit(each, settings.text(each)),
                            settings.source(each).words()));
        }
        int names = width(rows, 0);
        int values = width(rows, 1);
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            table.append(padded(row.get(0), names))
                    .append("  ")
                    .append(padded(row.get(1), values))
                    .append("  ")
                    .append(row.get(2))
                    .append('\n');
        }
        return table.toString();
    }

    private static String withUnit(Setting<?> setting, String text) {
        String unit = setting.form().unit();
        return unit.isEmpty() ? text : text + " " + unit;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /// The text of `docs/settings.md`.
    public static String document() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Settings

                        This page is made from the declarations in the program:
                        `./klatch settings --document >docs/settings.md` writes it anew, and a test
                        compares.

                        Values come from these places, and what comes later wins:

                        1. the default below,
                        2. the file `klatch.conf` in the data folder (or `--settings FILE`): lines
                           `name = value`, and comments that begin with `#`,
                        3. the environment: `KLATCH_` and the name in capitals, with `_` for `-`, as
                           in `KLATCH_GUEST_GRACE`,
                        4. the flags of `./klatch serve`: `--name VALUE`,
                        5. for settings marked *running*, what the operator said on the console
                           while the server ran; it is kept in the database.

                        A name that is none, or a value that is not allowed, is said in a line that
                        names the setting, the place and the limit, and the server does not start
                        (exit status 2). `./klatch settings`, with the same flags and environment,
                        prints every value and where it comes from.

                        | setting | value | default | changed | meaning |
                        |---|---|---|---|---|
                        """);
        for (Setting<?> each : Declared.all()) {
            text.append(
                    "| `%s` | %s | `%s` | %s | %s |\n"
                            .formatted(
                                    each.name(),
                                    withUnit(each, each.form().expected()).replace("|", ", "),
                                    each.usualText(),
                                    each.change() == Change.WHILE_RUNNING ? "running" : "at start",
                                    each.words()));
        }
        return text.toString();
    }
}
