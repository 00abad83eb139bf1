package dev.klatch.tests.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.server.setting.SettingTable;
import dev.klatch.tests.house.Repository;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page about the settings says what the program says.
final class SettingsDocumentTest {
    @Test
    void theSettingsDocumentIsMadeFromTheDeclarations() {
        assertEquals(
                SettingTable.document(),
                Repository.text(Path.of("docs/settings.md")),
                "./klatch settings --document >docs/settings.md");
    }
}
