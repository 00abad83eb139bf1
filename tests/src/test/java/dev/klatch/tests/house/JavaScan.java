package dev.klatch.tests.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// Walks one Java source and notes what breaks the house rules.
final class JavaScan extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final int LINES_OF_A_METHOD = 60;
    private static final int PARAMETERS = 6;

    /// Words that say nothing about what a thing is.
    private static final Pattern EMPTY_WORD =
            Pattern.compile(
                    "(^|(?<=[a-z0-9]))(Manager|Utils?|Helper|Impl|Data|Info|Base)(?![a-z])");

    private static final Pattern EMPTY_PACKAGE =
            Pattern.compile("\\b(utils?|helpers?|common|misc|impl|controllers?|entities)\\b");

    private static final Pattern TEST =
            Pattern.compile("(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)");

    private static final Pattern GETTER = Pattern.compile("get[A-Z].*");

    /// Where printing is the job: the switchboard, and one console class for each client.
    private static final Pattern CONSOLE = Pattern.compile(".*(app/.*/Main|Console)\\.java");

    /// Classes whose tests run: their own, or those that they hand on.
    private static final Pattern RUN = Pattern.compile(".*(Test|Contract)\\.java");

    private final Path file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final LineMap lines;
    private final List<Finding> findings;

    JavaScan(Path file, CompilationUnitTree unit, Trees trees, List<Finding> findings) {
        this.file = file;
        this.unit = unit;
        this.positions = trees.getSourcePositions();
        this.lines = unit.getLineMap();
        this.findings = findings;
    }

    @Override
    public @Nullable Void visitPackage(PackageTree tree, @Nullable Void nothing) {
        if (EMPTY_PACKAGE.matcher(tree.getPackageName().toString()).find()) {
            note("empty-name", tree, "package " + tree.getPackageName());
        }
        return super.visitPackage(tree, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
        if (EMPTY_WORD.matcher(tree.getSimpleName()).find()) {
            note("empty-name", tree, "type " + tree.getSimpleName());
        }
        return super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
        long length = line(positions.getEndPosition(unit, tree)) - line(start(tree)) + 1;
        if (length > LINES_OF_A_METHOD) {
            note("method-length", tree, tree.getName() + " has " + length + " lines");
        }
        boolean ours = !isOverriding(tree) && !isOfRecord(tree);
        if (ours && tree.getParameters().size() > PARAMETERS) {
            note("parameters", tree, tree.getName() + " takes " + tree.getParameters().size());
        }
        if (ours && GETTER.matcher(tree.getName()).matches()) {
            note("get-prefix", tree, tree.getName().toString());
        }
        if (ours && isPublic(tree) && tree.getParameters().stream().anyMatch(JavaScan::isBoolean)) {
            note("boolean-parameter", tree, tree.getName() + " takes a boolean");
        }
        return super.visitMethod(tree, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void nothing) {
        String text = tree.toString();
        if (Set.of("System.out", "System.err").contains(text) && !mayPrint()) {
            note("printing", tree, text + " outside of a console class");
        }
        if (text.equals("Thread.sleep") || text.matches("TimeUnit\\.[A-Z]+\\.sleep")) {
            note("sleeping", tree, "wait for the event, with a deadline");
        }
        if (text.startsWith("Assumptions.assume")) {
            note("skipped-test", tree, text);
        }
        return super.visitMemberSelect(tree, null);
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void nothing) {
        String name = tree.getAnnotationType().toString();
        if (name.startsWith("Disabled") || name.startsWith("Enabled")) {
            note("skipped-test", tree, "@" + name);
        }
        if (name.equals("SuppressWarnings") || name.equals("NullUnmarked")) {
            note("suppression", tree, "@" + name);
        }
        if (TEST.matcher(name).matches() && !RUN.matcher(file.toString()).matches()) {
            note("unrun-test", tree, "a test in a class that does not end in Test never runs");
        }
        return super.visitAnnotation(tree, null);
    }

    private boolean mayPrint() {
        return CONSOLE.matcher(file.toString().replace('\\', '/')).matches();
    }

    private boolean isOfRecord(MethodTree tree) {
        return tree.getReturnType() == null
                && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    }

    private boolean isPublic(MethodTree tree) {
        return tree.getModifiers().getFlags().contains(Modifier.PUBLIC)
                || getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
    }

    private static boolean isOverriding(MethodTree tree) {
        return tree.getModifiers().getAnnotations().stream()
                .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
    }

    private static boolean isBoolean(VariableTree parameter) {
        return String.valueOf(parameter.getType()).equals("boolean");
    }

    private void note(String rule, Tree tree, String words) {
        findings.add(new Finding(rule, file + ":" + line(start(tree)), words));
    }

    private long start(Tree tree) {
        return positions.getStartPosition(unit, tree);
    }

    private long line(long position) {
        return position < 0 ? 0 : lines.getLineNumber(position);
    }
}
