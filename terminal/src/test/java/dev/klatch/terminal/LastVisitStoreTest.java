package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// E8: the last host, port and name are filled in.
class LastVisitStoreTest {
    @TempDir Path state;

    @Test
    void whatWasUsedLastIsRemembered() {
        LastVisit.keep(state, URI.create("http://192.168.1.20:5556"), "Bob Smith");
        assertEquals(new LastVisit("192.168.1.20", 5556, "Bob Smith"), LastVisit.read(state));
    }

    @Test
    void whoNeverCameOrHasADamagedFileGetsTheUsualAddress() throws IOException {
        LastVisit usual = new LastVisit("127.0.0.1", 5555, null);
        assertEquals(usual, LastVisit.read(state));
        Files.writeString(state.resolve("last-visit"), "host\nno number\nana\n");
        assertEquals(usual, LastVisit.read(state));
        Files.write(state.resolve("last-visit"), new byte[] {(byte) 0xFF, 10, 49, 10, 65, 10});
        assertEquals(usual, LastVisit.read(state));
    }
}
