package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.game.TicTacToe;
import dev.klatch.core.game.Turn;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.Verb;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.MessageFrame.Play;
import dev.klatch.protocol.Refusal;
import org.jspecify.annotations.Nullable;

/// Games in direct conversations. A conversation has one game at a time; how it stands is what its
/// last step says, so the server alone keeps it.
final class GameRules {
    private final Rules rules;
    private final Happenings happenings;

    GameRules(Rules rules, Happenings happenings) {
        this.rules = rules;
        this.happenings = happenings;
    }

    void play(Batch batch, Sent sent, Play play) {
        Conversation conversation =
                happenings.find(batch, sent, play, Verb.PLAY, play.conversation());
        if (conversation == null) {
            return;
        }
        StoredPerson other = rules.other(conversation, sent.author().id());
        if (other == null || other.closed()) {
            String words = other == null ? Refusal.GUEST_LEFT.message() : Rules.goneWords(other);
            happenings.refuse(batch, sent, play, Refusal.GUEST_LEFT, words);
            return;
        }
        if (rules.blocks(other.id(), sent.author().id())) {
            happenings.refuse(batch, sent, play, Refusal.BLOCKED);
            return;
        }
        Event.Played last = rules.draft().game(conversation.id(), conversation.game());
        switch (turn(last, sent.author(), other, play)) {
            case Turn.No(Refusal refusal) -> happenings.refuse(batch, sent, play, refusal);
            case TicTacToe game -> accept(batch, sent, play, conversation, last, game);
        }
    }

    private static Turn turn(
            Event.@Nullable Played last, StoredPerson person, StoredPerson other, Play play) {
        TicTacToe game = last == null ? null : TicTacToe.after(last);
        if (play.action() == GameAction.CHALLENGE) {
            return game == null || game.isOver()
                    ? TicTacToe.challenge(person.id(), other.id())
                    : new Turn.No(Refusal.GAME_RUNNING);
        }
        Long named = play.game();
        if (game == null || last == null || named == null || named != last.game()) {
            return new Turn.No(Refusal.NO_GAME);
        }
        Long square = play.square();
        return game.play(person.id(), play.action(), square == null ? 0 : square.intValue());
    }

    private void accept(
            Batch batch,
            Sent sent,
            Play play,
            Conversation conversation,
            Event.@Nullable Played last,
            TicTacToe game) {
        StoredPerson author = sent.author();
        long time = rules.eventMillis();
        long seq = conversation.next(time);
        boolean begins =
                play.action() == GameAction.CHALLENGE || play.action() == GameAction.REMATCH;
        conversation.game(seq);
        happenings.accept(
                batch,
                sent,
                play,
                new Event.Played(
                        conversation.id(),
                        seq,
                        time,
                        author.id(),
                        author.name(),
                        play.cid(),
                        begins || last == null ? seq : last.game(),
                        play.action(),
                        play.square(),
                        game.board(),
                        game.cross(),
                        game.nought(),
                        game.next(),
                        game.winner(),
                        game.isOver()));
    }
}
