package dev.klatch.tests.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doors with real addresses: a machine of its own network, from which nothing leads anywhere.
final class PrivateNetworkSystemTest {
    private static final String NETWORK =
            "ip link set lo up && ip link add k0 type veth peer name k1 && ip link set k0 up"
                    + " && ip link set k1 up && ip addr add 10.77.0.1/24 dev k0"
                    + " && ip addr add 203.0.113.7/24 dev k0 && exec \"$0\" \"$@\"";

    @TempDir private Path folder;

    @Test
    @DisplayName("ATK-087 plain is for this machine, and for guests of a private network")
    void doors() throws Exception {
        Path answers = folder.resolve("answers");
        List<String> words = new ArrayList<>(List.of("unshare", "-r", "-n", "sh", "-c", NETWORK));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        words.add(System.getProperty("java.class.path"));
        words.add(PrivateNetwork.class.getName());
        words.addAll(List.of(folder.toString(), answers.toString()));
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(100, TimeUnit.SECONDS), "still running");
            assertEquals(0, process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(
                List.of(
                        "plain ON: http://127.0.0.1 guest 200",
                        "plain ON: http://127.0.0.1 sign-up 200",
                        "plain ON: http://10.77.0.1 guest 200",
                        "plain ON: http://10.77.0.1 sign-up 403 with the link",
                        "plain ON: http://203.0.113.7 guest 403 with the link",
                        "plain ON: http://203.0.113.7 sign-up 403 with the link",
                        "plain ON: https://10.77.0.1 sign-up 200",
                        "plain OFF: http://127.0.0.1 guest 200",
                        "plain OFF: http://127.0.0.1 sign-up 200",
                        "plain OFF: http://10.77.0.1 guest 403 with the link",
                        "plain OFF: http://10.77.0.1 sign-up 403 with the link",
                        "plain OFF: http://203.0.113.7 guest 403 with the link",
                        "plain OFF: http://203.0.113.7 sign-up 403 with the link",
                        "plain OFF: https://10.77.0.1 sign-up 200"),
                Files.readAllLines(answers));
    }
}
