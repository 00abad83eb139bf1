package dev.klatch.server.http;

import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.file.Outcome;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.Offences;
import dev.klatch.server.log.ServerLog;

/// What the server's log says of files on their way: where each begins, how it ends, and why it
/// does not. What they are called and what is in them is not said. From any thread.
public final class FileLog {
    private final ServerLog log;
    private final Offences offences;

    public FileLog(ServerLog log, Offences offences) {
        this.log = log;
        this.offences = offences;
    }

    private static LogLine line(String event, Exchange exchange, FileId file) {
        return LogLine.of(event).with("name", exchange.person().name()).with("file", file.text());
    }

    /// Somebody asked for an upload.
    void began(Exchange exchange, Outcome outcome) {
        switch (outcome) {
            case Outcome.Stands stands ->
                    log.note(
                            line("upload-begun", exchange, stands.file().id())
                                    .with("bytes", stands.file().wish().size()));
            case Outcome.Denied(Refused refused) ->
                    offences.note(
                            exchange.person().id(),
                            LogLine.of("upload-refused")
                                    .with("name", exchange.person().name())
                                    .with("error", refused.error()));
            default -> {}
        }
    }

    /// Bytes of an upload came: all of them, or not what they were to be.
    void came(Exchange exchange, FileId file, Outcome outcome) {
        switch (outcome) {
            case Outcome.Stands stands when stands.sha256() != null ->
                    log.note(line("upload-ended", exchange, file).with("bytes", stands.offset()));
            case Outcome.Denied(Refused refused) when !refused.is(Refusal.UPLOAD_TAKEN) ->
                    offences.note(
                            exchange.person().id(),
                            line("upload-failed", exchange, file).with("error", refused.error()));
            default -> {}
        }
    }

    /// The line over which an upload came broke.
    void brokeOff(Exchange exchange, FileId file) {
        log.note(line("upload-broke-off", exchange, file));
    }

    /// An upload is not wanted any more.
    void givenUp(Exchange exchange, FileId file, Outcome outcome) {
        if (outcome instanceof Outcome.Ended) {
            log.note(line("upload-given-up", exchange, file));
        }
    }

    /// A file is given out from this byte to its end; what becomes of it is told to the answer.
    FileSlice.Ending goes(Exchange exchange, FileId file, long from, long bytes) {
        log.note(
                line("download-begun", exchange, file)
                        .with("from-byte", from)
                        .with("bytes", bytes));
        return failed ->
                log.note(
                        line(
                                failed == null ? "download-ended" : "download-broke-off",
                                exchange,
                                file));
    }
}
