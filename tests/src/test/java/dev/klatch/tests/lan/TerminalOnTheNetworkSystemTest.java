package dev.klatch.tests.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Fingerprint;
import dev.klatch.tests.terminal.Pane;
import dev.klatch.tests.terminal.Program;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The terminal client on another machine than the server.
final class TerminalOnTheNetworkSystemTest {
    private static final String SECURE = "https://" + Lan.SERVER + ":5555";
    private static final String PLAIN = "http://" + Lan.SERVER + ":5555";
    private static final Pattern LINK = Pattern.compile("(https://\\S+/join#invite=[^\\s']+)");

    @TempDir private Path folder;
    private Lan lan;
    private Path phone;
    private Program server;

    @BeforeEach
    void start() throws Exception {
        lan = new Lan(folder);
        phone = Files.createDirectory(folder.resolve("phone"));
        serve();
    }

    @AfterEach
    void stop() {
        server.close();
        lan.close();
    }

    private void serve() throws Exception {
        server = serving("data");
    }

    private Program serving(String data, String... more) throws Exception {
        String[] usual = {"serve", "--host", "0.0.0.0", "--data", "" + folder.resolve(data)};
        Program started =
                Program.under(
                        folder,
                        lan.onServer(),
                        Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
        started.awaitOut(text -> text.contains("Nobody owns this server yet") && hasLink(text));
        return started;
    }

    /// It takes a few seconds, in which the network is asked whether the name is free.
    private void awaitTheNetworkToBeTold() throws Exception {
        for (int looks = 0; looks < 1_500; looks++) {
            try (Stream<Path> logs = Files.list(folder.resolve("data/logs"))) {
                for (Path log : logs.toList()) {
                    if (Files.readString(log).contains("\"advertised\"")) {
                        return;
                    }
                }
            }
            server.waitFor(20);
        }
        throw new AssertionError("the network is not told");
    }

    /// One who looks around until the server is found, which answers some seconds after its start.
    private Pane looksAround() throws Exception {
        for (int looks = 0; looks < 10; looks++) {
            Pane pane = Pane.under(phone, server, lan.onPhone(), "chat");
            if (pane.awaitLine("ost [127.0.0.1]:").contains("1  Klatch on ")) {
                pane.awaitLine("1  Klatch on ", SECURE);
                return pane;
            }
            pane.close();
        }
        throw new AssertionError("the server is not found");
    }

    private static boolean hasLink(String text) {
        return LINK.matcher(text).find();
    }

    private String link() throws Exception {
        Matcher link = LINK.matcher(server.out());
        assertTrue(link.find(), server.out());
        return link.group(1);
    }

    private Fingerprint fingerprint() throws Exception {
        Path file = folder.resolve("data/tls/authority.crt");
        try (InputStream in = Files.newInputStream(file)) {
            return Fingerprint.of(
                    CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded());
        }
    }

    private Program chat(String... more) throws Exception {
        return Program.under(
                phone,
                lan.onPhone(),
                Stream.concat(Stream.of("chat"), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    @DisplayName("ATK-088 a server is found, compared, known, and never mistaken for another")
    void aServerIsFoundComparedKnownAndNeverMistakenForAnother() throws Exception {
        awaitTheNetworkToBeTold();
        try (Pane ana = looksAround()) {
            clear(ana);
            ana.enter("1");
            ana.awaitLine("Is it the one on the owner's screen?");
            String groups = fingerprint().groups();
            ana.awaitLine(groups.substring(0, groups.length() / 2).strip());
            clear(ana);
            ana.enter("yes");
            ana.awaitLine("Name or number");
            ana.enter("ana");
            ana.awaitLine("everyone>");
            ana.enter("exit");
            ana.awaitLine("[ended with 0]");
        }
        try (Program again = chat(SECURE, "--name", "ana")) {
            assertEquals(0, again.type("hello\n").finish(), again.err());
        }
        server.close();
        deleteAuthority();
        serve();
        try (Program later = chat(SECURE, "--name", "ana")) {
            assertEquals(5, later.type("a secret\n").finish(), later.out());
            assertTrue(later.err().contains("is not the server it was"), later.err());
            assertFalse(later.err().contains("Exception"), later.err());
        }
        try (Pane ana = Pane.under(phone, server, lan.onPhone(), "chat", SECURE)) {
            ana.awaitLine("is not the server it was");
            ana.awaitLine("[ended with 5]");
        }
        try (Program sent = chat(link(), "--name", "ana")) {
            assertEquals(5, sent.type("a secret\n").finish(), "no link replaces what is known");
        }
        String digits = fingerprint().groups();
        try (Program compared = chat(SECURE, "--name", "ana", "--fingerprint", digits)) {
            assertEquals(0, compared.type("hello\n").finish(), compared.err());
        }
    }

    @Test
    void aLinkWithAnInviteNeedsNoQuestion() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");
        try (Program owner =
                chat(link(), "--sign-up", "--name", "ana", "--password-file", "" + password)) {
            assertEquals(0, owner.type("hello from the owner\n").finish(), owner.err());
        }
        try (Program owner = chat(SECURE, "--name", "ana")) {
            assertEquals(0, owner.type("/server sign-up closed\n").finish(), owner.err());
        }
    }

    /// The one that is to be quiet is there before the other one, which is found.
    @Test
    void aServerThatIsToBeQuietIsNotFound() throws Exception {
        server.close();
        try (Program _ = serving("quiet", "--port", "5556", "--discovery", "off")) {
            serve();
            try (Pane ana = looksAround()) {
                assertFalse(ana.screen().contains("2  Klatch on "), ana.screen());
            }
        }
    }

    @Test
    void aScriptIsNotAskedAndGoesToNobodyItDoesNotKnow() throws Exception {
        try (Program script = chat(SECURE, "--name", "bob")) {
            assertEquals(5, script.type("a secret\n").finish(), script.out());
            String half = fingerprint().groups().substring(0, 39);
            assertTrue(script.err().contains(half), script.err());
        }
        try (Program plain = chat(PLAIN, "--name", "bob")) {
            assertEquals(0, plain.type("hello\n").finish(), plain.err());
            assertTrue(plain.err().contains("This line is not encrypted"), plain.err());
        }
        try (Program wrong = chat(SECURE, "--name", "bob", "--fingerprint", "00".repeat(32))) {
            assertEquals(5, wrong.type("a secret\n").finish(), wrong.out());
        }
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");
        try (Program open =
                chat(PLAIN, "--sign-up", "--name", "eve", "--password-file", "" + password)) {
            assertEquals(4, open.type("a secret\n").finish(), open.out());
        }
    }

    @Test
    void whereOthersCanReadAlongATerminalSaysSoAndGoesOnSayingIt() throws Exception {
        try (Pane ana = Pane.under(phone, server, lan.onPhone(), "chat", PLAIN, "--name", "ana")) {
            ana.awaitLine("This line is not encrypted: others in the network can read along.");
            ana.awaitLine("not encrypted  1 here");
            for (int i = 0; i < 30; i++) {
                ana.enter("line " + i);
            }
            ana.awaitLine("line 29  sent");
            ana.awaitLine("not encrypted  1 here");
        }
    }

    @Test
    void aNewInviteIsALinkThatLetsInFromAnotherMachine() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");
        Path desk = Files.createDirectory(folder.resolve("desk"));
        String code = link().replaceAll(".*#invite=([^&]+)&.*", "$1");
        String[] owner = {"--sign-up", "--name", "olga", "--password-file", "" + password};
        String made;
        try (Program olga =
                Program.under(
                        desk,
                        lan.onServer(),
                        Stream.concat(
                                        Stream.of("chat", "http://127.0.0.1:5555"),
                                        Stream.concat(
                                                Stream.of("--invite", code), Stream.of(owner)))
                                .toArray(String[]::new))) {
            assertEquals(
                    0, olga.type("/server sign-up invite\n/new-invite\n").finish(), olga.err());
            Matcher printed = LINK.matcher(olga.out());
            assertTrue(printed.find(), olga.out());
            made = printed.group(1);
        }
        assertTrue(made.startsWith(SECURE + "/join#invite="), made);
        assertTrue(made.endsWith("&fingerprint=" + fingerprint().hex()), made);
        try (Program bob =
                chat(made, "--sign-up", "--name", "bob", "--password-file", "" + password)) {
            assertEquals(0, bob.type("hello\n").finish(), bob.err());
        }
    }

    private void deleteAuthority() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("data/tls"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Takes away what is filled in.
    private static void clear(Pane pane) throws Exception {
        pane.press("C-u");
    }
}
