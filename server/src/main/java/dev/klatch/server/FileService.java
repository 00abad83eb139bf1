package dev.klatch.server;

import dev.klatch.server.file.Downloads;
import dev.klatch.server.file.FileLedger;
import dev.klatch.server.file.FileStore;
import dev.klatch.server.file.FileThreads;
import dev.klatch.server.file.Pins;
import dev.klatch.server.file.Sweeper;
import dev.klatch.server.file.Uploads;
import dev.klatch.server.http.DownloadRoutes;
import dev.klatch.server.http.FileLog;
import dev.klatch.server.http.FileRoutes;
import dev.klatch.server.http.Route;
import dev.klatch.server.log.Logs;
import dev.klatch.server.setting.Declared;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// All about files put together: what comes in, what goes out, what is swept away.
final class FileService implements AutoCloseable {
    private final FileThreads threads = new FileThreads();
    private final FilePictures pictures = new FilePictures();
    private final FileRoutes uploading;
    private final DownloadRoutes downloading;
    private final Sweeper sweeper;

    /// @throws IOException if the folders cannot be made
    FileService(ServerSettings settings, FileLedger ledger, Logs logs) throws IOException {
        FileLog log = new FileLog(logs.server(), logs.offences());
        FileStore store = FileStore.open(settings.data());
        Pins pins = new Pins();
        long reserve = settings.bytes(Declared.DISK_RESERVE);
        Uploads uploads = new Uploads(ledger, store, threads, pictures, pins, reserve);
        this.uploading = new FileRoutes(uploads, settings.files().file(), log);
        this.downloading = new DownloadRoutes(new Downloads(ledger, store, threads, pictures), log);
        this.sweeper = new Sweeper(ledger, store, uploads, pins);
    }

    List<Route> routes() {
        return Stream.concat(uploading.routes().stream(), downloading.routes().stream()).toList();
    }

    void sweep() throws IOException {
        sweeper.sweep(Instant.now());
    }

    @Override
    public void close() {
        threads.close();
        pictures.close();
    }
}
