package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The product's classes keep the rules of who may know whom.
final class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/klatch/tests/"))
                    .importPackages("dev.klatch");

    static Stream<ArchRule> rules() {
        return ArchitectureRules.all().values().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theClassesKeepTheRule(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void allModulesWereSeen() {
        for (String module : List.of("protocol", "core", "server", "client", "terminal", "app")) {
            assertTrue(
                    CLASSES.stream()
                            .anyMatch(each ->
                                    each.getPackageName().startsWith("dev.klatch." + module)),
                    module);
        }
    }
}
