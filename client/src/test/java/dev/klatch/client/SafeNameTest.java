package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Sanitizer;
import dev.klatch.protocol.Utf8;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Under which names files of others come to the disk.
class SafeNameTest {
    private static final List<String> PIECES =
            List.of(
                    "/",
                    "\\",
                    "..",
                    ".",
                    " ",
                    "-",
                    "~",
                    "CON",
                    "nul",
                    "com1",
                    "a",
                    "é",
                    "日本",
                    "🎉",
                    "\u202e",
                    "\u0000",
                    "\n",
                    "\u001b[2J",
                    ":",
                    "*",
                    "?",
                    "\"",
                    "<",
                    "|",
                    ".txt",
                    "\ud800",
                    "\u2028",
                    "\u00a0",
                    "x".repeat(70),
                    "ü".repeat(60),
                    "e\u0301");

    @ParameterizedTest
    @DisplayName("ATK-051 a name that leads elsewhere, hides or means a device is made harmless")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../../.bashrc, bashrc",
                "C:\\.., file",
                "C:\\Users\\ana\\a.txt, a.txt",
                "/etc/passwd, passwd",
                "a/b, b",
                "a/, file",
                "CON, _CON",
                "con.txt, _con.txt",
                "NUL .tar.gz, _NUL .tar.gz",
                "COM1, _COM1",
                "lpt².x, _lpt².x",
                "CONSOLE, CONSOLE",
                ".profile, profile",
                "-rf, rf",
                "~ana, ana",
                "..., file",
                "`   `, file",
                "a.txt., a.txt",
                "`a.txt. . `, a.txt",
                "a:b|c?.txt, a_b_c_.txt",
                "photo 1.jpg, photo 1.jpg",
                "naïve – 日本語 🎉.png, naïve – 日本語 🎉.png"
            })
    void harmless(String name, String safe) {
        assertEquals(safe, SafeName.of(name));
    }

    @Test
    @DisplayName(
            "ATK-051 what turns the direction of writing or moves a cursor is taken out of a name")
    void unseen() {
        assertEquals("evilgpj.exe", SafeName.of("evil\u202egpj.exe"));
        assertEquals("a[2Jb.txt", SafeName.of("a\u001b[2Jb\n.txt"));
        assertEquals("é.txt", SafeName.of("e\u0301.txt"));
        assertEquals("file", SafeName.of(""));
        assertEquals("file", SafeName.of("\u0000\u202e"));
    }

    @Test
    @DisplayName("ATK-051 a long name is cut before its ending")
    void lengthy() {
        assertEquals("x".repeat(116) + ".txt", SafeName.of("x".repeat(300) + ".txt"));
        String wide = SafeName.of("日".repeat(119) + ".txt");
        assertTrue(wide.endsWith("日.txt") && Utf8.length(wide) <= 255, wide);
        assertEquals("x".repeat(120), SafeName.of("x".repeat(300)));
        String numbered = SafeName.numbered(SafeName.of("x".repeat(300) + ".txt"), 12);
        assertTrue(numbered.endsWith("x (12).txt") && numbered.length() == 120, numbered);
        String part = SafeName.partial(wide, "f1234567890123");
        assertTrue(part.endsWith(".f1234567890123.part") && Utf8.length(part) <= 255, part);
        assertEquals("a (1)", SafeName.numbered("a", 1));
        assertEquals("a.tar (1).gz", SafeName.numbered("a.tar.gz", 1));
    }

    @Test
    @DisplayName("ATK-051 whatever a name is made of, what comes out is one, and stays as it is")
    void anything() {
        SplittableRandom random = new SplittableRandom(51);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                name.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String safe = SafeName.of(name.toString());
            assertEquals(safe, SafeName.of(safe), name.toString());
            assertFalse(safe.isEmpty() || safe.matches("(?s)[ .~-].*|.*[ .]|.*[/\\\\:*?\"<>|].*"));
            assertTrue(safe.codePoints().allMatch(Sanitizer::harmless), safe);
            assertTrue(safe.codePointCount(0, safe.length()) <= SafeName.CHARACTERS, safe);
            assertTrue(Utf8.length(safe) <= SafeName.BYTES, safe);
        }
    }
}
