package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// The compiler's gates and the formatter catch planted faults, with the very flags of the parent
/// POM: a flag that is dropped there is missed here.
final class GatesTest {
    private static final String GOOD =
            """
            package planted;

            import java.util.List;

            final class Planted {
                private Planted() {}

                static String first(List<String> names) {
                    return names.isEmpty() ? "" : names.get(0);
                }
            }
            """;

    @TempDir Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("[NullAway]", good("names.get(0)", "null")),
                arguments(
                        "[ReturnValueIgnored]",
                        good("return names", "names.size();\n return names")),
                arguments(
                        "[EqualsIncompatibleType]", good("names.isEmpty()", "names.equals(\"\")")),
                arguments("[rawtypes]", good("List<String>", "List")),
                arguments("[deprecation]", good("return", "new java.util.Date(1, 1, 1); return")),
                arguments("[UnusedVariable]", good("return", "int nobodyReadsThis = 1; return")));
    }

    private static String good(String what, String instead) {
        return GOOD.replace(what, instead);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aPlantedFaultDoesNotCompile(String words, String source) throws Exception {
        Outcome outcome = compile(source);
        assertTrue(outcome.words().contains(words), outcome::words);
        assertNotEquals(0, outcome.status(), outcome::words);
    }

    @Test
    void goodCodeCompilesWithoutAWord() throws Exception {
        Outcome outcome = compile(GOOD);
        assertEquals("", outcome.words());
        assertEquals(0, outcome.status());
    }

    @Test
    void theFormatterCatchesAMisplacedBrace() throws Exception {
        assertEquals(0, format(GOOD).status());
        assertNotEquals(0, format(GOOD.replace("Planted {", "Planted\n{")).status());
    }

    @Test
    void theFormatterIsPartOfEveryVerify() throws Exception {
        Document pom = pom();
        String goals = texts(pom, "goal").toString();
        assertTrue(goals.contains("check"), goals);
        assertTrue(texts(pom, "phase").contains("verify"));
        assertEquals(List.of("AOSP"), texts(pom, "style"));
    }

    private Outcome compile(String source) throws Exception {
        Path file = write(source);
        Path packageWords = folder.resolve("package-info.java");
        Files.writeString(packageWords, "@org.jspecify.annotations.NullMarked\npackage planted;\n");
        List<String> command = new ArrayList<>(List.of(java("javac")));
        command.addAll(texts(pom(), "arg"));
        command.addAll(List.of("--release", "25", "-proc:none", "-d", folder.toString()));
        command.addAll(List.of("-processorpath", only(".jar"), "-classpath", only("jspecify")));
        command.addAll(List.of(file.toString(), packageWords.toString()));
        return run(command);
    }

    private Outcome format(String source) throws Exception {
        List<String> command = new ArrayList<>(List.of(java("java")));
        for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
            command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("com.google.googlejavaformat.java.Main", "--aosp", "--dry-run"));
        command.addAll(List.of("--set-exit-if-changed", write(source).toString()));
        return run(command);
    }

    private Path write(String source) throws IOException {
        return Files.writeString(folder.resolve("Planted.java"), source);
    }

    private static Document pom() throws Exception {
        Path pom = Repository.root().resolve("pom.xml");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    }

    private static List<String> texts(Document pom, String element) {
        NodeList found = pom.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }

    /// The entries of the class path whose names contain `part`.
    private static String only(String part) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> each.contains(part))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static Outcome run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), words.strip());
    }

    private record Outcome(int status, String words) {}
}
