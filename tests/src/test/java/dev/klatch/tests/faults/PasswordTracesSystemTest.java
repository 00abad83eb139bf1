package dev.klatch.tests.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of passwords in a server's memory and files when their work is done.
final class PasswordTracesSystemTest {
    private static final String ONE = "canary-that-sings-in-the-morning";
    private static final String OTHER = "canary-that-sings-in-the-evening";
    private static final String WRONG = "canary-that-sings-at-the-wrong-door";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> post(KlatchProcess server, String path, String token, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.url().resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String enter(KlatchProcess server, SignIn signIn)
            throws IOException, InterruptedException {
        String body = new String(FrameCodec.encode(signIn), ISO_8859_1);
        HttpResponse<String> answer = post(server, "/api/session", "none", body);
        assertEquals(200, answer.statusCode(), answer.body());
        return Objects.requireNonNull(FrameCodec.decodeSession(answer.body()).token());
    }

    @Test
    @DisplayName("ATK-021, ATK-049 no password stays in memory, in the store or in a log")
    void nothingIsLeft(@TempDir Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path dump = folder.resolve("heap.hprof");
        try (KlatchProcess server = KlatchProcess.start(data)) {
            String token = enter(server, new SignIn.SignUp("ana", ONE));
            enter(server, new SignIn.WithPassword("ana", ONE));
            String change =
                    "{\"kind\":\"change-password\",\"current\":\"%s\",\"new\":\"%s\"}"
                            .formatted(ONE, OTHER);
            assertEquals(204, post(server, "/api/account/password", token, change).statusCode());
            String wrong =
                    "{\"kind\":\"sign-in\",\"name\":\"ana\",\"password\":\"%s\"}".formatted(WRONG);
            assertEquals(401, post(server, "/api/session", "none", wrong).statusCode());
            dumpHeap(server, dump);
            isNotIn(dump);
            assertFalse(server.output().contains("canary"));
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                isNotIn(file);
            }
        }
    }

    /// Only what is in use: the garbage is collected first.
    private static void dumpHeap(KlatchProcess server, Path dump)
            throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process =
                new ProcessBuilder(
                                jcmd, Long.toString(server.pid()), "GC.heap_dump", dump.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, said);
    }

    private static void isNotIn(Path file) throws IOException {
        String content = Files.readString(file, ISO_8859_1);
        for (String password : List.of(ONE, OTHER, WRONG)) {
            for (Charset form : List.of(ISO_8859_1, UTF_16BE, UTF_16LE)) {
                String bytes = new String(password.getBytes(form), ISO_8859_1);
                assertFalse(content.contains(bytes), password + " as " + form + " in " + file);
            }
        }
    }
}
