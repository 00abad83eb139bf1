package dev.klatch.tests.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.terminal.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody opens the address that was read aloud, in the browser of a phone.
final class PhoneSystemTest {
    private static final String PLAIN = "http://" + Lan.SERVER + ":5555";
    private static final String SECURE = "https://" + Lan.SERVER + ":5555";
    private static final String BY_NAME = "https://lab.local:5555";

    /// The phone finds the name by mDNS; this Chromium has no such resolver, so it is told.
    private static final String NAMES = "--host-resolver-rules=MAP lab.local " + Lan.SERVER;

    @TempDir private static Path folder;
    private static Lan lan;
    private static Program server;

    @TempDir private Path phone;

    @BeforeAll
    static void start() throws Exception {
        lan = new Lan(folder);
        server =
                Program.under(
                        folder,
                        lan.onServer(),
                        "serve",
                        "--host",
                        "0.0.0.0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--names",
                        "lab.local");
        server.awaitOut(text -> text.contains("What is said is kept"));
    }

    @AfterAll
    static void stop() {
        server.close();
        lan.close();
    }

    @Test
    void aGuestTalksAtOnceOverThePlainAddressAndIsToldThatItIsNotEncrypted() throws Exception {
        try (Browser browser = new Browser(lan.onPhone(), phone)) {
            assertEquals("", browser.open(PLAIN));
            assertFalse(browser.value("isSecureContext").asBoolean());
            browser.await("document.querySelector('form input')");
            assertTrue(
                    browser.value("document.body.innerText").asString().contains("Not encrypted"));
            assertEquals(
                    0,
                    browser.value("document.querySelectorAll('[type=password]').length").asInt());
            browser.value("document.querySelector('form input').focus()");
            browser.type("ana");
            pictures(browser, "door");
            browser.enter();
            browser.await("location.hash.startsWith('#/c/') || document.querySelector('nav a')");
            browser.value("document.querySelector('.entry-link')?.click()");
            browser.await("document.querySelector('textarea')");
            browser.value("document.querySelector('textarea').focus()");
            browser.type("hello from the phone");
            browser.enter();
            browser.await("document.querySelector('[data-seq] .rich-text')");
            pictures(browser, "talk");
            String page = browser.value("document.body.innerText").asString();
            assertTrue(page.contains("hello from the phone"), page);
            assertTrue(page.contains("Not encrypted"), page);
        }
    }

    @Test
    void aPasswordIsRefusedOverThePlainAddressEvenIfItIsSentByHand() throws Exception {
        try (Browser browser = new Browser(lan.onPhone(), phone)) {
            browser.open(PLAIN);
            String answer =
                    browser.value(
                                    """
                                    fetch('/api/session', {method: 'POST',
                                      headers: {'Content-Type': 'application/json'},
                                      body: JSON.stringify({kind: 'sign-up', name: 'eve',
                                        password: 'correct horse'})})
                                    .then(async (it) => it.status + ' ' + await it.text())
                                    """)
                            .asString();
            assertTrue(answer.startsWith("403 "), answer);
            assertTrue(answer.contains("secure-only"), answer);
        }
    }

    @Test
    void onceTheAuthorityIsTrustedTheSecureAddressOpensWithoutAWarning() throws Exception {
        try (Browser browser = new Browser(lan.onPhone(), phone, NAMES)) {
            assertNotEquals("", browser.open(SECURE), "not before");
            browser.open(PLAIN + "/join");
            browser.await("document.querySelector('[data-fingerprint]').textContent.length > 60");
            pictures(browser, "join");
            browser.click("article:not([hidden]) [data-check]");
            browser.await(
                    "document.querySelector('article:not([hidden]) [data-status]')"
                            + ".textContent.startsWith('Not yet')");
        }
        trustAsTheJoinPageSays();
        Path later = Files.createDirectory(folder.resolve("later"));
        try (Browser browser = new Browser(lan.onPhone(), phoneAgain(later), NAMES)) {
            browser.open(PLAIN + "/join#fingerprint=" + "00".repeat(32));
            browser.await("!document.querySelector('article:not([hidden]) [data-other]').hidden");
            browser.click("[data-language=de]");
            pictures(browser, "other");
            browser.open("about:blank");
            browser.open(PLAIN + "/join#invite=abc");
            browser.click("article:not([hidden]) [data-check]");
            browser.await("location.href === '" + SECURE + "/#invite=abc'");
            isSecure(browser);
            assertEquals("", browser.open(BY_NAME));
            isSecure(browser);
        }
    }

    /// A fresh folder for pipes, with the home in which the authority is trusted.
    private Path phoneAgain(Path later) throws IOException {
        Files.createSymbolicLink(later.resolve(".pki"), phone.resolve(".pki"));
        Files.createSymbolicLink(later.resolve(".local"), phone.resolve(".local"));
        return later;
    }

    private static void isSecure(Browser browser) throws Exception {
        for (String has :
                List.of(
                        "isSecureContext",
                        "navigator.mediaDevices",
                        "navigator.serviceWorker",
                        "window.Notification",
                        "navigator.clipboard")) {
            assertTrue(browser.value("Boolean(" + has + ")").asBoolean(), has);
        }
    }

    /// The commands on the page for Chromium on Linux, with the file from the page.
    private void trustAsTheJoinPageSays() throws Exception {
        Path file = phone.resolve("klatch.pem");
        run("curl", "-sSf", "-o", file.toString(), PLAIN + "/join/klatch.pem");
        for (String home : List.of(".pki/nssdb", ".local/share/pki/nssdb")) {
            Path store = Files.createDirectories(phone.resolve(home));
            if (!Files.exists(store.resolve("cert9.db"))) {
                run("certutil", "-d", "sql:" + store, "-N", "--empty-password");
            }
            run(
                    "certutil",
                    "-d",
                    "sql:" + store,
                    "-A",
                    "-t",
                    "C,,",
                    "-n",
                    "klatch",
                    "-i",
                    file.toString());
        }
    }

    private void run(String... words) throws Exception {
        List<String> all = new java.util.ArrayList<>(lan.onPhone());
        all.addAll(List.of(words));
        Process process = new ProcessBuilder(all).inheritIO().start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        assertEquals(0, process.exitValue(), String.join(" ", words));
    }

    /// For people to look at, where `-Dklatch.pictures` names a folder.
    private static void pictures(Browser browser, String name) throws Exception {
        String where = System.getProperty("klatch.pictures");
        if (where != null) {
            for (String scheme : List.of("light", "dark")) {
                browser.picture(
                        Path.of(where, name + "-wide-" + scheme + ".png"), 1_280, 800, scheme);
                browser.picture(
                        Path.of(where, name + "-phone-" + scheme + ".png"), 390, 844, scheme);
            }
        }
    }
}
