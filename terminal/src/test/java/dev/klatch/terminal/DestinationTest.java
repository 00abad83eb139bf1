package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost:5555",
        "127.0.0.1, http://127.0.0.1:5555",
        "127.0.0.1:6000, http://127.0.0.1:6000",
        "[::1]:6000, http://[::1]:6000",
        "192.168.1.20, https://192.168.1.20:5555",
        "lab.local:6000, https://lab.local:6000",
        "localhost.example, https://localhost.example:5555",
        "http://192.168.1.20, http://192.168.1.20:5555",
    })
    void onlyThisMachineIsSpokenToPlainlyUnlessSomebodySaysSo(String typed, String server) {
        assertEquals(server, Objects.requireNonNull(Destination.of(typed)).server().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ftp://192.168.1.20", "lab.local:no"})
    void whatIsNoAddressIsNone(String typed) {
        assertNull(Destination.of(typed));
    }
}
