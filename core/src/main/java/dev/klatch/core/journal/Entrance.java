package dev.klatch.core.journal;

import dev.klatch.protocol.SignUpMode;
import dev.klatch.protocol.Word;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /// The same after what was changed while the server ran: `kept` is the value of a setting that
    /// was, and null for one that was not.
    public Entrance after(Function<String, @Nullable String> kept) {
        String mode = kept.apply(SIGN_UP);
        String come = kept.apply(GUESTS);
        return new Entrance(
                mode == null ? signUp : Word.parse(SignUpMode.class, mode),
                come == null ? guests : come.equals("on"),
                sessions,
                invitesPerHour);
    }
}
