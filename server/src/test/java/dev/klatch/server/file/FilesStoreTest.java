package dev.klatch.server.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.FileWish;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads, downloads and the sweeper of Ana's files on a disk. The pictures are no pictures: bytes
/// that begin with `P` have traces, which are all after the first ten bytes.
final class FilesStoreTest implements Pictures {
    private static final PersonId ANA = new PersonId(1);
    private static final PersonId EVE = new PersonId(2);
    private static final ConversationId ROOM = new ConversationId(1);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;
    private final MemoryLedger ledger = new MemoryLedger();
    private final FileThreads threads = new FileThreads();
    private final Pins pins = new Pins();
    private FileStore store;
    private Uploads uploads;

    FilesStoreTest() {
        ledger.at(NOW.toEpochMilli());
    }

    @BeforeEach
    void open() throws IOException {
        store = FileStore.open(folder);
        uploads = new Uploads(ledger, store, threads, this, pins, 0);
    }

    @AfterEach
    void close() {
        threads.close();
    }

    @Override
    public Look look(Path file) {
        return new Look("image/png", 10L, 1L, true);
    }

    @Override
    public boolean strip(Path file, Path fresh) throws IOException {
        byte[] all = Files.readAllBytes(file);
        if (all.length == 0 || all[0] != 'P') {
            return false;
        }
        Files.write(fresh, Arrays.copyOf(all, 10));
        return true;
    }

    @Override
    public CompletableFuture<Preview> preview(Path file, int edge, Path fresh) {
        try {
            Files.write(fresh, new byte[] {(byte) 0xFF, (byte) 0xD8});
            return CompletableFuture.completedFuture(edge > 640 ? Preview.NONE : Preview.MADE);
        } catch (IOException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private static <T> T wait(CompletableFuture<T> answer) {
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        bytes[0] = 'x';
        return bytes;
    }

    private FileId begin(long size) {
        FileWish wish = new FileWish("a.bin", size, null, false, null, null);
        Outcome begun = wait(uploads.begin(ANA, ROOM, wish));
        return assertInstanceOf(Outcome.Stands.class, begun).file().id();
    }

    private Transfer transfer(FileId id, long offset) {
        Outcome open = wait(uploads.open(ANA, id, offset, null));
        return assertInstanceOf(Outcome.Open.class, open, open.toString()).transfer();
    }

    private Outcome bring(FileId id, long offset, byte... bytes) {
        Transfer transfer = transfer(id, offset);
        transfer.write(ByteBuffer.wrap(bytes), () -> {});
        return wait(transfer.end(Transfer.End.WHOLE));
    }

    private FileId uploaded(byte... bytes) {
        FileId id = begin(bytes.length);
        assertInstanceOf(Outcome.Stands.class, bring(id, 0, bytes));
        return id;
    }

    private static void isDenied(Outcome outcome, Refusal refusal) {
        var denied = assertInstanceOf(Outcome.Denied.class, outcome, outcome.toString());
        assertTrue(denied.refused().is(refusal), denied.toString());
    }

    private long offset(FileId id) {
        Outcome stands = wait(uploads.stand(ANA, id));
        return assertInstanceOf(Outcome.Stands.class, stands, stands.toString()).offset();
    }

    private byte[] read(FileId id) throws IOException {
        var downloads = new Downloads(ledger, store, threads, this);
        try (var file = wait(downloads.file(ANA, id)).orElseThrow().bytes()) {
            return Channels.newInputStream(file).readAllBytes();
        }
    }

    /// All files below the folder of files, without it.
    private List<String> there() throws IOException {
        Path files = folder.resolve("files");
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> files.relativize(each).toString())
                    .sorted()
                    .toList();
        }
    }

    private void sweep(Duration later) throws IOException {
        new Sweeper(ledger, store, uploads, pins).sweep(NOW.plus(later));
    }

    /// All that is there was touched last at the beginning.
    private void touch() throws IOException {
        for (String each : there()) {
            Files.setLastModifiedTime(folder.resolve("files").resolve(each), FileTime.from(NOW));
        }
    }

