package dev.klatch.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.FileWish;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Limits;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients say of a file before it comes.
final class TusMetadataTest {
    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
    }

    private static String header(String... pairs) {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            header.append(i == 0 ? "" : ",")
                    .append(pairs[i])
                    .append(' ')
                    .append(base64(pairs[i + 1]));
        }
        return header.toString();
    }

    private static @Nullable FileWish wish(String... pairs) {
        return Objects.requireNonNull(TusMetadata.parse(header(pairs))).wish(5);
    }

    @Test
    void allThatIsKnownIsRead() {
        String digest = "AB".repeat(32);
        String header =
                header(
                        "filename", "Grüße.ogg",
                        "conversation", "c1",
                        "sha256", digest,
                        "original", "1",
                        "duration", "1500",
                        "waveform", "09af",
                        "filetype", "audio/ogg");
        TusMetadata metadata = Objects.requireNonNull(TusMetadata.parse(header + ",empty"));
        assertEquals(new ConversationId(1), metadata.conversation());
        assertEquals(
                new FileWish("Grüße.ogg", 5, digest.toLowerCase(Locale.ROOT), true, 1_500L, "09af"),
                metadata.wish(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename %%%",
                "filename YQ== YQ==",
                "filename YQ==,filename YQ==",
                "filename YQ==,",
                ",",
                "a\u0001b YQ==",
                "filename gICA"
            })
    void whatIsNoMetadataIsRefused(String header) {
        assertNull(TusMetadata.parse(header));
    }

    @Test
    void nothingSaidIsNothingKnown() {
        TusMetadata none = Objects.requireNonNull(TusMetadata.parse(null));
        assertNull(none.conversation());
        assertEquals("file", Objects.requireNonNull(none.wish(1)).name());
        assertNull(TusMetadata.parse("a YQ==,".repeat(40) + "b YQ=="));
    }

    @Test
    void valuesOfAnotherFormAreRefused() {
        assertNull(wish("sha256", "abc"));
        assertNull(wish("duration", "-1"));
        assertNull(wish("duration", Long.toString(Limits.DURATION_MILLIS + 1)));
        assertNull(wish("waveform", "xyz"));
        assertNull(wish("waveform", "0".repeat(Limits.WAVEFORM_DIGITS + 1)));
        assertNotNull(wish("waveform", "0".repeat(Limits.WAVEFORM_DIGITS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../.bashrc", "C:\\.bashrc", "/etc/.bashrc", "a/b\\.bashrc"})
    @DisplayName("ATK-051 of a path that somebody sends as a name the last part is left")
    void noFolders(String name) {
        assertEquals(".bashrc", TusMetadata.name(name));
    }

    @Test
    @DisplayName("ATK-015, ATK-046 what is not seen in the name of a file is made visible")
    void visible() {
        String name = TusMetadata.name("evil\u202egpj.exe\u001b[2J\r\n");
        assertTrue(name.startsWith("evil<U+202E>gpj.exe"), name);
        assertFalse(name.chars().anyMatch(Character::isISOControl), name);
    }

    @Test
    void aLongNameKeepsItsEnding() {
        String name = TusMetadata.name("\ud83d\ude00".repeat(400) + ".tar.gz");
        assertEquals(Limits.FILE_NAME_CHARACTERS, name.codePointCount(0, name.length()));
        assertTrue(name.endsWith("\ud83d\ude00.gz"), name);
        assertEquals(
                Limits.FILE_NAME_CHARACTERS, TusMetadata.name("a." + "b".repeat(400)).length());
    }

    @Test
    void noHeaderBreaksIt() {
        long seed = 20_260_603;
        Random random = new Random(seed);
        String good = header("filename", "a.txt", "conversation", "c1", "duration", "5");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder(good);
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                int at = random.nextInt(header.length());
                switch (random.nextInt(3)) {
                    case 0 -> header.setCharAt(at, (char) (' ' + random.nextInt(0x60)));
                    case 1 -> header.deleteCharAt(at);
                    default -> header.insert(at, (char) random.nextInt(0x100));
                }
            }
            TusMetadata metadata = TusMetadata.parse(header.toString());
            if (metadata != null) {
                metadata.conversation();
                FileWish wish = metadata.wish(1);
                assertTrue(wish == null || !wish.name().isEmpty(), header + " " + seed);
            }
        }
    }
}
