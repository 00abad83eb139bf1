package dev.klatch.tests.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules for every text file, whatever language it is in.
final class TextRules {
    private static final int LINES_OF_A_FILE = 400;
    private static final int COLUMNS = 100;

    /// Kinds of files that people write here; others (pictures, results) are left alone.
    private static final Pattern WRITTEN =
            Pattern.compile(
                    ".*\\.(java|xml|md|sh|sql|json|properties|yml|txt|tsx?|m?js|css|html)"
                            + "|klatch|run");

    private static final Pattern PROGRAM =
            Pattern.compile(".*\\.(java|sh|sql|tsx?|m?js|css)|klatch|run");

    /// Where a line is at most so wide; for the browser client its own formatter says so.
    private static final Pattern NARROW = Pattern.compile(".*\\.java");

    /// Folders of the machine that something was written on.
    private static final Pattern MACHINE_PATH =
            Pattern.compile(
                    "(?<![\\w.$}*-])/(root|work|home/\\w+|Users/\\w+)/|[A-Z]:\\\\Users\\\\");

    private static final Pattern URL_HOST = Pattern.compile("\\bhttps?://([A-Za-z0-9.-]+)");

    /// Hosts that a source may name; registries and mirrors are a matter of the machine's settings.
    private static final Pattern KNOWN_HOST =
            Pattern.compile(
                    "localhost|[0-9.]+|evil|host|[a-z]+\\.local|.*\\.test"
                            + "|([a-z-]+\\.)?example(\\.(com|org|net))?(\\.evil)?"
                            + "|(www|maven|archive)\\.apache\\.org|www\\.w3\\.org"
                            + "|github\\.com|www\\.rfc-editor\\.org|keepachangelog\\.com");

    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    /// Not written here.
    private static final Set<String> FOREIGN =
            Set.of("mvnw", "mvnw.cmd", "LICENSE", "package-lock.json");

    private TextRules() {}

    /// Whether people write this file here.
    static boolean isWritten(Path file) {
        String name = String.valueOf(file.getFileName());
        return !FOREIGN.contains(name) && WRITTEN.matcher(name).matches();
    }

    static List<Finding> check(Path file, String text) {
        String name = String.valueOf(file.getFileName());
        List<Finding> findings = new ArrayList<>();
        if (!isWritten(file)) {
            return findings;
        }
        String[] lines = text.split("\n", -1);
        if (PROGRAM.matcher(name).matches() && lines.length - 1 > LINES_OF_A_FILE) {
            findings.add(finding("file-length", file, 1, lines.length - 1 + " lines"));
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            findings.add(finding("last-line", file, lines.length, "no line end at the end"));
        }
        if (text.endsWith("\n\n")) {
            findings.add(finding("last-line", file, lines.length, "empty lines at the end"));
        }
        for (int i = 0; i < lines.length; i++) {
            checkLine(file, i + 1, lines[i], findings);
        }
        return findings;
    }

    private static void checkLine(Path file, int number, String line, List<Finding> findings) {
        if (line.endsWith("\r")) {
            findings.add(finding("line-end", file, number, "a carriage return"));
        } else if (line.endsWith(" ") || line.endsWith("\t")) {
            findings.add(finding("trailing-space", file, number, "space at the end"));
        }
        if (NARROW.matcher(file.toString()).matches()
                && line.codePointCount(0, line.length()) > COLUMNS) {
            findings.add(finding("line-length", file, number, line.length() + " columns"));
        }
        if (MACHINE_PATH.matcher(line).find()) {
            findings.add(finding("machine-path", file, number, "a path of one machine"));
        }
        if (UNFINISHED.matcher(line).find()) {
            findings.add(finding("unfinished", file, number, "something left to do"));
        }
        Matcher url = URL_HOST.matcher(line);
        while (url.find()) {
            if (!KNOWN_HOST.matcher(url.group(1)).matches()) {
                findings.add(finding("foreign-host", file, number, url.group(1)));
            }
        }
    }

    private static Finding finding(String rule, Path file, int line, String words) {
        return new Finding(rule, file + ":" + line, words);
    }
}
