import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { words } from '../../words/words';
import { loaded } from '../parts/not-loaded';
import { clockOf, dayOf, momentOf } from '../time';
import { Beginning } from './beginning';
import { happeningWords, passageWords } from './event-words';
import type { RowHandle } from './handles';
import { Message } from './message';
import type { Happening, Passage, Row as Shown } from './rows';
import { useTalk } from './talk';
import { Unsettled } from './unsettled';
import './row.css';

const Board = loaded(async () => (await import('../panel/board')).Board);

type Of<Kind extends Shown['kind']> = Extract<Shown, { kind: Kind }>;

/** One row of a timeline. What is in it may change; what is drawn of it stays. */
export function Row(props: { handle: RowHandle }) {
  const row = () => props.handle.row();
  const as = <Kind extends Shown['kind']>(kind: Kind): Of<Kind> | false => {
    const now = row();
    return now.kind === kind && (now as Of<Kind>);
  };
  return (
    <div class="row" data-kind={row().kind}>
      <Show when={row().day}>
        {(day) => (
          <div class="day">
            <time title={momentOf(day())}>{dayOf(day(), Date.now())}</time>
          </div>
        )}
      </Show>
      <Show when={row().fresh}>
        <div class="fresh">
          <span>{words().timeline.newMessages}</span>
        </div>
      </Show>
      <Switch>
        <Match when={as('message')}>
          {(now) => <Message message={now().message} head={now().head} />}
        </Match>
        <Match when={as('unsettled')}>
          {(now) => <Unsettled unsettled={now().unsettled} head={now().head} />}
        </Match>
        <Match when={as('passage')}>{(now) => <PassageLine lines={now().lines} />}</Match>
        <Match when={as('event')}>{(now) => <EventLine line={now().line} />}</Match>
        <Match when={as('game')}>{(now) => <Board played={now().played} />}</Match>
        <Match when={as('beginning')}>
          <Beginning />
        </Match>
      </Switch>
    </div>
  );
}

function EventLine(props: { line: Happening }) {
  const talk = useTalk();
  const name = () => ('name' in props.line ? props.line.name : '');
  return (
    <p class="event">
      <bdi>{name()}</bdi> {happeningWords(props.line, talk.me())}
      <Show when={props.line.time}>
        {(time) => <time class="numbers event-time">{clockOf(time())}</time>}
      </Show>
    </p>
  );
}

function PassageLine(props: { lines: readonly Passage[] }) {
  const [open, setOpen] = createSignal(false);
  return (
    <div class="event">
      <Show
        when={props.lines.length > 1}
        fallback={
          <span>
            {passageWords(props.lines)}
            <time class="numbers event-time">{clockOf(props.lines[0]?.time ?? 0)}</time>
          </span>
        }
      >
        <button
          type="button"
          class="event-more"
          aria-expanded={open()}
          onClick={() => setOpen(!open())}
        >
          {passageWords(props.lines)}
        </button>
      </Show>
      <Show when={open()}>
        <ul class="event-all">
          <For each={props.lines}>
            {(line) => (
              <li>
                {passageWords([line])}
                <time class="numbers event-time">{clockOf(line.time)}</time>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
