package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What is typed and what is answered, verb by verb, by the owner ana, bob with an account and the
/// guest eve, on one server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EveryVerbSystemTest {
    @TempDir static Path folder;

    private Program server;
    private Program ana;
    private Program bob;
    private Program eve;

    @BeforeAll
    void open() throws Exception {
        server = Program.serve(folder, 0);
        String said =
                server.awaitOut(text -> text.matches("(?s).*with this invite.*[a-z2-7]{26}\\s.*"));
        String code = said.replaceAll("(?s).*?([a-z2-7]{26})\\s.*", "$1");
        ana = chat(folder, "ana", "a long password", "--sign-up", "--invite", code);
        tells(ana, "/who", "Nobody else is here.");
        bob = chat(folder, "bob", "a long password", "--sign-up");
        tells(bob, "/who", "Here: ana");
        eve = chat(folder, "eve", "");
        tells(eve, "/who", "Here: ana, bob");
        tells(bob, "the weather is fine today\n/keywords one", "count as your name: one");
        tells(bob, "is it tea or coffee @ana\n/keywords two", "count as your name: two");
    }

    @AfterAll
    void close() {
        Stream.of(eve, bob, ana, server).forEach(Program::close);
    }

    private Program chat(Path where, String name, String password, String... more)
            throws Exception {
        String[] words = {"chat", "http://127.0.0.1:" + server.port(), "--name", name};
        return Program.start(
                where,
                password.isEmpty() ? Map.of() : Map.of("KLATCH_PASSWORD", password),
                Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }

    /// Types this; what is said from then on has a line with all of these words, and is returned.
    private static String tells(Program who, String line, String... words) throws Exception {
        int before = who.out().length();
        who.type(line + "\n");
        return hears(who, before, words);
    }

    private static String hears(Program who, int from, String... words) throws Exception {
        return who.awaitOut(text ->
                        text.substring(from)
                                .lines()
                                .anyMatch(shown -> Stream.of(words).allMatch(shown::contains)))
                .substring(from);
    }

    /// Types this; it is refused in these words.
    private static void refuses(Program who, String line, String words) throws Exception {
        int before = who.err().length();
        who.type(line + "\n");
        who.awaitOut(_ -> errors(who).substring(before).contains(words));
    }

    private static String errors(Program who) {
        try {
            return who.err();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void messagesAreFoundAndShownAmongOthers() throws Exception {
        String found = "";
        while (!found.contains("tea or coffee")) {
            found = tells(ana, "/search tea", "n");
        }
        found = tells(ana, "/search weather*", "bob: the weather is fine", "everyone#1");
        assertTrue(found.contains("  1  "), found);
        tells(ana, "/open 1", "#2 [everyone] bob: is it tea or coffee");
        tells(ana, "/search from:bob in:everyone has:mention tea", "  1  ", "tea or coffee");
        tells(ana, "/search nothing like this", "Nothing was found.");
        refuses(ana, "/search from:", "(324)");
        tells(ana, "/mentions", "  1  ", "is it tea or coffee @ana");
        tells(eve, "/mentions", "No message names you.");
        tells(ana, "/jump today", "#1 [everyone] bob: the weather");
        tells(ana, "/jump 2001-02-03", "#1 [everyone] bob: the weather");
        refuses(ana, "/jump someday", "Write it as /jump");
        tells(ana, "/history 1", "#");
    }

    @Test
    void whatWasSaidBeforePinsAndReadersAreListed() throws Exception {
        int before = ana.out().length();
        tells(bob, "a first versoin\n/edit a first version\n/keywords three", "three");
        String said = hears(ana, before, "bob: a first versoin");
        String number = said.replaceAll("(?s).*#(\\d+) \\[everyone] bob: a first versoin.*", "$1");
        tells(bob, "/hash", "  c", "  everyone");
        tells(bob, "/versions " + number, "a first versoin");
        before = eve.out().length();
        ana.type("/pin " + number + "\n");
        hears(eve, before, "ana pinned bob’s #" + number);
        tells(eve, "/pins", "bob: a first version", "(pinned)");
        before = eve.out().length();
        ana.type("/unpin " + number + "\n");
        hears(eve, before, "took the pin out");
        tells(eve, "/pins", "There is nothing");
        tells(eve, "/read", "everyone is read.");
        String readers = tells(bob, "/seen " + number, "ead ");
        while (!readers.contains("Read by") || !readers.contains("eve")) {
            readers = tells(bob, "/seen " + number, "ead ");
        }
    }

    @Test
    void readAllMarksAlsoWhatWasNeverShown() throws Exception {
        try (Program kim = chat(folder, "kim", "a long password", "--sign-up")) {
            tells(ana, "/create garden\n/keywords garden", "garden");
            tells(kim, "/join garden", "You joined garden");
            assertEquals(0, kim.type("exit\n").finish(), kim.err());
        }
        tells(ana, "dig here\nand there\n/go everyone\n/keywords four", "four");
        try (Program kim = chat(folder, "kim", "a long password")) {
            tells(kim, "/unread", "  garden  2");
            tells(kim, "/read all", "All is read.");
            tells(kim, "/unread", "Everything is read.");
            assertEquals(0, kim.type("exit\n").finish(), kim.err());
        }
        try (Program kim = chat(folder, "kim", "a long password")) {
            tells(kim, "/unread", "Everything is read.");
        }
        tells(ana, "/leave garden", "You left garden.");
    }

    @Test
    void oneShowsWhatOneDoesAndWhereOneIsSignedIn() throws Exception {
        tells(ana, "/status reading a book", "Your status: reading a book");
        tells(bob, "/whois ana", "ana (owner, reading a book): here now");
        tells(ana, "/away at lunch", "You are shown as away.");
        tells(bob, "/whois ana", "ana (owner, away, at lunch)");
        tells(ana, "/dnd", "do not disturb");
        tells(ana, "/back\n/status", "Your status is gone.");
        tells(ana, "/display Anna A.", "Others see Anna A.");
        tells(bob, "/whois ana", "ana (owner, Anna A.): here now");
        tells(ana, "/last-seen off", "Nobody sees when");
        refuses(bob, "/whois nobody", "Nobody has this name.");
        Path phone = Files.createDirectories(folder.resolve("phone"));
        try (Program other = chat(phone, "ana", "a long password")) {
            tells(other, "/sessions", "  2  ");
            tells(ana, "/sessions", "(this one)");
            tells(ana, "/end-session others", "You are signed in here only.");
            assertEquals(4, other.type("not any more\n").finish(), other.out());
        }
    }

    @Test
    void peopleAreLetInByInvites() throws Exception {
        tells(ana, "/create staff --private", "You made staff.");
        String made = tells(ana, "/new-invite here 2 48", "The code: ", "2 uses until");
        String code = made.replaceAll("(?s).*The code: (\\S+) .*", "$1");
        tells(ana, "/go everyone\n/invites", "  1  ", "2 uses", "into staff", "made by ana");
        int before = bob.out().length();
        tells(bob, "/redeem " + code, "The invite is used.");
        hears(bob, before, "[staff] ana brought in bob");
        tells(ana, "/invites", "1 use until");
        tells(ana, "/revoke 1", "Nobody can use it any more.");
        tells(ana, "/invites", "There is none.");
        refuses(eve, "/redeem " + code, "unknown, used up or too old");
    }

    @Test
    void theServerIsRunFromAClient() throws Exception {
        tells(ana, "/server role bob moderator", "Done.");
        tells(eve, "/whois bob", "bob (moderator");
        tells(ana, "/server role bob member", "Done.");
        tells(ana, "/server guests off", "Guests may not come in.");
        try (Program max = chat(folder, "max", "")) {
            assertEquals(4, max.finish());
            assertTrue(max.err().contains("takes no guests"), max.err());
        }
        tells(ana, "/server guests on", "Guests may come in.");
        tells(ana, "/server sign-up closed", "Sign-up is closed now.");
        tells(ana, "/server sign-up open", "Sign-up is open now.");
        refuses(ana, "/server dance bob", "Write it as /server");
        refuses(bob, "/server guests off", "(306)");
        try (Program tom = chat(folder, "tom", "")) {
            tells(tom, "/who", "Here: ");
            tells(ana, "/server mute tom 5", "Done.");
            refuses(tom, "am I heard", "not write at the moment");
            tells(ana, "/server unmute tom", "Done.");
            tells(ana, "/server kick tom", "Done.");
            assertTrue(tom.finish() != 3, tom.err());
        }
        tells(ana, "/audit", "ana: ", "tom");
    }

    @Test
    void whatIsReportedIsSettled() throws Exception {
        int before = ana.out().length();
        tells(eve, "/report 1 it is raining", "The moderators know of it now.");
        hears(ana, before, "1 report to look at: /reports");
        tells(ana, "/reports", "  1  ", "everyone#1 bob", "eve: it is raining");
        tells(ana, "/settle 1 so it is", "The report is closed.");
        tells(ana, "/reports", "Nothing is reported.");
        refuses(bob, "/reports", "(306)");
    }

    @Test
    void whatIsForOneselfAloneIsKept() throws Exception {
        tells(bob, "/block eve", "eve cannot write to you privately.");
        refuses(eve, "bob: psst", "takes no private messages from you");
        tells(bob, "/unblock eve", "eve may write to you again.");
        int before = bob.out().length();
        eve.type("bob: once more\n");
        hears(bob, before, "[private with eve] eve: once more");
        tells(bob, "/notify mentions", "While you are elsewhere, everyone shows mentions.");
        tells(bob, "/notify all", "everyone shows all.");
        tells(bob, "/favourite on", "everyone has a star.");
        tells(bob, "/favourite off", "everyone has no star.");
        tells(bob, "/draft half a thought", "Kept.");
        tells(bob, "/draft", "half a thought");
        Path phone = Files.createDirectories(folder.resolve("tablet"));
        try (Program other = chat(phone, "bob", "a long password")) {
            tells(other, "/draft", "half a thought");
            assertEquals(0, other.type("/draft of another device\n").finish(), other.err());
        }
        tells(bob, "/draft", "of another device");
        refuses(bob, "/notify loudly", "Write it as /notify");
        refuses(bob, "/sing", "There is no command /sing.");
    }

    @Test
    void aGameIsDeclined() throws Exception {
        int before = eve.out().length();
        bob.type("/ttt eve\n");
        hears(eve, before, "bob asks for a game of tic-tac-toe: /ttt yes or /ttt no");
        int then = bob.out().length();
        eve.type("/ttt no\n");
        hears(bob, then, "eve does not want to play");
        refuses(bob, "/ttt 5", "(317)");
    }
}
