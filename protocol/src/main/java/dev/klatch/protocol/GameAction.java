package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// A step of a game.
public enum GameAction implements Word {
    /// Asks for a game.
    CHALLENGE,
    /// Takes the challenge.
    ACCEPT,
    /// Does not.
    DECLINE,
    /// Takes a square.
    MOVE,
    /// Gives up, or takes a challenge back.
    RESIGN,
    /// Asks for another game after one has ended.
    REMATCH,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
