package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Compiles faulty sources on the spot, under the real package names, so that the rules that are
/// tried are exactly the rules that hold.
final class Planted {
    private static final Pattern PACKAGE = Pattern.compile("package ([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record) (\\w+)");

    private Planted() {}

    /// The classes of these sources, compiled into `folder` without any gate.
    static JavaClasses classes(Path folder, List<String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaRules.Text> units = new ArrayList<>();
        for (String source : sources) {
            units.add(new JavaRules.Text(Path.of(name(source)), source));
        }
        StringWriter words = new StringWriter();
        boolean compiled =
                compiler.getTask(
                                words,
                                null,
                                null,
                                List.of("-d", folder.toString(), "-proc:none", "-nowarn"),
                                null,
                                units)
                        .call();
        assertTrue(compiled, words::toString);
        return new ClassFileImporter().importPath(folder);
    }

    private static String name(String source) {
        return find(PACKAGE, source).replace('.', '/') + "/" + find(TYPE, source) + ".java";
    }

    private static String find(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        assertTrue(matcher.find(), source);
        return matcher.group(1);
    }
}
