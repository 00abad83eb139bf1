package dev.klatch.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// ATK-46: nothing that others write can steer the terminal.
class SanitizerTest {
    @Test
    void escapeSequencesBecomePictures() {
        assertEquals("␛[31mred␛[0m", Sanitizer.visible("\u001b[31mred\u001b[0m"));
        assertEquals("␛]0;title␇", Sanitizer.visible("\u001b]0;title\u0007"));
        assertEquals("a␈b␍c", Sanitizer.visible("a\bb\rc"));
        assertEquals("␡␀", Sanitizer.visible("\u007f\u0000"));
    }

    @Test
    void theEightBitControlsAreShownByNumber() {
        assertEquals(
                "<U+009B>31m<U+009D>0;x<U+009C>", Sanitizer.visible("\u009b31m\u009d0;x\u009c"));
    }

    @Test
    void charactersThatReorderOrHideAreShownByNumber() {
        assertEquals("evil<U+202E>gpj.exe", Sanitizer.visible("evil\u202egpj.exe"));
        assertEquals("<U+2066>x<U+2069><U+200F>", Sanitizer.visible("\u2066x\u2069\u200f"));
        assertEquals("an<U+200B>a<U+FEFF>", Sanitizer.visible("an\u200ba\ufeff"));
        assertEquals("<U+2028><U+2029>", Sanitizer.visible("\u2028\u2029"));
    }

    @Test
    void lettersOfEveryLanguageAndEmojiStay() {
        String text = "Grüße 你好 שלום مرحبا नमस्ते 👩‍👩‍👧 🇩🇪 می‌خواهم";
        assertEquals(text, Sanitizer.visible(text));
    }

    @Test
    void onlyTheCallerMakesLines() {
        assertEquals("a\nb", Sanitizer.visible("a\nb"));
        assertEquals("a␊b", Sanitizer.oneLine("a\nb"));
    }

    @Test
    void whateverComesInNothingSteersTheTerminal() {
        long seed = 20_261_121;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 12; j++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            String visible = Sanitizer.oneLine(text.toString());
            assertTrue(
                    visible.codePoints().allMatch(Sanitizer::harmless), "seed " + seed + ", " + i);
            assertFalse(visible.chars().anyMatch(unit -> unit < 0x20 || unit == 0x7F));
        }
    }

    @Test
    void jsonStaysTheSameForAProgram() {
        String json = "{\"text\":\"a\u009bb\u202ec\u007fd😀ü\"}";
        assertEquals("{\"text\":\"a\\u009bb\\u202ec\\u007fd😀ü\"}", Sanitizer.json(json));
    }
}
