package dev.klatch.protocol;

/// What a server tells the local network by multicast DNS (RFC 6762, RFC 6763), and clients look
/// for. Nothing of it is proof: only the fingerprint of a connection says which server it is.
public final class Advertised {
    /// The type of the service.
    public static final String TYPE = "_klatch._tcp.local.";

    /// The word with the version of the protocol.
    public static final String VERSION = "v";

    /// The word with the first half of the digits of the fingerprint; left out without TLS.
    public static final String FINGERPRINT = "fp";

    private Advertised() {}

    /// What stands behind [#FINGERPRINT].
    public static String half(Fingerprint fingerprint) {
        return fingerprint.hex().substring(0, fingerprint.hex().length() / 2);
    }
}
