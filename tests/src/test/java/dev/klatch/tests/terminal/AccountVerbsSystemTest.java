package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// An account from its invite to its end, at a terminal, on a server that takes new people with an
/// invite only and keeps a copy of all that is said.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccountVerbsSystemTest {
    private static final String OLD = "a long password";
    private static final String NEW = "another long password";

    private static final Pattern CODE = Pattern.compile("([a-z2-7]{26}) +\\(as ");

    @TempDir static Path folder;

    private Program server;

    @BeforeAll
    void open() throws IOException {
        server = Program.serve(folder, 0, "--sign-up", "invite", "--transcript", "all");
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Pane pane(String... more) throws Exception {
        Stream<String> words = Stream.of("chat", "http://127.0.0.1:" + server.port());
        return Pane.start(
                folder, server, Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private Program chat(String name, String password, String... more) throws Exception {
        Map<String, String> environment =
                password.isEmpty() ? Map.of() : Map.of("KLATCH_PASSWORD", password);
        Path elsewhere = Files.createTempDirectory(folder, "elsewhere");
        String[] words = {"chat", "http://127.0.0.1:" + server.port(), "--name", name};
        return Program.start(
                elsewhere,
                environment,
                Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }

    private static List<String> codes(String said) {
        return CODE.matcher(said).results().map(code -> code.group(1)).toList();
    }

    private String invite(String options) throws Exception {
        int before = codes(server.out()).size();
        server.type("invite " + options + "\n");
        return codes(server.awaitOut(text -> codes(text).size() > before)).getLast();
    }

    @Test
    void anInviteLetsPeopleInFromTheFirstScreenAndByAFlag() throws Exception {
        String code = invite("--uses 3");
        try (Pane ana = pane()) {
            ana.awaitLine("5  use the code of an invite");
            ana.enter("2");
            ana.awaitLine("Name");
            ana.enter("ana");
            ana.awaitLine("A password for ana:");
            ana.enter(OLD);
            ana.awaitLine("with an invite only");
            ana.awaitLine("Code of an invite (empty: back):");
            ana.enter("no code");
            ana.awaitLine("unknown, used up or too old");
            ana.enter(code);
            ana.awaitLine("You are ana.");
            ana.enter("exit");
            ana.awaitLine("[ended with 0]");
        }
        try (Pane bob = pane()) {
            bob.awaitLine("Name or number");
            bob.enter("5");
            bob.awaitLine("Code of the invite:");
            bob.enter(code);
            bob.awaitLine("5  use the code of an invite: " + code);
            bob.enter("2");
            bob.awaitLine("Name");
            bob.enter("bob");
            bob.awaitLine("A password for bob:");
            bob.enter(OLD);
            bob.awaitLine("You are bob.");
        }
        try (Program eve = chat("eve", OLD, "--sign-up", "--invite", code)) {
            assertEquals(0, eve.finish(), eve.err());
        }
        try (Program max = chat("max", OLD, "--sign-up", "--invite", code)) {
            assertEquals(4, max.finish());
            assertTrue(max.err().contains("unknown, used up or too old"), max.err());
        }
    }

    @Test
    void aPasswordIsChangedAndTheOtherDevicesAreSignedOut() throws Exception {
        String[] how = {"--sign-up", "--invite", invite("")};
        try (Program kim = chat("kim", OLD, how)) {
            assertEquals(0, kim.finish(), kim.err());
        }
        try (Pane kim = pane("--name", "kim");
                Program phone = chat("kim", OLD, "--linger", "600")) {
            kim.awaitLine("Password of kim");
            kim.enter(OLD);
            kim.awaitLine("You are kim.");
            phone.type("here on the phone\n");
            kim.awaitLine("kim: here on the phone");
            kim.enter("/password");
            kim.awaitLine("Your password of now:");
            kim.enter("not this one");
            kim.awaitLine("Your new password:");
            kim.enter(NEW);
            kim.awaitLine("The new one once more:");
            kim.enter(NEW);
            kim.awaitLine("do not fit together");
            kim.enter("/password");
            kim.awaitLine("Your password of now:");
            kim.enter(OLD);
            kim.awaitLine("Your new password:");
            kim.enter(NEW);
            kim.awaitLine("The new one once more:");
            kim.enter(NEW);
            kim.awaitLine("Your password is another one now.");
            assertFalse(kim.bytes().contains(NEW), "nobody sees it");
            assertEquals(4, phone.type("not from here\n").finish(), phone.out());
            kim.enter("still here");
            kim.awaitLine("kim: still here", "sent");
        }
        try (Program old = chat("kim", OLD);
                Program now = chat("kim", NEW)) {
            assertEquals(4, old.finish());
            assertEquals(1, now.type("/password\n").finish(), now.err());
            assertTrue(now.err().contains("/password asks, at a terminal"), now.err());
        }
    }

    @Test
    void anAccountIsClosedForEverAndWhatWasSaidStaysUnlessItIsErased() throws Exception {
        String code = invite("--uses 2");
        try (Program zoe = chat("zoe", OLD, "--sign-up", "--invite", code);
                Program tom = chat("tom", OLD, "--sign-up", "--invite", code)) {
            assertEquals(0, zoe.type("words of zoe\n").finish(), zoe.err());
            assertEquals(0, tom.type("words of tom\n").finish(), tom.err());
        }
        for (String name : new String[] {"zoe", "tom"}) {
            try (Pane pane = pane("--name", name)) {
                pane.awaitLine("Password of " + name);
                pane.enter(OLD);
                pane.awaitLine("You are " + name + ".");
                pane.enter("/delete-account");
                pane.awaitLine("keep or erase what you said (Enter: do nothing):");
                assertTrue(pane.screen().contains("What you said stays"), pane.screen());
                pane.press("Enter");
                pane.awaitLine("Nothing was done.");
                pane.enter("/delete-account");
                pane.awaitLine("keep or erase");
                pane.enter(name.equals("zoe") ? "keep" : "erase");
                pane.awaitLine("Your password, to close it:");
                pane.enter(OLD);
                pane.awaitLine("Your account is closed. exit leaves Klatch.");
                pane.enter("exit");
                pane.awaitLine("[ended with 0]");
            }
        }
        try (Program zoe = chat("zoe", OLD);
                Program guest = chat("zoe", "");
                Program una = chat("una", "", "--linger", "600")) {
            assertEquals(4, zoe.finish());
            assertEquals(4, guest.finish());
            una.awaitOut(text -> text.contains("words of zoe"));
            if (una.out().contains("words of tom")) {
                una.awaitOut(text -> text.contains("erased"));
            }
        }
    }

    @Test
    void whoIsAwayAndWhatIsRecordedIsSaidOnce() throws Exception {
        String code = invite("");
        try (Program pia = chat("pia", OLD, "--sign-up", "--invite", code)) {
            assertEquals(0, pia.finish(), pia.err());
        }
        try (Program gil = chat("gil", "", "--linger", "600")) {
            gil.type("pia: are you there\npia: I have news\n/keywords done\n");
            String said = gil.awaitOut(text -> text.contains("count as your name: done"));
            assertEquals(1, said.split("pia is not here now and gets it later.", -1).length - 1);
            gil.type("/go pia\n/keywords again\n");
            said = gil.awaitOut(text -> text.contains("count as your name: again"));
            String recorded = "—— private with pia: the operator keeps a copy of this ——";
            assertEquals(1, said.split(recorded, -1).length - 1, said);
            assertFalse(said.contains("everyone: the operator"), said);
            try (Program pia = chat("pia", OLD, "--linger", "600")) {
                pia.awaitOut(text -> text.contains("gil: I have news"));
                gil.type("you are there\n/keywords third\n");
                said = gil.awaitOut(text -> text.contains("count as your name: third"));
                assertEquals(1, said.split("gets it later", -1).length - 1, said);
            }
        }
    }

    @Test
    void aCodeThatIsTooLongForAnInviteIsRefusedInWords() throws Exception {
        String code = "x".repeat(129);
        try (Program eve = chat("eve", "", "--invite", code)) {
            assertEquals(4, eve.type("hello\n").finish(), eve.err());
            assertTrue(eve.err().contains("(invite, limit 128)"), eve.err());
            assertFalse(eve.err().contains("Exception"), eve.err());
        }
        try (Pane leo = pane("--name", "leo", "--invite", code)) {
            leo.awaitLine("(invite, limit 128)");
            leo.awaitLine("Code of an invite");
            leo.enter(code);
            leo.await(screen -> screen.split("limit 128", -1).length == 3);
            leo.press("Enter");
            leo.awaitLine("Name or number");
            leo.enter("leo");
            leo.awaitLine("everyone>");
            leo.enter("/redeem " + code);
            leo.awaitLine("(code, limit 128)");
        }
    }
}
