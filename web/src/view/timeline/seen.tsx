import {
  type Accessor,
  createContext,
  createMemo,
  For,
  type JSX,
  Show,
  useContext,
} from 'solid-js';
import type { PersonId, Seq } from '../../protocol/values';
import { words } from '../../words/words';
import { live } from '../live';
import { Avatar } from '../parts/avatar';
import { useStage } from '../shell/stage';
import { showReaders } from './readers';
import { useTalk } from './talk';

type SeenAt = Accessor<ReadonlyMap<Seq, readonly PersonId[]>>;

const Place = createContext<SeenAt>(() => new Map());
const FACES = 5;

/**
 * Puts each person at the last message that they have read, if that is one of those here. Who wrote
 * it is not told about it.
 */
function places(
  marks: ReadonlyMap<PersonId, Seq>,
  messages: readonly { readonly seq: Seq; readonly author: PersonId }[],
): ReadonlyMap<Seq, readonly PersonId[]> {
  const at = new Map<Seq, PersonId[]>();
  for (const [person, mark] of marks) {
    const message = messages.findLast((each) => each.seq <= mark);
    if (message === undefined || message.author === person) continue;
    at.set(message.seq, [...(at.get(message.seq) ?? []), person]);
  }
  return at;
}

/** Knows for the messages inside of it who has read how far. */
export function SeenProvider(props: { children: JSX.Element }) {
  const { client } = useStage();
  const talk = useTalk();
  const marks = live(client, `seen:${talk.id}`, () => client.seen(talk.id));
  const at = createMemo(() => {
    const messages = talk
      .timeline()
      .lines.filter((line) => line.kind === 'posted')
      .filter((line) => line.thread === undefined)
      .map((line) => ({ seq: line.seq, author: line.author }));
    return places(new Map([...marks()].filter(([person]) => person !== talk.me())), messages);
  });
  return <Place.Provider value={at}>{props.children}</Place.Provider>;
}

/** The faces of those who have read just as far as this message. */
export function Seen(props: { seq: Seq }) {
  const stage = useStage();
  const talk = useTalk();
  const at = useContext(Place);
  const people = createMemo(() => at().get(props.seq) ?? []);
  const names = () => people().map((each) => stage.client.person(each)?.name ?? '');
  const open = () => {
    const message = stage.client.message(talk.id, props.seq);
    if (message !== null) showReaders(stage, message);
  };
  return (
    <Show when={people().length > 0}>
      <button type="button" class="seen" title={words().message.seenBy(names())} onClick={open}>
        <span class="unseen">{words().message.seenBy(names())}</span>
        <For each={people().slice(0, FACES)}>
          {(person) => (
            <Avatar person={person} name={stage.client.person(person)?.name ?? ''} size="tiny" />
          )}
        </For>
        <Show when={people().length > FACES}>
          <span class="numbers">+{people().length - FACES}</span>
        </Show>
      </button>
    </Show>
  );
}
