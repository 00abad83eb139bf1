package dev.klatch.tests.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The rules for Java sources. They look at the syntax tree of the JDK's own parser, so that a word
/// in a comment or a string is no fault.
final class JavaRules {
    private static final Pattern OLD_COMMENT = Pattern.compile("(?m)^\\s*/\\*\\*");

    private JavaRules() {}

    static List<Finding> check(Path file, String text) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                null,
                                null,
                                diagnostics,
                                List.of("-proc:none"),
                                null,
                                List.of(new Text(file, text)));
        List<Finding> findings = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                new JavaScan(file, unit, Trees.instance(task), findings).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (OLD_COMMENT.matcher(text).find()) {
            findings.add(
                    new Finding("doc-comment", file.toString(), "doc comments begin with ///"));
        }
        return findings;
    }

    /// A source in memory.
    static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(Path file, String text) {
            super(URI.create("memory:/" + file.toString().replace(' ', '_')), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