    @Test
    @DisplayName("ATK-098 files are for the account of the server alone")
    void forTheOwner() throws IOException {
        uploaded(bytes(100, 1));
        begin(5);
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            for (Path each : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                assertEquals(Files.isDirectory(each) ? "rwx------" : "rw-------", mode, "" + each);
            }
        }
    }

    @Test
    void afterARestartItGoesOnWhereItStands() throws IOException {
        byte[] all = bytes(300_000, 2);
        FileId id = begin(all.length);
        bring(id, 0, Arrays.copyOf(all, 123_456));
        open();
        assertEquals(123_456, offset(id));
        Outcome end = bring(id, 123_456, Arrays.copyOfRange(all, 123_456, all.length));
        assertInstanceOf(Outcome.Stands.class, end);
        assertArrayEquals(all, read(id));
        assertEquals(1, there().size(), there().toString());
    }

    @Test
    void whatCouldNotBeWrittenDownIsWrittenDownLater() throws IOException {
        byte[] all = bytes(10_000, 3);
        FileId id = begin(all.length);
        ledger.breaks(true);
        isDenied(bring(id, 0, all), Refusal.UNAVAILABLE);
        ledger.breaks(false);
        open();
        assertEquals(all.length, offset(id), "who asks where it stands finishes it");
        assertArrayEquals(all, read(id));
        assertEquals(1, there().size(), there().toString());
    }

    @Test
    void whereTheProcessDiesBeforeItIsWrittenDownNothingIsLost() throws IOException {
        byte[] all = bytes(10_000, 4);
        FileId id = begin(all.length);
        ledger.breaks(true);
        bring(id, 0, all);
        ledger.breaks(false);
        open();
        touch();
        sweep(Duration.ofHours(1));
        assertEquals(List.of("incoming/" + id.text()), there(), "the content belonged to nobody");
        assertEquals(all.length, offset(id));
        assertArrayEquals(all, read(id));
    }

    @Test
    void tracesAreTakenOutAndTheSameIsKeptOnce() throws IOException {
        byte[] first = bytes(100, 5);
        byte[] second = Arrays.copyOf(first, 50);
        first[0] = 'P';
        second[0] = 'P';
        FileId one = uploaded(first);
        FileId two = uploaded(second);
        assertArrayEquals(Arrays.copyOf(first, 10), read(one));
        assertArrayEquals(Arrays.copyOf(first, 10), read(two));
        assertEquals(1, there().size(), there().toString());
    }

    @Test
    void oneWriterAtATimeAndTheLastOneWins() {
        byte[] all = bytes(1_000, 6);
        FileId id = begin(all.length);
        Transfer dead = transfer(id, 0);
        dead.write(ByteBuffer.wrap(all, 0, 400), () -> {});
        isDenied(wait(uploads.open(ANA, id, 0, null)), Refusal.OFFSET_MISMATCH);
        assertTrue(dead.cutOff().join().is(Refusal.UPLOAD_TAKEN));
        Transfer next = transfer(id, 400);
        List<String> taken = new ArrayList<>();
        dead.write(ByteBuffer.wrap(all, 0, 400), () -> taken.add("taken"));
        isDenied(wait(dead.end(Transfer.End.WHOLE)), Refusal.UPLOAD_TAKEN);
        assertEquals(List.of("taken"), taken, "nobody waits for what is not wanted");
        next.write(ByteBuffer.wrap(all, 400, 600), () -> {});
        Outcome end = wait(next.end(Transfer.End.WHOLE));
        assertEquals(1_000, assertInstanceOf(Outcome.Stands.class, end).offset());
    }

    @Test
    void eightAtATimeAreEnoughForOnePerson() {
        List<Transfer> under = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            under.add(transfer(begin(10), 0));
        }
        FileId ninth = begin(10);
        isDenied(wait(uploads.open(ANA, ninth, 0, null)), Refusal.BUSY);
        wait(under.getFirst().end(Transfer.End.BROKEN));
        transfer(ninth, 0);
    }

    @Test
    @DisplayName("ATK-053 the uploads of others are not there")
    void ofOthers() {
        FileId id = begin(10);
        isDenied(wait(uploads.stand(EVE, id)), Refusal.UNKNOWN_FILE);
        isDenied(wait(uploads.open(EVE, id, 0, null)), Refusal.UNKNOWN_FILE);
        isDenied(wait(uploads.end(EVE, id)), Refusal.UNKNOWN_FILE);
        assertEquals(0, offset(id));
    }

    @Test
    @DisplayName("ATK-055 where the disk would be too full no upload begins, and none goes on")
    void reserve() throws IOException {
        FileId id = begin(10);
        long most = store.free() - 500_000_000L;
        uploads = new Uploads(ledger, store, threads, this, pins, most);
        FileWish large = new FileWish("a", 600_000_000_000L, null, false, null, null);
        isDenied(wait(uploads.begin(ANA, ROOM, large)), Refusal.STORAGE_FULL);
        uploads = new Uploads(ledger, store, threads, this, pins, Long.MAX_VALUE / 2);
        isDenied(wait(uploads.open(ANA, id, 0, null)), Refusal.STORAGE_FULL);
    }

    @Test
    @DisplayName("ATK-055 a disk that fills up in the middle: what is there stays, and it goes on")
    void full() throws IOException {
        byte[] all = bytes(1_000, 7);
        FileId id = begin(all.length);
        Path bytes = store.incoming(id);
        Files.delete(bytes);
        Files.createSymbolicLink(bytes, Path.of("/dev/full"));
        Transfer transfer = transfer(id, 0);
        transfer.write(ByteBuffer.wrap(all), () -> {});
        assertTrue(wait(transfer.cutOff()).is(Refusal.STORAGE_FULL));
        isDenied(wait(transfer.end(Transfer.End.WHOLE)), Refusal.STORAGE_FULL);
        Files.delete(bytes);
        assertEquals(0, offset(id));
        assertInstanceOf(Outcome.Stands.class, bring(id, 0, all));
        assertArrayEquals(all, read(id));
    }

    @Test
    void whatNobodyWantsIsSweptAndNothingElse() throws IOException {
        FileId shown = uploaded(bytes(100, 8));
        ledger.show(shown);
        FileId unshown = uploaded(bytes(100, 9));
        FileId upload = begin(100);
        bring(upload, 0, bytes(50, 10));
        Files.write(folder.resolve("files/incoming/f7ytj.new"), new byte[5]);
        Files.write(folder.resolve("files/incoming/README"), new byte[5]);
        touch();
        sweep(Duration.ofHours(23));
        assertTrue(ledger.has(shown) && ledger.has(unshown) && ledger.has(upload));
        assertEquals(4, there().size(), there().toString());
        sweep(Duration.ofHours(25));
        assertTrue(ledger.has(shown));
        assertFalse(ledger.has(unshown) || ledger.has(upload));
        assertEquals(2, there().size(), there().toString());
        ledger.hide(shown);
        sweep(Duration.ofHours(25));
        assertEquals(List.of("incoming/README"), there());
    }

    @Test
    void anUploadToWhichSomethingCameIsNotSwept() throws IOException {
        FileId upload = begin(100);
        bring(upload, 0, bytes(50, 11));
        Files.setLastModifiedTime(
                store.incoming(upload), FileTime.from(NOW.plus(Duration.ofHours(20))));
        sweep(Duration.ofHours(25));
        assertTrue(ledger.has(upload));
        sweep(Duration.ofHours(45));
        assertFalse(ledger.has(upload));
    }

    @Test
    void whatIsBeingFinishedIsNotSwept() throws IOException {
        FileId id = uploaded(bytes(100, 12));
        String content = Objects.requireNonNull(ledger.file(id).content()).sha256();
        ledger.end(Set.of(id));
        touch();
        pins.pin(content);
        sweep(Duration.ofHours(1));
        assertEquals(1, there().size(), "pinned before");
        pins.beginSweep();
        pins.unpin(content);
        pins.remove(content, () -> store.removeContent(content));
        assertEquals(1, there().size(), "unpinned since the sweep began");
        sweep(Duration.ofHours(1));
        assertEquals(0, there().size(), there().toString());
    }

    @Test
    void previewsAreMadeOnceAndGoWithTheirContent() throws IOException {
        FileId id = uploaded(bytes(100, 13));
        var downloads = new Downloads(ledger, store, threads, this);
        for (int i = 0; i < 2; i++) {
            var preview = wait(downloads.preview(ANA, id, 320)).orElseThrow();
            assertEquals("image/jpeg", preview.type());
            assertEquals(2, preview.length());
            preview.bytes().close();
            assertTrue(wait(downloads.preview(ANA, id, 1280)).isEmpty());
        }
        assertTrue(wait(downloads.preview(EVE, id, 320)).isEmpty());
        assertEquals(3, there().size(), there().toString());
        ledger.end(Set.of(id));
        touch();
        sweep(Duration.ofHours(1));
        assertEquals(List.of(), there());
    }
}
