package dev.klatch.tests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sources on disk, as the tests see them: everything that is not built, fetched or private.
public final class Repository {
    private static final Set<String> NOT_SOURCES =
            Set.of(".git", "target", "node_modules", "dist", "klatch-data", ".idea", ".vscode");

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>klatch</artifactId>\\s*<version>([^<]+)<");

    private Repository() {}

    /// The folder that holds the launcher and the parent POM.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("klatch"))
                || !Files.isRegularFile(folder.resolve("pom.xml"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("The tests run outside of the sources.");
            }
            folder = parent;
        }
        return folder;
    }

    /// The version in the parent POM.
    public static String version() {
        Matcher version = VERSION.matcher(text(Path.of("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("The parent POM has no version.");
        }
        return version.group(1);
    }

    /// All source files, as paths below the root, in order.
    public static List<Path> files() {
        Path root = root();
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(Repository::isSource)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a file below the root.
    public static String text(Path file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static boolean isSource(Path file) {
        for (Path part : file) {
            if (NOT_SOURCES.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
