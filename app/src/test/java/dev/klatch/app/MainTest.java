package dev.klatch.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpNamesTheCommands() {
        assertEquals(0, run("help"));
        assertTrue(words(out).contains("serve [OPTIONS]"), words(out));
        assertTrue(words(out).contains("chat [URL] [OPTIONS]"), words(out));
    }

    @Test
    void nothingAtAllIsAQuestionForHelp() {
        assertEquals(0, run());
        assertTrue(words(out).contains("serve [OPTIONS]"), words(out));
    }

    @Test
    void anUnknownCommandIsWrongUsageAndSaysSoOnTheErrorOutput() {
        assertEquals(2, run("sing"));
        assertEquals("", words(out));
        assertTrue(words(err).startsWith("There is no command sing."), words(err));
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(0, run("version"));
        assertEquals(1, words(out).lines().count());
    }

    private int run(String... arguments) {
        return Main.run(arguments, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String words(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
