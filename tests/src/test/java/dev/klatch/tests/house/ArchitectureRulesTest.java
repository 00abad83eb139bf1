package dev.klatch.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each architecture rule catches the fault that is planted for it.
final class ArchitectureRulesTest {
    @TempDir Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                uses("protocol knows nothing of Klatch but itself", "protocol", "core"),
                uses("core knows protocol", "core", "server.net"),
                uses("client knows protocol", "client", "core"),
                uses("terminal knows client and protocol", "terminal", "server"),
                uses("server knows core and protocol", "server", "client"),
                uses("nobody knows the app or the bench", "terminal", "app"),
                cycle("modules have no cycles", "core", "server"),
                uses("store is seen by the composition root only", "server.net", "server.store"),
                uses(
                        "store is seen by the composition root only",
                        "server.session",
                        "server.store"),
                uses("store knows core, not the edges", "server.store", "server.session"),
                uses("session does not know net", "server.session", "server.net"),
                uses("nobody imports the composition root", "server.net", "server"),
                cycle("parts of the server have no cycles", "server.limit", "server.log"),
                calls("SQL stays in store", "server.net", "java.sql.Connection a;"),
                calls("core does no I/O", "core.room", "java.io.InputStream a;"),
                calls("core does no I/O", "core.room", "java.nio.file.Path a;"),
                calls("core does no I/O", "core.room", "java.net.URI a;"),
                calls("core starts no threads", "core.room", "Thread a = new Thread();"),
                calls(
                        "core starts no threads",
                        "core.room",
                        "Object a = java.util.concurrent.Executors.newCachedThreadPool();"),
                calls(
                        "core takes the time from outside",
                        "core.room",
                        "long a = System.currentTimeMillis();"),
                calls(
                        "core takes the time from outside",
                        "core.room",
                        "Object a = java.time.Instant.now();"),
                calls(
                        "core takes the time from outside",
                        "core.room",
                        "Object a = java.time.Clock.systemUTC();"),
                cycle("parts of core have no cycles", "core.room", "core.person"),
                calls("nothing is deserialised by Java", "client", "java.io.ObjectInputStream a;"),
                calls("no programs are started", "server", "Object a = new ProcessBuilder();"),
                calls(
                        "no programs are started",
                        "server.picture",
                        "Object a = new ProcessBuilder();"),
                uses("pictures know files and nothing else", "server.picture", "core"),
                calls(
                        "pictures are decoded in the picture worker",
                        "server.picture",
                        "Object a = new java.awt.Point();"),
                calls(
                        "pictures are decoded in the picture worker",
                        "server.http",
                        "javax.imageio.ImageReader a;"),
                calls(
                        "no programs are started",
                        "terminal",
                        "void a() throws Exception { Runtime.getRuntime().exec(\"a\"); }"));
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("faults")
    void aPlantedFaultIsCaught(String rule, List<String> sources) {
        JavaClasses classes = Planted.classes(folder, sources);
        ArchRule tried = ArchitectureRules.all().get(rule);
        assertTrue(tried != null && tried.evaluate(classes).hasViolation(), rule);
    }

    @Test
    void whatIsAllowedPasses() {
        List<String> sources =
                List.of(
                        type("core", "One", ""),
                        type(
                                "server.store",
                                "Two",
                                "dev.klatch.core.One a; java.sql.Connection b;"),
                        type("server.session", "Three", "dev.klatch.core.One a;"),
                        type("server.net", "Four", "dev.klatch.server.session.Three a;"),
                        type("server", "Five", "dev.klatch.server.store.Two a;"),
                        type("app", "Six", "dev.klatch.server.Five a;"));
        JavaClasses classes = Planted.classes(folder, sources);
        for (Map.Entry<String, ArchRule> rule : ArchitectureRules.all().entrySet()) {
            assertFalse(rule.getValue().evaluate(classes).hasViolation(), rule.getKey());
        }
    }

    @Test
    void everyRuleHasItsFault() {
        Set<String> proven = new TreeSet<>();
        faults().forEach(each -> proven.add(String.valueOf(each.get()[0])));
        assertEquals(new TreeSet<>(ArchitectureRules.all().keySet()), proven);
    }

    private static Arguments uses(String rule, String from, String to) {
        return arguments(
                rule,
                List.of(type(to, "Used", ""), type(from, "User", "dev.klatch." + to + ".Used a;")));
    }

    private static Arguments cycle(String rule, String one, String other) {
        return arguments(
                rule,
                List.of(
                        type(one, "One", "dev.klatch." + other + ".Other a;"),
                        type(other, "Other", "dev.klatch." + one + ".One a;")));
    }

    private static Arguments calls(String rule, String where, String member) {
        return arguments(rule, List.of(type(where, "Caller", member)));
    }

    private static String type(String where, String name, String member) {
        return "package dev.klatch." + where + ";\npublic class " + name + " { " + member + " }\n";
    }
}
