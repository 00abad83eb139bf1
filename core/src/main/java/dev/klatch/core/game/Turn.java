package dev.klatch.core.game;

import dev.klatch.protocol.Refusal;

/// What comes of a step of a game: its next state, or no.
public sealed interface Turn permits TicTacToe, Turn.No {
    /// This step cannot be taken now; the game is as it was.
    record No(Refusal refusal) implements Turn {}
}
