package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Paths as they are typed.
class PathWordsStoreTest {
    @TempDir Path folder;

    private static void reads(String typed, String caption, String... paths) {
        assertEquals(new PathWords.Typed(List.of(paths), caption), PathWords.read(typed));
    }

    @Test
    void pathsStandBetweenSpacesQuotesAndBackslashes() {
        reads("a.txt", "", "a.txt");
        reads("a.txt  b.txt ", "", "a.txt", "b.txt");
        reads("'a b.txt' \"it's\" c\\ d", "", "a b.txt", "it's", "c d");
        reads("a -- look -- here", "look -- here", "a");
        reads("a '--' b", "", "a", "--", "b");
        reads("-- only words", "only words");
        reads("'never closed", "", "never closed");
        reads("", "");
    }

    @Test
    void theNameOfAFileNeedsNoQuotes() throws IOException {
        Path file = Files.createFile(folder.resolve("a b -- c.txt"));
        reads(file.toString(), "", file.toString());
    }

    @Test
    void theHomeFolderIsATilde() {
        Path home = Path.of(System.getProperty("user.home"));
        assertEquals(Optional.of(home), PathWords.find("~"));
        assertEquals(Optional.of(home), PathWords.find("~/"));
        assertEquals(Optional.of(home.resolve("a")), PathWords.find("~/a"));
        assertEquals(Optional.of(Path.of("~a")), PathWords.find("~a"));
        assertEquals(Optional.empty(), PathWords.find(""));
        assertEquals(Optional.empty(), PathWords.find("a\u0000"));
    }

    @Test
    void tabOffersWhatIsThere() throws IOException {
        Files.createFile(folder.resolve("a b.txt"));
        Files.createFile(folder.resolve("Aha"));
        Files.createFile(folder.resolve(".hidden"));
        Files.createFile(folder.resolve("evil\u202e"));
        Files.createDirectory(folder.resolve("archive"));
        String in = folder + "/";
        assertEquals(
                List.of(in + "a\\ b.txt", in + "Aha", in + "archive/"), PathWords.paths(in + "a"));
        assertEquals(List.of("x " + in + "archive/"), PathWords.paths("x " + in + "arc"));
        assertEquals(List.of("'" + in + "a b.txt"), PathWords.paths("'" + in + "a b"));
        assertEquals(List.of(in + "a b.txt"), PathWords.whole(in + "a b"));
        assertEquals(List.of(in + "archive/"), PathWords.folders(in));
        assertEquals(List.of(in + ".hidden"), PathWords.paths(in + "."));
        assertEquals(List.of(), PathWords.paths(in + "a -- wor"));
        assertEquals(List.of(), PathWords.paths(in + "nowhere/"));
        assertEquals(List.of("~/"), PathWords.folders("~"));
    }
}
