package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.klatch.server.picture.Traces;
import dev.klatch.tests.history.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a film was taken is not handed on.
final class FilmTracesStoreTest {
    private static final String PLACE = "+52.5200+013.4050/";

    @TempDir Path folder;

    private static byte[] box(String name, byte[]... inside) {
        Bytes all = new Bytes();
        for (byte[] each : inside) {
            all.put(each);
        }
        byte[] content = all.all();
        return new Bytes().number(content.length + 8, 4).put(name).put(content).all();
    }

    /// A film as makers of phones write it: the place in the user data, in a track and by a key.
    private static byte[] film(String brand) {
        byte[] four = new byte[4];
        byte[] place = Bytes.latin(PLACE);
        byte[] value = new Bytes().number(1, 4).number(0, 4).put(Taken.WORDS).all();
        byte[] where = new Bytes().number(1, 4).number(0, 4).put(place).all();
        byte[] keys =
                box(
                        "keys",
                        four,
                        new Bytes().number(2, 4).all(),
                        box("mdta", Bytes.latin("com.apple.quicktime.make")),
                        box("mdta", Bytes.latin("com.apple.quicktime.location.ISO6709")));
        byte[] values =
                box(
                        "ilst",
                        box("\0\0\0\1", box("data", value)),
                        box("\0\0\0\2", box("data", where)));
        byte[] handler = box("hdlr", new byte[20]);
        byte[] meta =
                brand.equals("qt  ")
                        ? box("meta", handler, keys, values)
                        : box("meta", four, handler, keys, values);
        byte[] user =
                box(
                        "udta",
                        box("\u00a9xyz", Bytes.hex("0012 15c7"), place),
                        box("\u00a9nam", Taken.WORDS));
        byte[] track = box("trak", box("udta", box("loci", four, place)));
        return new Bytes()
                .put(box("ftyp", Bytes.latin(brand), four))
                .put(box("mdat", Bytes.latin("what is seen")))
                .put(box("moov", box("mvhd", four), track, user, meta))
                .put(box("skip", place))
                .all();
    }

    private Traces.Removal remove(byte[] film) throws IOException {
        Files.write(folder.resolve("film"), film);
        return Traces.remove(folder.resolve("film"), folder.resolve("clean"));
    }

    private byte[] clean() throws IOException {
        return Files.readAllBytes(folder.resolve("clean"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"isom", "qt  "})
    @DisplayName("ATK-061 a film tells no place, and everything else stands where it stood")
    void aFilmTellsNoPlace(String brand) throws IOException {
        byte[] film = film(brand);
        assertEquals(Traces.Removal.REMOVED, remove(film));
        byte[] clean = clean();
        String before = new String(film, StandardCharsets.ISO_8859_1);
        String after = new String(clean, StandardCharsets.ISO_8859_1);
        assertEquals(before.length(), after.length());
        // The last one stands where no player looks for a place: it is not for us to know it.
        assertEquals(4, before.split("013.4050", -1).length - 1);
        assertEquals(1, after.split("013.4050", -1).length - 1);
        assertEquals(before.lastIndexOf(PLACE), after.indexOf(PLACE));
        List<String> kept = List.of("what is seen", "\u00a9nam", "ISO6709", "mvhd", "ilst");
        for (String each : kept) {
            assertNotEquals(-1, after.indexOf(each), each);
            assertEquals(before.indexOf(each), after.indexOf(each), each);
        }
        assertEquals(before.split("camera of", -1).length, after.split("camera of", -1).length);
        assertEquals(Traces.Removal.NONE, remove(clean));
    }

    /// Whatever a film says of itself, the new one is as long as the old one, and it ends.
    @Test
    void aFilmThatLiesIsCopiedAtWorst() throws IOException {
        SplittableRandom random = new SplittableRandom(Console.seed("films that lie"));
        for (int i = 0; i < 2_000; i++) {
            byte[] film = film(i % 2 == 0 ? "isom" : "qt  ");
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                film[random.nextInt(20, film.length)] = (byte) random.nextInt();
            }
            if (remove(film) == Traces.Removal.REMOVED) {
                assertEquals(film.length, clean().length);
            }
        }
    }
}
