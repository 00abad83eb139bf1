package dev.klatch.client;

import java.io.IOException;

/// Another client on this machine is this person already.
public final class StateInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    StateInUseException(String name) {
        super(
                "Another Klatch on this machine is "
                        + name
                        + " already. Close it, or use another name.");
    }
}
