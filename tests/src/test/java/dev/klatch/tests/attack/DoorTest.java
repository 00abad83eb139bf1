package dev.klatch.tests.attack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.protocol.Door;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.SignIn;
import dev.klatch.server.account.Doorkeeper;
import dev.klatch.server.account.Visitor;
import dev.klatch.server.session.Readers;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the door does when what is behind it breaks, and how it compares secrets.
final class DoorTest {
    private static final Visitor VISITOR =
            Visitor.of(InetAddress.getLoopbackAddress(), Door.LOOPBACK, "a test");

    /// All of it throws.
    private static <T> T broken(Class<T> sort) {
        Object broken =
                Proxy.newProxyInstance(
                        sort.getClassLoader(),
                        new Class<?>[] {sort},
                        (_, _, _) -> {
                            throw new IllegalStateException("broken for this test");
                        });
        return sort.cast(broken);
    }

    @Test
    @DisplayName("ATK-110 whatever throws behind the door, nobody comes in")
    void failsClosed() {
        Requests requests = broken(Requests.class);
        try (Readers readers = new Readers(1);
                Doorkeeper door = new Doorkeeper(requests, readers, broken(Archive.class))) {
            isRefused(door, new SignIn.WithPassword("ana", "correct horse"));
            isRefused(door, new SignIn.SignUp("ana", "correct horse"));
            assertThrows(
                    CompletionException.class,
                    () -> door.personOf("a token").orTimeout(20, TimeUnit.SECONDS).join());
        }
    }

    @Test
    @DisplayName("ATK-087 a password that others could read is refused before anything is hashed")
    void notHashed() {
        Visitor basic = Visitor.of(InetAddress.ofLiteral("10.1.2.3"), Door.BASIC, "a test");
        Requests requests = broken(Requests.class);
        try (Readers readers = new Readers(1);
                Doorkeeper door = new Doorkeeper(requests, readers, broken(Archive.class))) {
            for (SignIn signIn :
                    List.of(
                            new SignIn.WithPassword("ana", "correct horse"),
                            new SignIn.SignUp("ana", "correct horse"))) {
                // Hashing happens on another thread: what is there at once was made without it.
                var result = door.enter(signIn, basic).getNow(null);
                var denied = assertInstanceOf(Doorkeeper.Result.Denied.class, result);
                assertTrue(denied.refused().is(Refusal.SECURE_ONLY), denied.toString());
            }
        }
    }

    private static void isRefused(Doorkeeper door, SignIn signIn) {
        var result = door.enter(signIn, VISITOR).orTimeout(20, TimeUnit.SECONDS).join();
        var denied = assertInstanceOf(Doorkeeper.Result.Denied.class, result);
        assertTrue(denied.refused().is(Refusal.INTERNAL), denied.toString());
    }

    @Test
    @DisplayName("ATK-005 nothing at the door is compared in a time that depends on it")
    void constantTime() {
        ArchRule rule =
                noClasses()
                        .should()
                        .callMethod(String.class, "equals", Object.class)
                        .orShould()
                        .callMethod(String.class, "compareTo", String.class)
                        .orShould()
                        .callMethod(String.class, "contentEquals", CharSequence.class)
                        .orShould()
                        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                        .orShould()
                        .callMethod(Objects.class, "equals", Object.class, Object.class);
        ClassFileImporter importer = new ClassFileImporter();
        assertFalse(
                rule.evaluate(importer.importPackages("dev.klatch.server.account")).hasViolation());
        assertTrue(
                rule.evaluate(importer.importPackages("dev.klatch.server.http")).hasViolation(),
                "the rule sees nothing");
    }

    @Test
    void whatADeviceSaysOfItselfIsCutAndMadeHarmless() {
        assertTrue(device(null).isEmpty());
        String device = device(" \u001b[2JEvil\nBrowser\u202e ");
        assertFalse(device.contains("\u001b") || device.contains("\n"), device);
        assertFalse(device.contains("\u202e"), device);
        String longest = device("\ud83d\ude00".repeat(1_000));
        assertTrue(longest.codePointCount(0, longest.length()) == 128, longest);
    }

    private static String device(@Nullable String userAgent) {
        return Visitor.of(InetAddress.getLoopbackAddress(), Door.LOOPBACK, userAgent).device();
    }
}
