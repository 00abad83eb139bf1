package dev.klatch.tests.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.house.Repository;
import dev.klatch.tests.launcher.Script.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in front of pretended Javas and a pretended Maven: what it finds, builds and says.
final class LauncherSystemTest {
    private static final List<String> NEEDED =
            List.of(
                    "strace",
                    "tmux",
                    "unshare",
                    "ip",
                    "curl",
                    "certutil",
                    "chromium",
                    "sslscan",
                    "testssl");

    /// What a Maven does that has nothing against the sources.
    private static final String BUILDS = "mkdir -p \"$A\"; echo jar >\"$A/klatch.jar\"\n";

    @TempDir Path folder;
    private Path home;
    private Path javas;
    private Toolbox tools;

    @BeforeEach
    void aPackageInAFolderWithASpace() throws IOException {
        home = Files.createDirectories(folder.resolve("my chat"));
        javas = Files.createDirectories(folder.resolve("javas"));
        tools = new Toolbox(folder.resolve("tools"));
        Files.copy(Repository.root().resolve("klatch"), home.resolve("klatch"));
        Files.createFile(home.resolve("klatch.jar"));
    }

    @Test
    void java25IsFoundBesideAnOlderOneOnThePath() throws Exception {
        tools.add("java", "echo the java on the PATH\n");
        Toolbox.pretendJava(javas.resolve("openjdk-17"), "17.0.15");
        Toolbox.pretendJava(javas.resolve("temurin-25"), "25.0.3");
        Outcome outcome = klatch().run("version");
        assertEquals("the java of 25.0.3\n", outcome.words());
        assertEquals(0, outcome.status());
    }

    @Test
    void anOlderJavaHomeIsPassedOver() throws Exception {
        Toolbox.pretendJava(folder.resolve("old"), "21.0.1");
        Toolbox.pretendJava(javas.resolve("jdk"), "25");
        Outcome outcome =
                klatch().with("JAVA_HOME", folder.resolve("old").toString()).run("version");
        assertEquals("the java of 25\n", outcome.words());
    }

    @Test
    void aMissingJavaIsOnePlainSentence() throws Exception {
        Toolbox.pretendJava(javas.resolve("jdk"), "250.1");
        Outcome outcome = klatch().run("serve");
        assertEquals(1, outcome.status());
        assertEquals(1, outcome.words().lines().count(), outcome.words());
        assertTrue(outcome.words().startsWith("Klatch needs a Java 25, "), outcome.words());
    }

    @Test
    void aMissingJarIsOnePlainSentence() throws Exception {
        Toolbox.pretendJava(javas.resolve("jdk"), "25");
        Files.delete(home.resolve("klatch.jar"));
        Outcome outcome = klatch().run("serve");
        assertEquals(1, outcome.status());
        assertTrue(outcome.words().startsWith("klatch.jar is not beside this"), outcome.words());
    }

    @Test
    void anUnknownCommandIsWrongUsage() throws Exception {
        Outcome outcome = klatch().run("sing");
        assertEquals(2, outcome.status());
        assertTrue(outcome.words().startsWith("There is no command sing."), outcome.words());
    }

    @Test
    void theLauncherWorksThroughALink() throws Exception {
        Toolbox.pretendJava(javas.resolve("jdk"), "25");
        Path link = Files.createSymbolicLink(folder.resolve("chat"), home.resolve("klatch"));
        assertEquals(0, granted(new Script(link)).run("version").status());
    }

    @Test
    void theSourcesAreBuiltOnceAndAgainWhenOneChanges() throws Exception {
        Path source = pretendSources();
        tools.add("mvn", BUILDS + "echo built >>\"$LOG\"\n");
        Outcome first = building().run("version");
        assertTrue(first.words().startsWith("First build: "), first.words());
        assertTrue(first.words().endsWith("the java of 25\n"), first.words());
        assertEquals("the java of 25\n", building().run("version").words());
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        Outcome third = building().run("version");
        assertTrue(third.words().startsWith("The sources changed: "), third.words());
        assertEquals(List.of("built", "built"), Files.readAllLines(folder.resolve("log")));
    }

    @Test
    void aFailedBuildStartsNothing() throws Exception {
        pretendSources();
        tools.add("mvn", "echo '[ERROR] cannot compile'; exit 1\n");
        Outcome outcome = building().run("serve");
        assertEquals(1, outcome.status());
        assertTrue(outcome.words().contains("[ERROR] cannot compile"), outcome.words());
        assertTrue(outcome.words().contains("The build failed"), outcome.words());
        assertFalse(outcome.words().contains("the java of"), outcome.words());
    }

