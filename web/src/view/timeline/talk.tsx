import {
  type Accessor,
  createContext,
  createMemo,
  createSignal,
  type JSX,
  useContext,
} from 'solid-js';
import type { ConversationId, PersonId, Seq } from '../../protocol/values';
import type { Conversation, Message, Timeline } from '../../state/client';
import { live } from '../live';
import { keywordsIn } from '../notify/decide';
import { useStage } from '../shell/stage';

/** One conversation, or one thread of it, as it is shown at one place of the screen. */
export interface Talk {
  readonly id: ConversationId;
  readonly thread: Seq | undefined;
  readonly conversation: Accessor<Conversation | null>;
  readonly timeline: Accessor<Timeline>;
  readonly me: Accessor<PersonId | undefined>;
  /** Words that count as the own name. */
  readonly keywords: Accessor<readonly string[]>;
  /** What the next message answers. */
  readonly replying: Accessor<Message | null>;
  /** The own message that is said anew. */
  readonly editing: Accessor<Message | null>;
  /** The message that one was led to. */
  readonly lit: Accessor<Seq | null>;
  reply(to: Message | null): void;
  edit(message: Message | null): void;
  light(seq: Seq | null): void;
  /** Shows a message of this conversation among its neighbours. */
  jump(seq: Seq): void;
  /** The newest is to be seen. */
  end(): void;
  focus(): void;
  /** Puts words to where one writes, before those that are there. */
  write(said: string): void;
  /** What the timeline and the composer of this place do for the others. */
  readonly does: {
    jump(seq: Seq): void;
    end(): void;
    focus(): void;
    write(said: string): void;
  };
}

const LIT_MILLIS = 2500;

/** Makes what the parts of one conversation on the screen share. */
export function createTalk(id: ConversationId, thread?: Seq): Talk {
  const { client } = useStage();
  const [replying, setReplying] = createSignal<Message | null>(null);
  const [editing, setEditing] = createSignal<Message | null>(null);
  const [lit, light] = createSignal<Seq | null>(null);
  const nothing = () => undefined;
  const does: Talk['does'] = { jump: nothing, end: nothing, focus: nothing, write: nothing };
  let dark: ReturnType<typeof setTimeout> | undefined;
  const keywords = live(client, 'states', () => client.state('keywords'));
  return {
    id,
    thread,
    conversation: live(client, `conversation:${id}`, () => client.conversation(id)),
    timeline: live(client, `timeline:${id}`, () => client.timeline(id)),
    me: live(client, 'me', () => client.me()?.person),
    keywords: createMemo(() => keywordsIn(keywords())),
    replying,
    editing,
    lit,
    reply(to) {
      setEditing(null);
      setReplying(to);
      if (to !== null) does.focus();
    },
    edit(message) {
      setReplying(null);
      setEditing(message);
      does.focus();
    },
    light(seq) {
      clearTimeout(dark);
      light(seq);
      if (seq !== null) dark = setTimeout(() => light(null), LIT_MILLIS);
    },
    jump: (seq) => does.jump(seq),
    end: () => does.end(),
    focus: () => does.focus(),
    write: (said) => does.write(said),
    does,
  };
}

const Place = createContext<Talk>();

export function TalkProvider(props: { talk: Talk; children: JSX.Element }) {
  return <Place.Provider value={props.talk}>{props.children}</Place.Provider>;
}

/** The conversation that this part of the screen belongs to. */
export function useTalk(): Talk {
  const talk = useContext(Place);
  if (talk === undefined) throw new Error('there is no conversation around this');
  return talk;
}
