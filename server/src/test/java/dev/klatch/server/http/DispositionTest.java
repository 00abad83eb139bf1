package dev.klatch.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of files in a header.
final class DispositionTest {
    private static final Pattern FORM =
            Pattern.compile(
                    "attachment; filename=\"([ !#-$&'()*+,\\-.0-9:<=>?@A-Z\\[\\]^_`a-z{|}~]+)\";"
                            + " filename\\*=UTF-8''([A-Za-z0-9!#$&+\\-.^_`|~%]+)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report.pdf|attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf",
                "Größe|attachment; filename=\"Gr__e\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe",
                "a b\"c.txt|attachment; filename=\"a b_c.txt\"; filename*=UTF-8''a%20b%22c.txt"
            })
    void aNameIsWrittenTwice(String name, String header) {
        assertEquals(header, Disposition.attachment(name));
    }

    @Test
    void oneWithoutANameIsAFile() {
        assertTrue(Disposition.attachment("").contains("filename=\"file\""));
    }

    @Test
    @DisplayName("ATK-083 no name of a file ends its header, in no script")
    void everyScript() {
        long seed = 20_260_602;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(20); length > 0; length--) {
                int most = random.nextBoolean() ? 0x80 : 0xD7FF;
                name.appendCodePoint(random.nextInt(most));
            }
            String header = Disposition.attachment(name.toString());
            Matcher matcher = FORM.matcher(header);
            assertTrue(matcher.matches(), header + " " + seed);
            String read = URLDecoder.decode(matcher.group(2).replace("+", "%2B"), UTF_8);
            assertEquals(name.toString(), read);
        }
    }
}
