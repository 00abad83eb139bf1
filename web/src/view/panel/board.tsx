import { For, Match, Show, Switch } from 'solid-js';
import type { Played } from '../../protocol/server-frames';
import type { PlayAction } from '../../protocol/values';
import { words } from '../../words/words';
import { attempt } from '../deeds';
import { Button } from '../parts/button';
import { useStage } from '../shell/stage';
import { useTalk } from '../timeline/talk';
import './board.css';

const SQUARES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const LINES = ['123', '456', '789', '147', '258', '369', '159', '357'];

/** The squares of three in a row, if somebody has them. */
function winning(board: string): string {
  const of = (square: string) => board[Number(square) - 1];
  return (
    LINES.find((line) => {
      const [first = '', ...rest] = line;
      const sign = of(first);
      return sign !== undefined && sign !== '.' && rest.every((each) => of(each) === sign);
    }) ?? ''
  );
}

/** A game of tic-tac-toe as its last step left it, to be played on. */
export function Board(props: { played: Played }) {
  const { client } = useStage();
  const talk = useTalk();
  const mine = () => props.played.next === talk.me() && !props.played.over;
  const challenged = () => ['challenge', 'rematch'].includes(props.played.action);
  const isLast = () => {
    const last = talk.timeline().lines.findLast((line) => line.kind === 'played');
    return last?.game === props.played.game;
  };
  const declined = () => props.played.action === 'decline';
  const play = (action: PlayAction, square?: number) => {
    const game = props.played.game;
    const about = { conversation: talk.id, game, action };
    void attempt(client, 'play', square === undefined ? about : { ...about, square });
  };
  return (
    <section class="game" aria-label={words().game.title}>
      <p class="game-says" role="status">
        <Says played={props.played} />
      </p>
      <Show when={!challenged() && !declined()}>
        <div class="game-board">
          <For each={SQUARES}>
            {(square) => (
              <Square
                played={props.played}
                square={square}
                free={mine()}
                press={() => play('move', square)}
              />
            )}
          </For>
        </div>
      </Show>
      <div class="game-foot">
        <Switch>
          <Match when={challenged() && props.played.author !== talk.me()}>
            <Button look="main" onClick={() => play('accept')}>
              {words().game.accept}
            </Button>
            <Button onClick={() => play('decline')}>{words().game.decline}</Button>
          </Match>
          <Match when={props.played.over}>
            <Show when={!declined() && isLast()}>
              <Button icon="retry" onClick={() => play('rematch')}>
                {words().game.again}
              </Button>
            </Show>
          </Match>
          <Match when={!challenged()}>
            <Button onClick={() => play('resign')}>{words().game.resign}</Button>
          </Match>
        </Switch>
      </div>
    </section>
  );
}

function Square(props: { played: Played; square: number; free: boolean; press: () => void }) {
  const sign = () => props.played.board[props.square - 1] ?? '.';
  const taken = () => sign() === 'X' || sign() === 'O';
  return (
    <button
      type="button"
      class="game-square"
      data-sign={taken() ? sign() : undefined}
      data-won={winning(props.played.board).includes(String(props.square))}
      disabled={taken() || !props.free}
      aria-label={words().game.square(props.square, taken() ? sign() : words().game.free)}
      onClick={() => props.press()}
    >
      {taken() ? sign() : ''}
    </button>
  );
}

function Says(props: { played: Played }) {
  const talk = useTalk();
  const says = () => {
    const text = words().game;
    const { action, author, name, over, winner, next, cross } = props.played;
    const me = talk.me();
    if (action === 'challenge' || action === 'rematch') {
      return author === me ? text.asked : text.asks(name);
    }
    if (action === 'decline') return text.declined(name);
    if (over) {
      if (winner === undefined) return text.nobody;
      const won = winner === me ? text.won : text.lost;
      return action === 'resign' ? `${text.resigned(name)} ${won}` : won;
    }
    const sign = cross === me ? 'X' : 'O';
    return next === me ? text.yourTurn(sign) : text.theirTurn(sign);
  };
  return <>{says()}</>;
}
