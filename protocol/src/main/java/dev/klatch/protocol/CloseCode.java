package dev.klatch.protocol;

/// Why a WebSocket was closed (RFC 6455, section 7.4). The range says what to do next: 4000–4499 do
/// not reconnect, 4500–4999 reconnect; of the standard ones 1006, 1012 and 1013 reconnect, too.
public enum CloseCode {
    NORMAL(1000, "bye"),
    PROTOCOL_ERROR(1002, "this is not WebSocket as RFC 6455 has it"),
    INVALID_TEXT(1007, "text frames are UTF-8"),
    TOO_LARGE(1009, "frame-too-large: 65536 bytes"),
    RESTARTING(1012, "the server is stopping; it may be back soon"),
    BUSY(1013, "the server is full; try again later"),
    BROKE_PROTOCOL(4400, "too many frames that are not protocol 1"),
    SIGNED_OUT(4401, "signed out"),
    SLOW_CONSUMER(4500, "this connection takes its messages too slowly; resume"),
    SILENT(4501, "nothing was heard for too long"),
    FAILED(4502, "the server made a mistake on this connection");

    private final int number;
    private final String reason;

    CloseCode(int number, String reason) {
        this.number = number;
        this.reason = reason;
    }

    /// The number on the wire.
    public int number() {
        return number;
    }

    /// The words on the wire: at most 123 bytes of UTF-8.
    public String reason() {
        return reason;
    }

    /// Whether a client that was closed with this number should connect again by itself.
    public static boolean reconnects(int number) {
        return switch (number) {
            case 1001, 1006, 1011, 1012, 1013 -> true;
            default -> number >= 4500 && number <= 4999;
        };
    }
}
