package dev.klatch.tests.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// All rules about the sources together.
final class TidyRules {
    private TidyRules() {}

    /// What one file breaks.
    static List<Finding> check(Path file, String text) {
        List<Finding> findings = new ArrayList<>(TextRules.check(file, text));
        if (isJava(file)) {
            findings.addAll(JavaRules.check(file, text));
        }
        if (file.endsWith("package-info.java") && !text.contains("\n@NullMarked\n")) {
            findings.add(new Finding("package-info", file.toString(), "not @NullMarked"));
        }
        return findings;
    }

    /// Packages without a package-info in the main sources or, for packages of tests only, in the
    /// test sources. Without one, NullAway does not look at the package.
    static List<Finding> checkPackages(List<Path> files) {
        Set<String> described = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        for (Path file : files) {
            Path folder = file.getParent();
            if (isJava(file) && folder != null) {
                String name = folder.toString().replace('\\', '/').replace("/test/", "/main/");
                used.add(name);
                if (file.endsWith("package-info.java")) {
                    described.add(name);
                }
            }
        }
        used.removeAll(described);
        return used.stream()
                .map(each -> new Finding("package-info", each, "no package-info.java"))
                .toList();
    }

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }
}