    @Test
    void noMavenAndNothingToFetchItWithIsOnePlainSentence() throws Exception {
        pretendSources();
        Outcome outcome = building().run("serve");
        assertEquals(1, outcome.status());
        assertEquals(1, outcome.words().lines().count(), outcome.words());
        assertTrue(outcome.words().startsWith("Klatch is built with Maven"), outcome.words());
    }

    @Test
    void noNodeToBuildTheBrowserClientWithIsOnePlainSentence() throws Exception {
        pretendSources();
        tools.add("mvn", "echo must not be called >>\"$LOG\"\n");
        tools.remove("node");
        Outcome outcome = building().run("serve");
        assertEquals(1, outcome.status());
        assertEquals(1, outcome.words().lines().count(), outcome.words());
        assertTrue(outcome.words().startsWith("Klatch's browser client"), outcome.words());
        assertFalse(Files.exists(folder.resolve("log")));
    }

    @Test
    void theTestsNameWhatIsMissingAndInstallNothing() throws Exception {
        pretendSources();
        tools.add("mvn", "echo must not be called >>\"$LOG\"\n");
        tools.add("apt-get", "echo must not be called >>\"$LOG\"\n");
        tools.addFromSystem("unshare");
        Outcome outcome = building().run("test");
        assertEquals(1, outcome.status());
        assertTrue(outcome.words().contains("tmux"), outcome.words());
        assertFalse(outcome.words().contains("util-linux"), outcome.words());
        assertFalse(Files.exists(folder.resolve("log")));
    }

    @Test
    void aRunWithoutAnyTestFails() throws Exception {
        pretendSources();
        pretendPrograms();
        tools.add("mvn", BUILDS);
        Outcome outcome = building().run("test");
        assertEquals(1, outcome.status());
        assertTrue(outcome.words().endsWith("\n0 passed, 0 failed\n"), outcome.words());
    }

    @Test
    void sourcesThatDoNotCompileCountAsOneFailure() throws Exception {
        pretendSources();
        pretendPrograms();
        tools.add("mvn", "exit 1\n");
        Outcome outcome = building().run("test");
        assertEquals(1, outcome.status());
        assertTrue(outcome.words().endsWith("\n0 passed, 1 failed\n"), outcome.words());
    }

    @Test
    void failedAndPassedTestsAreCountedFromTheReports() throws Exception {
        pretendSources();
        pretendPrograms();
        tools.add("mvn", BUILDS + "mkdir -p \"$R\"; echo \"$REPORT\" >\"$R/a.txt\"\n");
        String report =
                "Tests run: 5, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 1 s -- in a.B";
        Outcome bad = building().with("REPORT", report).run("test");
        assertEquals(1, bad.status());
        assertTrue(bad.words().endsWith("\n3 passed, 2 failed\n"), bad.words());
        Outcome good = building().with("REPORT", report.replace(": 1,", ": 0,")).run("test");
        assertEquals(0, good.status());
        assertTrue(good.words().endsWith("\n5 passed, 0 failed\n"), good.words());
    }

    @Test
    void windowsHasTheSameCommands() {
        String windows = Repository.text(Path.of("klatch.cmd"));
        for (String command :
                List.of(
                        "serve",
                        "settings",
                        "chat",
                        "warm-up",
                        "test",
                        "torture",
                        "bench",
                        "package")) {
            assertTrue(windows.contains("\"%COMMAND%\"==\"" + command + "\""), command);
        }
        assertTrue(windows.contains("NOT TESTED"));
    }

    private Script klatch() {
        return granted(new Script(home.resolve("klatch")));
    }

    private Script building() {
        Path app = home.resolve("app/target");
        return klatch().with("LOG", folder.resolve("log").toString())
                .with("A", app.toString())
                .with("R", app.resolve("surefire-reports").toString());
    }

    private Script granted(Script script) {
        return script.with("PATH", tools.path()).with("KLATCH_JDK_FOLDER", javas.toString());
    }

    /// Turns the package into sources, with one file to build; returns that file.
    private Path pretendSources() throws IOException {
        Toolbox.pretendJava(javas.resolve("jdk"), "25");
        tools.add("node", "");
        tools.add("npm", "");
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("launcher"));
        Path part = Path.of("launcher/sources.sh");
        Files.copy(Repository.root().resolve(part), home.resolve(part));
        Path source = home.resolve("app/src/main/Main.java");
        Files.createDirectories(source.getParent());
        return Files.createFile(source);
    }

    private void pretendPrograms() throws IOException {
        for (String program : NEEDED) {
            tools.add(program, "");
        }
    }
}
