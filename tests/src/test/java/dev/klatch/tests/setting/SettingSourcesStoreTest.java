package dev.klatch.tests.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.Setting;
import dev.klatch.server.setting.SettingSources;
import dev.klatch.server.setting.SettingSources.Reading;
import dev.klatch.server.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Defaults, a file, the environment and flags, each winning over those before it.
final class SettingSourcesStoreTest {
    @TempDir Path data;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();

    private void file(String... lines) throws IOException {
        Files.write(data.resolve("klatch.conf"), List.of(lines));
    }

    private Reading read() {
        flags.putIfAbsent("data", data.toString());
        return new SettingSources(flags, environment).read();
    }

    private Settings good() {
        Reading reading = read();
        if (reading instanceof Reading.Good(Settings settings)) {
            return settings;
        }
        throw new AssertionError(reading);
    }

    private List<String> wrong() {
        Reading reading = read();
        if (reading instanceof Reading.Wrong(List<String> lines)) {
            return lines;
        }
        throw new AssertionError(reading);
    }

    private static String source(Settings settings, Setting<?> setting) {
        return settings.source(setting).words();
    }

    @Test
    void withoutAWordEverythingIsAsDeclared() {
        Settings settings = good();
        assertEquals(5_555, settings.value(Declared.PORT));
        assertEquals("default", source(settings, Declared.PORT));
        assertEquals("flag --data", source(settings, Declared.DATA));
    }

    @Test
    void theFileWinsOverTheDefaultTheEnvironmentOverTheFileAndAFlagOverAll() throws IOException {
        file("# a comment", "", " port = 6001 ", "guest-grace=5", "pace-burst = 30");
        environment.put("KLATCH_PORT", "6002");
        environment.put("KLATCH_GUEST_GRACE", " 6 ");
        flags.put("port", "6003");
        Settings settings = good();
        assertEquals(6_003, settings.value(Declared.PORT));
        assertEquals("flag --port", source(settings, Declared.PORT));
        assertEquals(6, settings.value(Declared.GUEST_GRACE));
        assertEquals("environment KLATCH_GUEST_GRACE", source(settings, Declared.GUEST_GRACE));
        assertEquals(30, settings.value(Declared.PACE_BURST));
        String file = "file " + data.resolve("klatch.conf") + ", line 5";
        assertEquals(file, source(settings, Declared.PACE_BURST));
    }

    @Test
    void anotherFileCanBeNamedAndMustBeThereThen() throws IOException {
        Path other = data.resolve("other.conf");
        flags.put("settings", other.toString());
        assertEquals(List.of("There is no settings file " + other + "."), wrong());
        Files.writeString(other, "port = 7000\n");
        file("port = 7001");
        assertEquals(7_000, good().value(Declared.PORT));
    }

    @Test
    void theEnvironmentCanNameTheDataFolderWhoseFileIsRead() throws IOException {
        file("port = 7002");
        environment.put("KLATCH_DATA", data.toString());
        Reading reading = new SettingSources(Map.of(), environment).read();
        assertTrue(
                reading instanceof Reading.Good(Settings settings)
                        && settings.value(Declared.PORT) == 7_002);
    }

    @Test
    void eachFaultIsALineThatNamesTheSettingThePlaceAndTheLimit() throws IOException {
        file("port = 70000", "prot = 1", "nothing", "host = a", "host = b", "data = /tmp");
        environment.put("KLATCH_PACE_BURST", "0");
        environment.put("KLATCH_PACE_BRUST", "5");
        environment.put("KLATCH_PASSWORD", "none of the server's business");
        flags.put("limits", "perhaps");
        String file = "file " + data.resolve("klatch.conf") + ", line ";
        assertEquals(
                List.of(
                        "The setting port is a number from 0 to 65535, not \"70000\" (%s1)."
                                .formatted(file),
                        "There is no setting prot (%s2).".formatted(file),
                        "name = value is expected (%s3).".formatted(file),
                        "The setting host is there twice (%s5).".formatted(file),
                        "The setting data says where the file is and cannot be in it (%s6)."
                                .formatted(file),
                        "There is no setting KLATCH_PACE_BRUST (environment KLATCH_PACE_BRUST).",
                        "The setting pace-burst is a number from 1 to 10000, not \"0\""
                                + " (environment KLATCH_PACE_BURST).",
                        "The setting limits is on|off, not \"perhaps\" (flag --limits)."),
                wrong());
    }

    @Test
    void whatIsNoTextIsNoSettingsFile() throws IOException {
        Files.write(data.resolve("klatch.conf"), new byte[] {(byte) 0xC3, 0x28});
        assertTrue(wrong().getFirst().endsWith(" is not text in UTF-8."), wrong()::toString);
    }

    @Test
    void noNumberIsTakenForAnother() {
        for (String odd : List.of("", " 5", "5 ", "+5", "-5", "5.0", "0x5", "٥", "99999999999")) {
            flags.put("guest-grace", odd);
            assertEquals(1, wrong().size(), odd);
        }
    }

    @Test
    void namesAreInKebabCaseAndEachDefaultIsAllowed() {
        TreeSet<String> names = new TreeSet<>();
        for (Setting<?> each : Declared.all()) {
            assertTrue(each.name().matches("[a-z]+(-[a-z]+)*"), each.name());
            assertTrue(names.add(each.name()), each.name());
            flags.put(each.name(), each.usualText());
            assertTrue(each.words().endsWith("."), each.words());
        }
        flags.remove("settings");
        flags.put("data", data.toString());
        assertEquals(5_555, good().value(Declared.PORT));
    }
}
