package dev.klatch.server.session;

import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.ServerFrame;

/// The way from a session to its client. All methods but [#execute] are called on the connection's
/// event loop.
public interface Outlet {
    /// Sends a frame.
    void send(ServerFrame frame);

    /// Refuses what no rule has decided about, and writes that down.
    void refuse(Refused refused);

    /// Says why, and closes.
    void close(CloseCode code);

    /// Takes nothing from the client for so long, in milliseconds.
    void pauseReading(long millis);

    /// Whether so little waits to be sent that an answer may be made.
    boolean hasRoomForAnswer();

    /// Runs this on the event loop, soon. From any thread.
    void execute(Runnable task);

    /// Runs this on the event loop, after so many milliseconds.
    void later(Runnable task, long millis);
}
