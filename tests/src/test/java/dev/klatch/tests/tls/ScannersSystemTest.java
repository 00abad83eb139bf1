package dev.klatch.tests.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.faults.TortureRecord;
import dev.klatch.tests.wire.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What scanners of others find in our TLS.
final class ScannersSystemTest {
    private static final Pattern PROTOCOL = Pattern.compile("(?m)^((?:SSL|TLS)v\\S+) +enabled");
    private static final Pattern SUITE =
            Pattern.compile("(?m)^(?:Preferred|Accepted) +TLSv\\S+ +\\d+ bits +(\\S+)");

    /// An authority that nobody else knows is what it is; its list of revoked ones is nobody's.
    private static final Set<String> KNOWN =
            Set.of("cert_chain_of_trust", "cert_revocation", "cert_trust", "HSTS", "DNS_CAArecord");

    @TempDir private Path folder;

    @Test
    @DisplayName("ATK-087 a scanner finds TLS 1.2 and 1.3 and authenticated encryption alone")
    void aScannerFindsNothingOld() throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            String found = run("sslscan", "--no-colour", "127.0.0.1:" + server.port());
            assertEquals(Set.of("TLSv1.2", "TLSv1.3"), all(PROTOCOL, found), found);
            Set<String> suites = all(SUITE, found);
            assertTrue(suites.size() >= 5, found);
            for (String suite : suites) {
                assertTrue(suite.contains("GCM") || suite.contains("POLY1305"), suite);
            }
            assertFalse(found.matches("(?s).*[^t] vulnerable to heartbleed.*"), found);
        }
    }

    @Test
    @Tag("torture")
    @DisplayName("ATK-087 a thorough scanner finds nothing above low but the own authority")
    void aThoroughScannerFindsNothing() throws Exception {
        try (TestServer server = TestServer.startUnlimited(folder.resolve("data"))) {
            Path report = folder.resolve("report.json");
            run(
                    "testssl",
                    "--quiet",
                    "--color",
                    "0",
                    "--jsonfile",
                    report.toString(),
                    "127.0.0.1:" + server.port());
            List<String> bad = new ArrayList<>();
            for (JsonNode finding : JsonMapper.shared().readTree(Files.readString(report))) {
                boolean above =
                        Set.of("MEDIUM", "HIGH", "CRITICAL")
                                .contains(finding.path("severity").asString());
                if (above && !KNOWN.contains(finding.path("id").asString())) {
                    bad.add(finding.toString());
                }
            }
            assertEquals(List.of(), bad);
            TortureRecord.write(
                    "scan of TLS", "nothing above low but the authority that nobody else knows");
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(line -> pattern.matcher(line).replaceAll("$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String run(String... words) throws Exception {
        Path output = Files.createTempFile(folder, words[0], ".out");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES), "still running");
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
