package dev.klatch.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files between ana's disk and a server, over a line that breaks.
class FilesOnTheirWayStoreTest {
    private static final int SIZE = 40_000;

    @TempDir Path folder;
    private final FakeFileWire server = new FakeFileWire(7);
    private final byte[] bytes = new byte[SIZE];
    private final List<Progress> told = new ArrayList<>();
    private Freight freight;
    private StateFolder state;
    private Path file;

    /// A way to a server on which there is nothing but files.
    private record OnlyFiles(FileWire files) implements Network {
        @Override
        public void signIn(SignIn request, Consumer<SignInResult> then) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void signOut(String token, Consumer<Boolean> then) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void order(String token, AccountOrder order, Consumer<Reply> then) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void connect(String token, Listener listener) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() throws IOException {
        new SplittableRandom(3).nextBytes(bytes);
        file = Files.write(folder.resolve("große Datei.bin"), bytes);
        state = StateFolder.open(folder.resolve("state"), URI.create("http://127.0.0.1:1"), "ana");
        RandomGenerator impatient = () -> 0;
        freight =
                new Freight(
                        new VirtualLoop(),
                        URI.create("http://127.0.0.1:1"),
                        new OnlyFiles(server),
                        impatient,
                        _ -> {});
        signedIn(1);
    }

    @AfterEach
    void close() throws IOException {
        freight.close();
        state.close();
    }

    private void signedIn(long person) {
        Identity ana = new Identity(new PersonId(person), "ana", Role.GUEST, "token", "e");
        Notice.Welcome welcome =
                new Notice.Welcome(
                        "Klatch",
                        "1",
                        1,
                        "e",
                        ana.person(),
                        "ana",
                        Role.GUEST,
                        FakeServer.EVERYONE,
                        0,
                        List.of("files"),
                        Notice.TheLimits.ofProtocol().withFile(1_000_000));
        freight.connected(ana, welcome);
    }

    private ParcelNote note(Path... files) throws IOException {
        OutboxEntry entry =
                new OutboxEntry(
                        CommandId.fresh(5, new SplittableRandom(5)),
                        "http://127.0.0.1:1",
                        new PersonId(1),
                        "e",
                        Addressee.of(FakeServer.EVERYONE),
                        Writing.of("look\tat\nthis"),
                        5);
        List<ParcelNote.Item> items = new ArrayList<>();
        for (Path each : files) {
            items.add(new ParcelNote.Item(Source.of(each), null, null));
        }
        return new ParcelNote(entry, items);
    }

    private Shipping shipping(ParcelNote note) {
        return new Shipping(freight, state, note, FakeServer.EVERYONE, told::add);
    }

    private ParcelNote kept() throws IOException {
        ParcelNote note = ParcelNote.read(state.notes("parcel-").getFirst());
        assertNotNull(note);
        return note;
    }

    @RepeatedTest(20)
    void eachFileArrivesOnceAndNoByteIsSentAgainThatTheServerHas(RepetitionInfo round)
            throws Exception {
        server.breaks = round.getCurrentRepetition() / 100.0;
        Path small = Files.write(folder.resolve("small"), new byte[] {1, 2, 3});
        Shipping shipping = shipping(note(file, small));
        assertInstanceOf(Progress.Arrived.class, shipping.run());
        List<FileId> files = shipping.entry().words().files();
        assertArrayEquals(bytes, server.bytes(files.get(0)));
        assertArrayEquals(new byte[] {1, 2, 3}, server.bytes(files.get(1)));
        assertEquals(SIZE + 3, server.came);
        assertEquals("look\tat\nthis", shipping.entry().text());
        assertEquals(shipping.entry(), shipping(kept()).entry(), "as it is written down");
    }

    @Test
    void whatIsWrittenDownGoesOnInAnotherClientFromTheByte() throws Exception {
        String digest = FakeFileWire.sha256(bytes);
        FileWire.Wish wish = new FileWire.Wish(FakeServer.EVERYONE, "a", SIZE, digest);
        var begun = (FileWire.Answer.Stands) server.begin("token", wish);
        try (var in = Files.newInputStream(file)) {
            server.bring("token", begun.file(), 0, 12_345, in);
        }
        ParcelNote first = note(file);
        first.with(0, first.items().getFirst().hashed(digest).as(begun.file())).keep(state);
        Shipping shipping = shipping(kept());
        assertInstanceOf(Progress.Arrived.class, shipping.run());
        assertEquals(List.of(begun.file()), shipping.entry().words().files());
        assertEquals(SIZE, server.came);
        assertArrayEquals(bytes, server.bytes(begun.file()));
    }

    @Test
    void anUploadThatTheServerForgotBeginsAnew() throws Exception {
        server.breaks = 0.1;
        server.forgets = true;
        Shipping shipping = shipping(note(file));
        assertInstanceOf(Progress.Arrived.class, shipping.run());
        assertFalse(server.forgets, "it was forgotten");
        assertArrayEquals(bytes, server.bytes(shipping.entry().words().files().getFirst()));
    }

