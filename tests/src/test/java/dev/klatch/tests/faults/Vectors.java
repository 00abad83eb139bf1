package dev.klatch.tests.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The frames of `docs/protocol`, as seeds.
final class Vectors {
    private static final Path HERE = Path.of("docs", "protocol");

    private Vectors() {}

    /// All frames in these files, good and bad ones.
    static List<String> frames(String... files) {
        Path folder = Files.exists(HERE) ? HERE : Path.of("..").resolve(HERE);
        List<String> frames = new ArrayList<>();
        for (String file : files) {
            JsonNode entries = new JsonMapper().readTree(folder.resolve(file)).path("frames");
            for (JsonNode entry : entries) {
                String frame = entry.isString() ? entry.asString() : entry.path("frame").asString();
                if (!frame.isEmpty()) {
                    frames.add(frame);
                }
            }
        }
        return frames;
    }
}
