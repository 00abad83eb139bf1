package dev.klatch.terminal;

import dev.klatch.protocol.Refused;

/// Where the documentation says more about what does not work.
final class Trouble {
    private static final String PAGE = "docs/troubleshooting.md";

    private Trouble() {}

    /// About a server that cannot be reached.
    static String connecting(String words) {
        return words + " See " + PAGE + ", Connecting.";
    }

    /// About a sign-in that was refused, in the server's words; the page has its number.
    static String signingIn(Refused refused) {
        return Desk.words(refused) + " See " + PAGE + ".";
    }
}
