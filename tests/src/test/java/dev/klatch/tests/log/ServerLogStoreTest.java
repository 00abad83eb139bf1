package dev.klatch.tests.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The log alone, in a folder of its own.
final class ServerLogStoreTest {
    @TempDir Path data;

    private Path folder() {
        return data.resolve("logs");
    }

    private List<String> lines() throws IOException {
        return Logged.lines(folder(), "server");
    }

    private List<String> linesOf(LogLine... written) throws IOException {
        try (ServerLog log = ServerLog.open(folder(), 30)) {
            for (LogLine each : written) {
                log.note(each);
            }
        }
        List<String> lines = lines();
        assertEquals(written.length + 1, lines.size(), lines::toString);
        return lines;
    }

    @Test
    void aLineIsAnObjectWithTimeLevelAndEvent() throws IOException {
        String line = linesOf(LogLine.of("arrived").with("name", "ana").with("online", 3)).get(0);
        String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)";
        String rest = "\",\"level\":\"INFO\",\"event\":\"arrived\",\"name\":\"ana\",\"online\":3}";
        assertTrue(
                line.matches("\\{\"time\":\"" + time + java.util.regex.Pattern.quote(rest)), line);
    }

    @Test
    void folderAndFilesAreForTheirOwnerAlone() throws IOException {
        linesOf(LogLine.of("one"));
        Path file = folder().resolve("server-" + LocalDate.now(ZoneId.systemDefault()) + ".log");
        assertEquals("rwx------", permissions(folder()));
        assertEquals("rw-------", permissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (ServerLog log = ServerLog.open(folder(), 30)) {
            log.note(LogLine.of("two"));
        }
        assertEquals("rw-------", permissions(file));
        assertEquals(4, lines().size());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void filesOlderThanTheDaysToKeepAreForgottenAndNoOtherFiles() throws IOException {
        Files.createDirectories(folder());
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        Path old = folder().resolve("server-" + today.minusDays(3) + ".log");
        Path young = folder().resolve("server-" + today.minusDays(1) + ".log");
        Path other = folder().resolve("server-notes.log");
        Path transcript = folder().resolve("transcript-" + today.minusDays(9) + ".log");
        for (Path each : List.of(old, young, other, transcript)) {
            Files.writeString(each, "x\n");
        }
        try (ServerLog log = ServerLog.open(folder(), 3)) {
            log.note(LogLine.of("one"));
        }
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young) && Files.exists(other) && Files.exists(transcript));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidAtOnce() throws IOException {
        Files.writeString(folder(), "a file");
        assertThrows(IOException.class, () -> ServerLog.open(folder(), 30));
    }

    @Test
    @DisplayName("ATK-046 what steers a terminal is an escape in the log")
    void atk046ControlCharactersAreEscaped() throws IOException {
        String evil = "\u001b]0;title\u0007\u009b2J\b\r\u202eabc\u2066\u200b\ud800\u007f";
        String line = linesOf(LogLine.of("not-let-in").with("name", evil)).getFirst();
        assertTrue(
                line.contains("\"name\":\"\\u001b]0;title\\u0007\\u009b2J\\u0008\\u000d\\u202e"));
        Logged.assertHarmless(folder());
    }

    @Test
    @DisplayName("ATK-047 one event is one line, whatever a name holds, and a field is cut")
    void atk047NoNameBeginsALineAndNoneIsLong() throws IOException {
        String forged = "ana\n{\"level\":\"INFO\",\"event\":\"came-in\"}\u2028\u2029\u0085\"},{\"";
        List<String> lines =
                linesOf(
                        LogLine.of("not-let-in").with("name", forged),
                        LogLine.of("not-let-in").with("name", "n".repeat(1 << 20)));
        assertTrue(lines.getFirst().contains("ana\\u000a{\\\"level\\\":"), lines.getFirst());
        assertEquals(1, lines.getFirst().split("\"event\":\"", -1).length - 1);
        assertTrue(lines.get(1).endsWith("\"name\":\"" + "n".repeat(256) + "…\"}"));
    }

    @Test
    @DisplayName("ATK-048 nothing in an argument is looked up or formatted")
    void atk048NothingIsLookedUp() throws IOException {
        try (ServerLog log = ServerLog.open(folder(), 30)) {
            log.note(LogLine.of("not-let-in").with("name", "${jndi:ldap://127.0.0.1/a} {} %n %s"));
            LoggerFactory.getLogger("dev.klatch.tests")
                    .warn("could not read for {} of {}", "{} %n ${env:HOME}\n", "x".repeat(300));
        }
        List<String> lines = lines();
        assertTrue(lines.getFirst().contains("\"${jndi:ldap://127.0.0.1/a} {} %n %s\""));
        assertTrue(
                lines.get(1)
                        .contains(
                                "\"message\":\"could not read for {} %n ${env:HOME}\\u000a of "
                                        + "x".repeat(256)
                                        + "…\""),
                lines.get(1));
    }

    @Test
    void anExceptionIsAFieldOfItsLine() throws IOException {
        try (ServerLog log = ServerLog.open(folder(), 30)) {
            LoggerFactory.getLogger("dev.klatch.tests")
                    .warn("it broke", new IllegalStateException("why\nWARN forged"));
            log.note(LogLine.of("after"));
        }
        String line = lines().getFirst();
        assertTrue(line.contains("\"level\":\"WARN\",\"message\":\"it broke\""), line);
        assertTrue(line.contains("IllegalStateException: why\\u000aWARN forged"), line);
        assertTrue(line.contains("\\u000a\\u0009at dev.klatch.tests.log."), line);
    }

    @Test
    void whoFollowsSeesEachLineUntilTheyHaveEnough() throws IOException {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        try (ServerLog log = ServerLog.open(folder(), 30)) {
            CountDownLatch shown = new CountDownLatch(1);
            Runnable enough =
                    log.follow(line -> {
                        seen.add(line);
                        shown.countDown();
                    });
            log.note(LogLine.of("one"));
            assertTrue(shown.await(20, TimeUnit.SECONDS));
            enough.run();
            log.note(LogLine.of("two"));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        assertEquals(lines().subList(0, 1), List.copyOf(seen));
        assertEquals(3, lines().size());
    }

    @Test
    void whatFindsTheQueueFullIsCounted() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        int written = 20_000;
        try (ServerLog log = ServerLog.open(folder(), 30)) {
            log.follow(line -> {
                stuck.countDown();
                awaitQuietly(free);
            });
            log.note(LogLine.of("first"));
            assertTrue(stuck.await(20, TimeUnit.SECONDS));
            for (int i = 0; i < written; i++) {
                log.note(LogLine.of("flood"));
            }
            free.countDown();
        }
        List<String> lines = lines();
        long flood = lines.stream().filter(each -> each.contains("\"flood\"")).count();
        long missing =
                lines.stream()
                        .filter(each -> each.contains("\"lines-left-out\""))
                        .mapToLong(each -> Long.parseLong(each.replaceAll(".*:(\\d+)}", "$1")))
                        .sum();
        assertTrue(missing > 0, "nothing was left out");
        // The line that says that the log is closed may be among them.
        assertTrue(flood + missing == written || flood + missing == written + 1, "" + missing);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
