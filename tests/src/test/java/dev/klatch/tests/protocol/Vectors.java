package dev.klatch.tests.protocol;

import dev.klatch.tests.house.Repository;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The vectors beside the document of the protocol.
final class Vectors {
    static final JsonMapper JSON = JsonMapper.shared();

    private Vectors() {}

    /// The lines of a file of frames.
    static List<String> frames(String file) {
        return list(file, "frames").stream().map(JsonNode::stringValue).toList();
    }

    /// The entries of a file.
    static List<JsonNode> list(String file, String key) {
        List<JsonNode> entries = file(file).path(key).valueStream().toList();
        if (entries.isEmpty()) {
            throw new IllegalStateException(file + " has no " + key);
        }
        return entries;
    }

    /// A whole file.
    static JsonNode file(String file) {
        try {
            return JSON.readTree(Repository.text(Path.of("docs", "protocol", file)));
        } catch (JacksonException broken) {
            throw new IllegalStateException(file, broken);
        }
    }
}
