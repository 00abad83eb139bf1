package dev.klatch.tests.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who may know whom, as rules with names. Each is seen to fail in [ArchitectureRulesTest].
final class ArchitectureRules {
    private static final String ROOT = "dev.klatch";
    private static final String[] LANGUAGE = {"java..", "javax..", "org.jspecify.."};

    /// The one class that starts a program.
    private static final String STARTS = "dev.klatch.server.picture.WorkerProcess";

    private static final String DECODES = "dev.klatch.server.picture.Drawing";
    private static final String WORKS = "dev.klatch.server.picture.PictureWorker";

    private ArchitectureRules() {}

    /// All rules by name.
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        addModules(rules);
        addServer(rules);
        addPictures(rules);
        addCore(rules);
        addEverywhere(rules);
        rules.replaceAll((name, rule) -> rule.as(name).allowEmptyShould(true));
        return rules;
    }

    private static void addModules(Map<String, ArchRule> rules) {
        rules.put(
                "protocol knows nothing of Klatch but itself",
                only("protocol", "tools.jackson..", "com.fasterxml.jackson.annotation.."));
        rules.put("core knows protocol", only("core", "dev.klatch.protocol..", "com.ibm.icu.."));
        rules.put("client knows protocol", only("client", "dev.klatch.protocol.."));
        rules.put(
                "terminal knows client and protocol",
                only(
                        "terminal",
                        "dev.klatch.client..",
                        "dev.klatch.protocol..",
                        "picocli..",
                        "org.jline.."));
        rules.put(
                "server knows core and protocol",
                noClasses()
                        .that(resideInAPackage("dev.klatch.server.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "dev.klatch.client..",
                                        "dev.klatch.terminal..",
                                        "dev.klatch.app..",
                                        "dev.klatch.bench..")));
        rules.put(
                "nobody knows the app or the bench",
                noClasses()
                        .that(
                                resideInAPackage("dev.klatch..")
                                        .and(
                                                describe(
                                                        "of other modules",
                                                        ArchitectureRules::isInner)))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("dev.klatch.app..", "dev.klatch.bench..")));
        rules.put("modules have no cycles", noCycles("dev.klatch.(*).."));
    }

    private static void addServer(Map<String, ArchRule> rules) {
        rules.put(
                "store is seen by the composition root only",
                noClasses()
                        .that(
                                resideInAPackage("dev.klatch..")
                                        .and(describe("outside of it", ArchitectureRules::isPart)))
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.klatch.server.store..")));
        rules.put(
                "store knows core, not the edges",
                noClasses()
                        .that(resideInAPackage("dev.klatch.server.store.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "dev.klatch.server.net..",
                                        "dev.klatch.server.http..",
                                        "dev.klatch.server.session..",
                                        "io.netty..")));
        rules.put(
                "session does not know net",
                noClasses()
                        .that(resideInAPackage("dev.klatch.server.session.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "dev.klatch.server.net..", "dev.klatch.server.http..")));
        rules.put(
                "nobody imports the composition root",
                noClasses()
                        .that(resideInAPackage("dev.klatch.server.*.."))
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.klatch.server")));
        rules.put("parts of the server have no cycles", noCycles("dev.klatch.server.(*).."));
        rules.put(
                "SQL stays in store",
                noClasses()
                        .that(
                                resideInAPackage("dev.klatch..")
                                        .and(
                                                describe(
                                                        "outside of store",
                                                        each -> !isIn(each, "server.store"))))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "java.sql..", "org.sqlite..", "org.flywaydb..")));
    }

    private static void addPictures(Map<String, ArchRule> rules) {
        rules.put(
                "pictures know files and nothing else",
                classes()
                        .that(resideInAPackage("dev.klatch.server.picture.."))
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                                "java..",
                                                "javax.imageio..",
                                                "org.jspecify..",
                                                "org.slf4j..",
                                                "dev.klatch.server.disk..",
                                                "dev.klatch.server.picture..")
                                        .or(describe("arrays", ArchitectureRules::isArray))));
        rules.put(
                "pictures are decoded in the picture worker",
                noClasses()
                        .that(
                                resideInAPackage("dev.klatch.server..")
                                        .and(
                                                describe(
                                                        "outside of it",
                                                        each ->
                                                                !isOrIsIn(each, DECODES)
                                                                        && !isOrIsIn(each, WORKS))))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                "java.awt..",
                                                "javax.imageio..",
                                                "com.twelvemonkeys..")
                                        .or(
                                                describe(
                                                        "decode",
                                                        each -> each.getName().equals(DECODES)))));
    }

    private static void addCore(Map<String, ArchRule> rules) {
        rules.put(
                "core does no I/O",
                noClasses()
                        .that(resideInAPackage("dev.klatch.core.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("java.net..", "java.sql..", "java.nio.file..")
                                        .or(resideInAPackage("java.io..").and(isNotAnException()))
                                        .or(resideInAnyPackage("java.nio.channels.."))));
        rules.put(
                "core starts no threads",
                noClasses()
                        .that(resideInAPackage("dev.klatch.core.."))
                        .should()
                        .dependOnClassesThat(
                                describe(
                                        "are threads or pools",
                                        each ->
                                                each.isAssignableTo(Thread.class)
                                                        || each.isAssignableTo(
                                                                java.util.concurrent.Executor.class)
                                                        || each.isEquivalentTo(
                                                                java.util.concurrent.Executors
                                                                        .class))));
        rules.put("core takes the time from outside", noClock());
        rules.put("parts of core have no cycles", noCycles("dev.klatch.core.(*).."));
    }

    private static void addEverywhere(Map<String, ArchRule> rules) {
        rules.put(
                "nothing is deserialised by Java",
                noClasses()
                        .that(resideInAPackage("dev.klatch.."))
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(java.io.ObjectInputStream.class));
        rules.put(
                "no programs are started",
                noClasses()
                        .that(
                                resideInAPackage("dev.klatch..")
                                        .and(
                                                describe(
                                                        "outside of the bench and the one place",
                                                        each ->
                                                                !isIn(each, "bench")
                                                                        && !isOrIsIn(
                                                                                each, STARTS))))
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ProcessBuilder.class)
                        .orShould()
                        .callMethodWhere(
                                target(name("exec"))
                                        .and(target(owner(name("java.lang.Runtime"))))));
    }

    private static ArchRule noClock() {
        return noClasses()
                .that(resideInAPackage("dev.klatch.core.."))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethodWhere(
                        target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
                .orShould()
                .callMethodWhere(
                        target(owner(name("java.time.Clock")))
                                .and(target(name("systemUTC").or(name("systemDefaultZone")))));
    }

    private static ArchRule only(String module, String... others) {
        String[] allowed = new String[LANGUAGE.length + others.length + 1];
        System.arraycopy(LANGUAGE, 0, allowed, 0, LANGUAGE.length);
        System.arraycopy(others, 0, allowed, LANGUAGE.length, others.length);
        allowed[allowed.length - 1] = ROOT + "." + module + "..";
        return classes()
                .that(resideInAPackage(ROOT + "." + module + ".."))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed)
                                .or(describe("arrays", ArchitectureRules::isArray)));
    }

    private static ArchRule noCycles(String pattern) {
        return slices().matching(pattern).should().beFreeOfCycles();
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> isNotAnException() {
        return describe("are no exceptions", each -> !each.isAssignableTo(Throwable.class));
    }

    private static boolean isInner(JavaClass each) {
        return !isIn(each, "app") && !isIn(each, "bench") && !isIn(each, "tests");
    }

    /// Anything but the store itself and the composition root beside it.
    private static boolean isPart(JavaClass each) {
        return !isIn(each, "server.store") && !each.getPackageName().equals(ROOT + ".server");
    }

    private static boolean isIn(JavaClass each, String part) {
        String name = each.getPackageName();
        return name.equals(ROOT + "." + part) || name.startsWith(ROOT + "." + part + ".");
    }

    /// This class, or one inside of it.
    private static boolean isOrIsIn(JavaClass each, String name) {
        return each.getName().equals(name) || each.getName().startsWith(name + "$");
    }

    private static boolean isArray(JavaClass each) {
        return each.isPrimitive() || each.isArray() || each.getPackageName().isEmpty();
    }
}
