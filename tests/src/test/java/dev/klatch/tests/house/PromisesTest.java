package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is promised to users, and what is withstood, with the tests of each: `docs/features.md` and
/// `docs/attacks.md` are printed from the names of the tests.
final class PromisesTest {
    /// A test of a promise begins with the promise's id: `d5ItsMembersAreTold`.
    private static final Pattern FEATURE = Pattern.compile("void (([a-e]\\d{1,2})_?[A-Z]\\w*)\\(");

    /// A test of an attack has its number in the name that it shows.
    private static final Pattern ATTACK =
            Pattern.compile("@DisplayName\\(\\s*\"((?:ATK-\\d{3}[ ,]*)+)([^\"]*)\"");

    /// The same in the tests of the browser client.
    private static final Pattern ATTACK_IN_BROWSER =
            Pattern.compile("\\w\\(\\s*'((?:ATK-\\d{3}[ ,]*)+)([^'%]*)");

    private static final Pattern NUMBER = Pattern.compile("ATK-\\d{3}");

    private record Found(String test, String words) {}

    private static Map<String, List<Found>> features() {
        Map<String, List<Found>> found = new TreeMap<>();
        for (Path file : tests()) {
            Matcher matcher = FEATURE.matcher(Repository.text(file));
            while (matcher.find()) {
                String id = matcher.group(2).toUpperCase(Locale.ROOT);
                String words =
                        matcher.group(1)
                                .substring(matcher.group(2).length())
                                .replace("_", "")
                                .replaceAll("([A-Z])", " $1")
                                .strip()
                                .toLowerCase(Locale.ROOT);
                found.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Found(name(file), words));
            }
        }
        return found;
    }

    private static Map<String, List<Found>> attacks() {
        Map<String, List<Found>> found = new TreeMap<>();
        for (Path file : tests()) {
            Pattern attack = isOfBrowser(file) ? ATTACK_IN_BROWSER : ATTACK;
            Matcher matcher = attack.matcher(Repository.text(file));
            while (matcher.find()) {
                Matcher number = NUMBER.matcher(matcher.group(1));
                while (number.find()) {
                    found.computeIfAbsent(number.group(), _ -> new ArrayList<>())
                            .add(new Found(name(file), words(matcher.group(2))));
                }
            }
        }
        return found;
    }

    private static List<Path> tests() {
        return Repository.files().stream()
                .filter(file -> isOfBrowser(file) || isOfJava(file))
                .sorted()
                .toList();
    }

    private static boolean isOfJava(Path file) {
        return file.toString().contains("src/test/java") && file.toString().endsWith(".java");
    }

    private static boolean isOfBrowser(Path file) {
        return file.startsWith("web") && file.toString().matches(".*\\.(test|e2e)\\.tsx?");
    }

    private static String words(String title) {
        return title.strip().replaceAll(":$", "");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".java", "");
    }

    @Test
    void theFeaturesArePrintedFromTheNamesOfTheTests() throws IOException {
        Map<String, List<Found>> found = features();
        StringBuilder text = new StringBuilder();
        text.append("# What Klatch does, and the tests that try it\n\n");
        text.append(
                "Printed from the names of the tests. A row begins with the id that its tests\n");
        text.append("begin with.\n");
        for (Promises.Part part : Promises.PARTS) {
            text.append("\n## ").append(part.title()).append("\n\n");
            text.append("| row | what | tests |\n|---|---|---|\n");
            for (Promises.Row row : part.rows()) {
                List<Found> tests = found.getOrDefault(row.id(), List.of());
                text.append("| ")
                        .append(row.id())
                        .append(" | ")
                        .append(row.words())
                        .append(" | ")
                        .append(tests.isEmpty() ? row.otherwise() : list(tests))
                        .append(" |\n");
            }
        }
        isPrinted("features.md", text.toString());
    }

    private static String list(List<Found> tests) {
        List<String> lines = new ArrayList<>();
        tests.forEach(test -> lines.add("`" + test.test() + "`: " + test.words()));
        return String.join("<br>", lines);
    }

    @Test
    void whatIsWithstoodIsPrintedFromTheNamesOfTheTests() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("# What Klatch withstands\n\n");
        text.append("Printed from the names of the tests, by the number of the attack.\n\n");
        text.append("| attack | what happens | test |\n|---|---|---|\n");
        attacks()
                .forEach((id, tests) -> {
                    for (Found test : tests) {
                        text.append("| ")
                                .append(id)
                                .append(" | ")
                                .append(test.words())
                                .append(" | `")
                                .append(test.test())
                                .append("` |\n");
                    }
                });
        isPrinted("attacks.md", text.toString());
    }

    private static void isPrinted(String document, String text) throws IOException {
        Files.writeString(Path.of("target", document), text);
        assertEquals(
                text,
                Repository.text(Path.of("docs", document)),
                "copy tests/target/" + document + " to docs/" + document);
    }
}
