package dev.klatch.terminal;

import dev.klatch.protocol.Sanitizer;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Paths of this machine as they are typed: `~` is the home folder, a path with spaces stands
/// between quotes or has a backslash before each space.
final class PathWords {
    private static final int MANY = 200;
    private static final String CAPTION = "--";

    private PathWords() {}

    /// What was typed after `/send`.
    ///
    /// @param paths as they were typed, without quotes
    /// @param caption what stands behind `--`; empty if nothing does
    record Typed(List<String> paths, String caption) {}

    /// Reads paths and a caption. What is, as a whole, the name of a file is this one path.
    static Typed read(String typed) {
        String text = typed.strip();
        if (find(text).filter(Files::exists).isPresent()) {
            return new Typed(List.of(text), "");
        }
        List<String> paths = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder word = new StringBuilder();
            int end = word(text, at, word);
            if (text.substring(at, end).equals(CAPTION)) {
                return new Typed(paths, text.substring(end).strip());
            }
            paths.add(word.toString());
            at = end;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
        return new Typed(paths, "");
    }

    /// Reads one word that begins here; returns where it ends.
    private static int word(String text, int begin, StringBuilder word) {
        char quote = 0;
        int at = begin;
        while (at < text.length() && (quote != 0 || text.charAt(at) != ' ')) {
            char letter = text.charAt(at);
            boolean escapes =
                    letter == '\\'
                            && quote != '\''
                            && at + 1 < text.length()
                            && " \"'\\".indexOf(text.charAt(at + 1)) >= 0
                            && (File.separatorChar == '/' || text.charAt(at + 1) == ' ');
            if (escapes) {
                word.append(text.charAt(at + 1));
                at++;
            } else if (letter == quote) {
                quote = 0;
            } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
            } else {
                word.append(letter);
            }
            at++;
        }
        return at;
    }

    /// The path, with the home folder in the place of `~`; empty if no file can be called so.
    static Optional<Path> find(String typed) {
        try {
            boolean home =
                    typed.equals("~")
                            || typed.startsWith("~/")
                            || typed.startsWith("~" + File.separator);
            Path at = Path.of(System.getProperty("user.home"));
            return typed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            !home
                                    ? Path.of(typed)
                                    : typed.length() < 3 ? at : at.resolve(typed.substring(2)));
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    /// What Tab makes of the last of some paths, each time all of what was typed: the files that
    /// begin like it, folders with a slash.
    static List<String> paths(String typed) {
        int at = 0;
        StringBuilder word = new StringBuilder();
        int begin = 0;
        while (at < typed.length()) {
            begin = at;
            word.setLength(0);
            at = word(typed, at, word);
            if (typed.substring(begin, at).equals(CAPTION)) {
                return List.of();
            }
            while (at < typed.length() && typed.charAt(at) == ' ') {
                at++;
                begin = at;
                word.setLength(0);
            }
        }
        String before = typed.substring(0, begin);
        String last = typed.substring(begin);
        boolean quoted = last.startsWith("\"") || last.startsWith("'");
        List<String> all = new ArrayList<>();
        for (String name : names(word.toString(), Files::exists)) {
            all.add(before + (quoted ? last.charAt(0) + name : escaped(name)));
        }
        return all;
    }

    private static String escaped(String name) {
        return name.replaceAll(File.separatorChar == '/' ? "[ \"'\\\\]" : " ", "\\\\$0");
    }

    /// What Tab makes of a path that is typed as it is, spaces and all.
    static List<String> whole(String typed) {
        return names(typed, Files::exists);
    }

    /// The same for folders alone.
    static List<String> folders(String typed) {
        return names(typed, Files::isDirectory);
    }

    private interface Wanted {
        boolean is(Path file);
    }

    /// Names that begin like this one, in its own spelling of the folder. Hidden ones only if a dot
    /// is typed.
    private static List<String> names(String typed, Wanted wanted) {
        if (typed.equals("~")) {
            return List.of("~/");
        }
        int slash = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf(File.separatorChar));
        String parent = typed.substring(0, slash + 1);
        String beginning = typed.substring(slash + 1);
        Optional<Path> folder = parent.isEmpty() ? Optional.of(Path.of("")) : find(parent);
        List<String> names = new ArrayList<>();
        if (folder.isEmpty()) {
            return names;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder.get(), file -> begins(file, beginning))) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (wanted.is(file) && names.size() < MANY) {
                    names.add(parent + name + (Files.isDirectory(file) ? "/" : ""));
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        names.sort(String.CASE_INSENSITIVE_ORDER);
        return names;
    }

    private static boolean begins(Path file, String beginning) {
        String name = String.valueOf(file.getFileName());
        return name.regionMatches(true, 0, beginning, 0, beginning.length())
                && (!name.startsWith(".") || beginning.startsWith("."))
                && name.equals(Sanitizer.oneLine(name));
    }
}
