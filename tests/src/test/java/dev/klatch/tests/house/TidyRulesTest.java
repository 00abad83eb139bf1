package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each tidy rule catches the fault that is planted for it, and lets good text pass.
final class TidyRulesTest {
    private static final Path JAVA = Path.of("core/src/main/java/dev/klatch/core/Planted.java");

    private static final String GOOD =
            """
            package dev.klatch.core;

            /// A value with a database in its name's neighbourhood.
            public record Planted(long database, boolean open) {
                /// What System.out and Thread.sleep are called in a comment is no fault.
                public String text() {
                    return "System.out";
                }
            }
            """;

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("file-length", "class A {}\n" + "// one more\n".repeat(400)),
                arguments(
                        "method-length",
                        inClass("void a() {" + "\n        a();".repeat(60) + "\n    }")),
                arguments(
                        "parameters",
                        inClass("void a(int a, int b, int c, int d, int e, int f, int g) {}")),
                arguments("line-length", "// " + "x".repeat(98) + "\n"),
                arguments("empty-name", "class RoomManager {}\n"),
                arguments("empty-name", "class StringUtils {}\n"),
                arguments("empty-name", "interface InfoOfRoom {}\n"),
                arguments("empty-name", "package dev.klatch.core.util;\n"),
                arguments("get-prefix", inClass("int getSize() { return 0; }")),
                arguments("boolean-parameter", inClass("public void close(boolean now) {}")),
                arguments("boolean-parameter", "interface A {\n    void close(boolean now);\n}\n"),
                arguments("printing", inClass("void a() { System.out.println(); }")),
                arguments("printing", inClass("void a() { System.err.println(); }")),
                arguments("sleeping", inClass("void a() throws Exception { Thread.sleep(1); }")),
                arguments("sleeping", inClass("void a() { TimeUnit.SECONDS.sleep(1); }")),
                arguments("skipped-test", inClass("@Disabled void a() {}")),
                arguments("skipped-test", inClass("void a() { Assumptions.assumeTrue(false); }")),
                arguments("unrun-test", inClass("@Test void a() {}")),
                arguments("suppression", inClass("@SuppressWarnings(\"unchecked\") void a() {}")),
                arguments("doc-comment", "/** Old style. */\nclass A {}\n"),
                arguments("trailing-space", "class A {} \n"),
                arguments("line-end", "class A {}\r\n"),
                arguments("last-line", "class A {}"),
                arguments("last-line", "class A {}\n\n"),
                arguments("machine-path", "// see " + "/ho" + "me/ana/notes\n"),
                arguments("machine-path", "// see " + "/ro" + "ot/.m2\n"),
                arguments("foreign-host", "// from ht" + "tps://mirror.somewhere.io/maven\n"),
                arguments("unfinished", "// TO" + "DO later\n"));
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("faults")
    void aPlantedFaultIsCaught(String rule, String text) {
        List<String> rules = TidyRules.check(JAVA, text).stream().map(Finding::rule).toList();
        assertTrue(rules.contains(rule), () -> "caught only " + rules);
    }

    @Test
    void goodTextPasses() {
        assertEquals(List.of(), TidyRules.check(JAVA, GOOD));
    }

    @Test
    void aPackageWithoutItsWordsIsCaught() {
        Path described = Path.of("core/src/main/java/dev/klatch/core/package-info.java");
        assertEquals(1, TidyRules.checkPackages(List.of(JAVA)).size());
        assertEquals(0, TidyRules.checkPackages(List.of(JAVA, described)).size());
        assertEquals(
                List.of("package-info"),
                TidyRules.check(described, "package dev.klatch.core;\n").stream()
                        .map(Finding::rule)
                        .toList());
    }

    private static String inClass(String member) {
        return "class A {\n    " + member + "\n}\n";
    }
}
