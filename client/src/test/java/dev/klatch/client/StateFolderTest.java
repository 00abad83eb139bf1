package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:5555");

    @TempDir Path state;

    @Test
    void whoOneIsSurvivesAndOnlyOneselfCanReadIt() throws IOException {
        Identity ana = new Identity(new PersonId(7), "Ana", Role.GUEST, "secret", null);
        try (StateFolder folder = StateFolder.open(state, SERVER, "Ana")) {
            assertNull(folder.identity());
            folder.keep(ana);
        }
        try (StateFolder folder = StateFolder.open(state, SERVER, "ana")) {
            assertEquals(ana, folder.identity());
            folder.keep(ana.under("e7"));
            assertEquals(ana.under("e7"), folder.identity());
            folder.forget();
            assertNull(folder.identity());
        }
        Path folder = state.resolve("127.0.0.1_3a5555").resolve("ana");
        assertEquals("rwx------", rights(folder));
        assertEquals("rw-------", rights(folder.resolve("lock")));
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void noNameLeavesItsFolder() {
        for (String name : List.of("..", ".", "a/b", "C:\\x", "con", "-x", " ", "Ünï", "\u202e")) {
            String plain = StateFolder.plain(name);
            assertEquals(plain, plain.replaceAll("[^a-z0-9_.-]", ""), name);
            assertNotEquals('.', plain.charAt(0), name);
        }
        assertNotEquals(StateFolder.plain("a_62"), StateFolder.plain("ab"));
        assertNotEquals(StateFolder.plain("a/"), StateFolder.plain("a_2f"));
    }

    @Test
    void theUsualPlaceIsThatOfTheSystem() {
        assertEquals(
                Path.of("/state/klatch"), StateFolder.usual(Map.of("XDG_STATE_HOME", "/state")));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".local", "state", "klatch"),
                StateFolder.usual(Map.of("XDG_STATE_HOME", "relative")));
        assertEquals(
                Path.of("/appdata/klatch"), StateFolder.usual(Map.of("LOCALAPPDATA", "/appdata")));
    }
}
