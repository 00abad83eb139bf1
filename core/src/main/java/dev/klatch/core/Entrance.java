package dev.klatch.core;

import dev.klatch.protocol.SignUpMode;

/// How people come in: who may make an account and whether guests may come, as long as nobody
/// changed it while the server ran; how many sessions a person may have, and how many invites
/// somebody below an admin may make in an hour.
public record Entrance(SignUpMode signUp, boolean guests, int sessions, int invitesPerHour) {
    /// The setting that holds a change of [#signUp]: its word.
    public static final String SIGN_UP = "sign-up";

    /// The setting that holds a change of [#guests]: `on` or `off`.
    public static final String GUESTS = "guests";

    /// Open to everybody.
    public static final Entrance OPEN = new Entrance(SignUpMode.OPEN, true, 8, 5);
}
