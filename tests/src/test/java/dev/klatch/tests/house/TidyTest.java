package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Reads all sources and holds the house style.
final class TidyTest {
    /// Suppressed warnings in the whole tree. The number may only fall: whoever removes one lowers
    /// it, and nobody raises it without saying in the commit why the warning is wrong.
    private static final int SUPPRESSIONS = 1;

    private static final List<Path> FILES = Repository.files();

    private static final List<Finding> FINDINGS =
            FILES.stream()
                    .filter(TextRules::isWritten)
                    .flatMap(each -> TidyRules.check(each, Repository.text(each)).stream())
                    .toList();

    @Test
    void theSourcesKeepTheHouseRules() {
        assertNothing(FINDINGS.stream().filter(each -> !isSuppression(each)).toList());
    }

    @Test
    void suppressedWarningsOnlyBecomeFewer() {
        List<Finding> suppressions = FINDINGS.stream().filter(TidyTest::isSuppression).toList();
        assertEquals(SUPPRESSIONS, suppressions.size(), () -> lines(suppressions));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertNothing(TidyRules.checkPackages(FILES));
    }

    @Test
    void theSourcesWereFoundAtAll() {
        assertTrue(FILES.contains(Path.of("klatch")), "the launcher");
        assertTrue(FILES.stream().filter(each -> each.toString().endsWith(".java")).count() > 20);
    }

    private static boolean isSuppression(Finding finding) {
        return finding.rule().equals("suppression");
    }

    private static void assertNothing(List<Finding> findings) {
        assertTrue(findings.isEmpty(), () -> lines(findings));
    }

    private static String lines(List<Finding> findings) {
        return findings.stream()
                .map(Finding::toString)
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
