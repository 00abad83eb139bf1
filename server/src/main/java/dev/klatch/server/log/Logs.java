package dev.klatch.server.log;

import dev.klatch.core.Sight;
import dev.klatch.core.Witness;
import dev.klatch.core.journal.EventLog;
import java.io.IOException;
import java.util.List;

/// What the server writes down: its log, and the transcript of what is said. Opened and closed
/// together.
public final class Logs implements Witness, AutoCloseable {
    private final ServerLog server;
    private final Transcript transcript;
    private final WitnessLog witness;
    private final Offences offences;

    private Logs(ServerLog server, Transcript transcript) {
        this.server = server;
        this.transcript = transcript;
        this.offences = new Offences(server);
        this.witness = new WitnessLog(server, offences);
    }

    /// Opens both in one folder.
    ///
    /// @throws IOException if the folder cannot be written
    public static Logs open(Transcript.Plan plan, EventLog events) throws IOException {
        ServerLog server = ServerLog.open(plan.folder(), plan.days());
        Transcript transcript = null;
        try {
            transcript = Transcript.start(plan, events, server);
            return new Logs(server, transcript);
        } finally {
            if (transcript == null) {
                server.close();
            }
        }
    }

    /// The server's log.
    public ServerLog server() {
        return server;
    }

    /// What stands in the server's log about those whom nobody lets.
    public Offences offences() {
        return offences;
    }

    /// The transcript.
    public Transcript transcript() {
        return transcript;
    }

    @Override
    public void saw(List<Sight> sights) {
        witness.saw(sights);
        if (sights.stream().anyMatch(Sight.Wiped.class::isInstance)) {
            transcript.wiped();
        }
    }

    /// Writes what waits, then closes both. The event log must be open until it returns.
    @Override
    public void close() {
        transcript.close();
        server.close();
    }
}
