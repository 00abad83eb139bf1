/// Games that two play inside the chat: [dev.klatch.core.game.TicTacToe] is the whole game as a
/// value that goes from one state to the next. No state of its own; safe to use from any thread.
@NullMarked
package dev.klatch.core.game;

import org.jspecify.annotations.NullMarked;
