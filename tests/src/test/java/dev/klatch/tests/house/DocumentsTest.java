package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents point to what exists.
final class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final Pattern SOURCE = Pattern.compile("[a-z]+/src/main/java/[\\w/]+\\.java");
    private static final Pattern NUMBERED = Pattern.compile("\\*\\*\\d{3}\\*\\* `[a-z-]+`");
    private static final int FILES_ON_THE_PATH = 7;

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path document : Repository.files()) {
            if (!document.toString().endsWith(".md")) {
                continue;
            }
            Matcher link = LINK.matcher(Repository.text(document));
            while (link.find()) {
                Path from = Repository.root().resolve(document).getParent();
                if (!link.group(1).contains("://")
                        && from != null
                        && !Files.exists(from.resolve(link.group(1)))) {
                    dead.add(document + " → " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    @Test
    void everyRefusalHasAnEntryInTheTroubleshooting() {
        String text = Repository.text(Path.of("docs", "troubleshooting.md"));
        Matcher entry = NUMBERED.matcher(text.substring(text.indexOf("## Error numbers")));
        List<String> entries = entry.results().map(MatchResult::group).toList();
        List<String> expected =
                Stream.of(Refusal.values())
                        .map(refusal -> "**" + refusal.number() + "** `" + refusal.error() + "`")
                        .toList();
        assertEquals(expected, entries);
    }

    @Test
    void thePathOfAMessageIsAtMostSevenFilesThatExist() {
        String text = Repository.text(Path.of("ARCHITECTURE.md"));
        int begin = text.indexOf("## The path of a message");
        assertTrue(begin >= 0, "ARCHITECTURE.md has a section \"The path of a message\"");
        int end = text.indexOf("\n## ", begin + 1);
        Matcher source = SOURCE.matcher(text.substring(begin, end < 0 ? text.length() : end));
        List<String> files = source.results().map(each -> each.group()).distinct().toList();
        assertTrue(files.size() > 3 && files.size() <= FILES_ON_THE_PATH, files::toString);
        for (String file : files) {
            assertTrue(Files.isRegularFile(Repository.root().resolve(file)), file);
        }
    }
}