    @Test
    void aFileThatChangedMeanwhileIsNotSent() throws Exception {
        ParcelNote note = note(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        failed(shipping(note).run(), "große Datei.bin has changed or gone");
        Files.delete(file);
        failed(shipping(note).run(), "große Datei.bin has changed or gone");
        assertEquals(0, server.came);
    }

    @Test
    void bytesThatChangedUnseenAreRefusedBeforeAnybodySeesThem() throws Exception {
        ParcelNote note = note(file);
        ParcelNote.Item wrong = note.items().getFirst().hashed(FakeFileWire.sha256((byte) 1));
        failed(shipping(note.with(0, wrong)).run(), "otherwise than it was sent");
    }

    @Test
    void whatAnEarlierGuestWroteIsNotSentByTheNext() throws Exception {
        signedIn(2);
        failed(shipping(note(file)).run(), "earlier guest");
        assertEquals(0, server.came);
    }

    private static void failed(Progress end, String words) {
        String said = assertInstanceOf(Progress.Failed.class, end).words();
        assertTrue(said.contains(words), said);
    }

    private Download download(FileId id, String name, long size) {
        Attachment attachment =
                new Attachment(id, name, size, "image/png", null, null, null, null, null);
        return Download.of(attachment, folder.resolve("in"));
    }

    private Progress fetched(Download download, Consumer<Progress> listener) throws Exception {
        Files.createDirectories(download.folder());
        return new Fetching(
                        freight, state, new DownloadNote(download, new PersonId(1), null), listener)
                .run();
    }

    private List<String> saved() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("in"))) {
            return all.map(each -> String.valueOf(each.getFileName())).sorted().toList();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "\"0123abcd\"")
    void aNoteIsReadAsItWasWritten(@Nullable String tag) throws IOException {
        DownloadNote note =
                new DownloadNote(download(server.has(bytes), "a.bin", SIZE), new PersonId(1), tag);
        note.keep(state);
        assertEquals(note, DownloadNote.read(state.notes("download-").getFirst()));
    }

    @RepeatedTest(20)
    void whatIsFetchedIsWholeAndNothingIsFetchedTwice(RepetitionInfo round) throws Exception {
        server.breaks = round.getCurrentRepetition() / 100.0;
        Download download = download(server.has(bytes), "a.bin", SIZE);
        Progress.Saved end = assertInstanceOf(Progress.Saved.class, fetched(download, told::add));
        assertArrayEquals(bytes, Files.readAllBytes(end.file()));
        assertEquals(SIZE, server.went);
        assertEquals(List.of("a.bin"), saved());
    }

    @Test
    void whatSomebodyElseWroteIntoItIsFetchedAnew() throws Exception {
        server.breaks = 0.2;
        Download download = download(server.has(bytes), "a.bin", SIZE);
        boolean[] spoiled = {false};
        Progress end =
                fetched(
                        download,
                        _ -> {
                            try {
                                if (!spoiled[0] && Files.size(Part.path(download)) > 5_000) {
                                    byte[] there = Files.readAllBytes(Part.path(download));
                                    there[100] ^= 1;
                                    Files.write(Part.path(download), there);
                                    spoiled[0] = true;
                                }
                            } catch (IOException notYet) {
                                // The next time.
                            }
                        });
        assertTrue(spoiled[0]);
        Progress.Saved saved = assertInstanceOf(Progress.Saved.class, end);
        assertArrayEquals(bytes, Files.readAllBytes(saved.file()));
        assertEquals(List.of("a.bin"), saved());
    }

    @Test
    @DisplayName("ATK-051 nothing that is there is written over, and no link is followed")
    void nothingElseIsTouched() throws Exception {
        FileId id = server.has(bytes);
        Path in = Files.createDirectories(folder.resolve("in"));
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.writeString(in.resolve("a.bin"), "mine");
        Files.createSymbolicLink(in.resolve("a (1).bin"), precious);
        Files.createSymbolicLink(in.resolve("a (2).bin"), folder.resolve("nowhere"));
        Files.createDirectory(in.resolve("a (3).bin"));
        Download download = download(id, "../in/a.bin", SIZE);
        Progress.Saved end = assertInstanceOf(Progress.Saved.class, fetched(download, told::add));
        assertEquals(in.resolve("a (4).bin"), end.file());
        assertEquals("precious", Files.readString(precious));
        assertEquals("mine", Files.readString(in.resolve("a.bin")));
        assertFalse(Files.exists(folder.resolve("nowhere")));
        Files.createSymbolicLink(Part.path(download), precious);
        failed(fetched(download, told::add), "cannot be written");
        assertEquals("precious", Files.readString(precious));
    }

    @Test
    @DisplayName("ATK-051 a server that sends more, less or other than it said gets nothing saved")
    void lies() throws Exception {
        FileId id = server.has(bytes);
        byte[] other = bytes.clone();
        other[7] ^= 1;
        server.instead = other;
        failed(fetched(download(id, "a", SIZE), told::add), "not what the server has");
        Download more = download(id, "b", SIZE);
        Files.createDirectories(more.folder());
        try (Part part = Part.open(more, null, _ -> {})) {
            part.begins(0, SIZE, "t");
            part.next(ByteBuffer.wrap(bytes));
            refused(() -> part.next(ByteBuffer.wrap(other)));
            refused(() -> part.begins(0, SIZE + 1, "t"));
            refused(() -> part.begins(5, SIZE, "t"));
            assertEquals(SIZE, part.length());
        }
        assertTrue(saved().stream().allMatch(name -> name.endsWith(".part")), "" + saved());
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void refused(Step step) {
        assertThrows(IOException.class, step::run);
    }

    @Test
    void aFileThatIsGoneIsSaidInWords() throws Exception {
        failed(fetched(download(new FileId(99), "a", 5), told::add), "no such file");
    }
}
