package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.Carrier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files sent and saved by people and scripts in the terminal.
final class FilesInTerminalSystemTest {
    private static final String NAME = "große Datei 日本 🎉.bin";

    @TempDir Path folder;
    private final byte[] bytes = Carrier.bytes(3_000_000, 3);

    private Program chat(String url, String name, String... more) throws IOException {
        String[] words = {"chat", url, "--name", name};
        return Program.start(
                folder,
                Map.of(),
                Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }

    private static String plain(Program server) throws Exception {
        return "http://127.0.0.1:" + server.port();
    }

    private List<Path> files(String where) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(where))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void c3AFileReachesTheOthersAndIsSavedOnlyWhereThatWasAskedFor() throws Exception {
        Path file = Files.write(folder.resolve(NAME), bytes);
        Path small = Files.writeString(folder.resolve("two words.txt"), "hello");
        String in = folder.resolve("in").toString();
        try (Program server = Program.serve(folder, 0);
                Program bob = chat(plain(server), "bob", "--linger", "600", "--save-to", in);
                Program eve = chat(plain(server), "eve", "--linger", "600", "--json")) {
            bob.type("/who\n").awaitOut(text -> text.contains("ere"));
            eve.type("/rooms\n").awaitOut(text -> text.contains("\"rooms\""));
            try (Program ana = chat(plain(server), "ana")) {
                ana.type("!FILE " + file + "\n/send '" + small + "' '" + small + "' -- **look**\n");
                assertEquals(0, ana.type("and on we talk\n").finish(), ana.err());
                assertTrue(ana.out().contains("Sending " + NAME + ", 2.9 MiB."), ana.out());
                assertTrue(ana.out().contains("two words.txt and 1 more has arrived."), ana.out());
            }
            bob.awaitOut(
                    text -> text.contains("[" + NAME + ", 2.9 MiB, application/octet-stream]"));
            bob.awaitOut(text -> text.contains("Saved " + in + "/" + NAME));
            bob.awaitOut(text -> text.contains("Saved " + in + "/two words (1).txt"));
            eve.awaitOut(text -> text.contains("**look**") && text.contains(NAME));
            assertFalse(eve.out().contains("\"download\""), eve.out());
            assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("in").resolve(NAME)));
            assertEquals(3, files("in").size());
            assertEquals(List.of(), files("state").stream().filter(this::isNote).toList());
        }
    }

    private boolean isNote(Path path) {
        return path.toString().matches(".*/(parcel|download)-.*");
    }

    @Test
    void c3WhatCannotBeSentIsSaidInWordsBeforeAnythingIsSent() throws Exception {
        Path large = Files.write(folder.resolve("large.bin"), bytes);
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        try (Program server = Program.serve(folder, 0, "--file-size", "1", "--quota-person", "2");
                Program ana = chat(plain(server), "ana")) {
            ana.type(
                    "!FILE nothing.txt\n/send " + folder + "\n/send " + empty + " " + large + "\n");
            ana.type("!FILE " + large + "\n/send\n/save 7\n");
            ana.type("/save 1 " + folder.resolve("nowhere") + "\n/cancel\n");
            assertEquals(1, ana.finish());
            for (String words :
                    new String[] {
                        "nothing.txt.",
                        folder + " is a folder. Pack it first",
                        empty + " is empty.",
                        large + " has 2.9 MiB, and this server takes files of at most 1.0 MiB.",
                        "Write it as /send FILE [FILE …] [-- TEXT].",
                        "There are no files here."
                    }) {
                assertTrue(ana.err().contains(words), words + "\n" + ana.err());
            }
            assertTrue(ana.out().contains("Nothing is on its way."), ana.out());
            assertEquals(List.of(), files("data/files"));
            for (int i = 0; i < 3; i++) {
                Files.write(folder.resolve("a" + i), Arrays.copyOf(bytes, 900_000 + i));
            }
            try (Program bob = chat(plain(server), "bob")) {
                for (int i = 0; i < 3; i++) {
                    bob.type("!FILE " + folder.resolve("a" + i) + "\n");
                }
                assertEquals(1, bob.finish());
                assertTrue(bob.err().matches("(?s).*Not sent: a\\d — .*\\(327\\).*"), bob.err());
            }
        }
    }

    @Test
    void c6TheProgressIsDrawnWhileOneGoesOnTalking() throws Exception {
        byte[] film = Carrier.bytes(20_000_000, 4);
        Files.write(folder.resolve("a film with a name that is long.bin"), film);
        Files.createDirectory(folder.resolve("in"));
        try (Program server = Program.serve(folder, 0);
                Gate gate = new Gate(server.port());
                Pane ana = Pane.start(folder, server, "chat", gate.url(), "--name", "ana");
                Program bob = chat(plain(server), "bob", "--linger", "600")) {
            ana.awaitLine("everyone>");
            gate.holdAfter(4_000_000);
            ana.type("/send " + folder.resolve("a fi").toString().replace(" ", "\\ "));
            ana.press("Tab");
            ana.awaitLine("a\\ film\\ with\\ a\\ name\\ that\\ is\\ long.bin");
            ana.enter(" -- the film");
            gate.awaitHeld(bob);
            String line = ana.await(screen -> screen.matches("(?s).*↑ a film.* [1-8]\\d% ━+┄+ .*"));
            assertTrue(line.contains(" of 19 MiB"), line);
            ana.enter("one goes on talking");
            ana.awaitLine("ana: one goes on talking", "sent");
            ana.resize(60, 30);
            ana.await(screen -> screen.matches("(?s).*↑ a film with.*….*% ━+┄+\\n.*"));
            ana.resize(100, 30);
            gate.cut();
            gate.open();
            ana.awaitLine("ana: the film");
            String end = ana.awaitLine("[a film with a name that is long.bin, 19 MiB", "sent");
            assertFalse(end.contains("━"), end);
            bob.awaitOut(text -> text.contains("ana: the film"));
            gate.holdAfter(4_000_000);
            ana.enter("/save #2 " + folder.resolve("in"));
            gate.awaitHeld(bob);
            ana.await(screen -> screen.matches("(?s).*↓ a film.* \\d+% ━+┄+ .*"));
            ana.enter("/cancel");
            ana.awaitLine("a film with a name that is long.bin is not saved.");
            assertEquals(List.of(), files("in"));
            gate.open();
            ana.enter("/save 1 " + folder.resolve("in"));
            ana.awaitLine("Saved ", "in/a film with a name that is long.bin");
            assertArrayEquals(film, Files.readAllBytes(files("in").getFirst()));
            ana.enter("exit");
            ana.awaitLine("[ended with 0]");
        }
    }

    @Test
    void c10APictureIsShownWithSizeAndTypeAndListed() throws Exception {
        Path picture = folder.resolve("photo.png");
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", picture.toFile());
        Files.writeString(folder.resolve("notes.txt"), "milk\nbread\n");
        try (Program server = Program.serve(folder, 0)) {
            try (Program ana = chat(plain(server), "ana")) {
                assertEquals(0, ana.type("!FILE " + picture + "\n").finish(), ana.err());
            }
            try (Program ana = chat(plain(server), "ana")) {
                ana.type("!FILE " + folder.resolve("notes.txt") + "\n");
                assertEquals(0, ana.finish(), ana.err());
            }
            try (Program bob = chat(plain(server), "bob")) {
                bob.type("/files\n/files pictures\n/files video\n/files older\n");
                assertEquals(0, bob.finish(), bob.err());
                String out = bob.out();
                assertTrue(out.contains("ana: [photo.png, "), out);
                assertTrue(out.contains(", image/png, 64x48]"), out);
                assertTrue(out.contains("  1  notes.txt    11 bytes  text/plain, ana, "), out);
                assertTrue(out.contains("  2  photo.png   "), out);
                assertTrue(out.contains("  1  photo.png   "), out);
                assertTrue(out.contains("There are none here."), out);
                assertTrue(out.contains("There are no older ones."), out);
            }
        }
    }

    @Test
    void e4TheReceiverChoosesWhereItIsSavedOverAnEncryptedLineToo() throws Exception {
        Path file = Files.write(folder.resolve(NAME), bytes);
        Path in = Files.createDirectory(folder.resolve("a place of mine"));
        try (Program server = Program.serve(folder, 0);
                HttpClient http = HttpClient.newHttpClient()) {
            String card =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(plain(server) + "/api/server"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            String digits = card.replaceAll(".*\"fingerprint\":\"([0-9a-f]{64})\".*", "$1");
            String url = "https://127.0.0.1:" + server.port();
            try (Program ana = chat(url, "ana", "--fingerprint", digits)) {
                ana.type("!FILE " + file + "\n");
                assertEquals(0, ana.finish(), ana.err());
            }
            try (Program bob = chat(url, "bob", "--json")) {
                assertEquals(0, bob.type("/save '" + in + "'\n").finish(), bob.err());
                assertTrue(bob.out().contains("\"path\":\"" + in.resolve(NAME) + "\""), bob.out());
            }
            assertArrayEquals(bytes, Files.readAllBytes(in.resolve(NAME)));
        }
    }

    @Test
    @DisplayName("ATK-051 what a hostile name leads to is a file in the folder that was chosen")
    void hostileNames() throws Exception {
        Path in = folder.resolve("deep/in");
        try (Program server = Program.serve(folder, 0);
                Program bob = chat(plain(server), "bob", "--linger", "600", "--save-to", "" + in)) {
            bob.type("/who\n").awaitOut(text -> text.contains("ere"));
            for (String name : new String[] {"-rf", ".bashrc", "CON", "a:b?.txt"}) {
                Path file = Files.writeString(folder.resolve(name), name);
                try (Program ana = chat(plain(server), "ana")) {
                    assertEquals(0, ana.type("!FILE " + file + "\n").finish(), ana.err());
                }
            }
            bob.awaitOut(text -> text.split("Saved ", -1).length == 5);
            assertEquals(
                    List.of("_CON", "a_b_.txt", "bashrc", "rf"),
                    files("deep").stream().map(path -> "" + in.relativize(path)).toList());
        }
    }
}
