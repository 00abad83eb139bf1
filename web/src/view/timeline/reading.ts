import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { Seq } from '../../protocol/values';
import { useStage } from '../shell/stage';
import type { Talk } from './talk';

/** What is new here, and when it is no longer. */
export interface Reading {
  /** What is after this is marked as new; null before anything is known. */
  readonly readBefore: Accessor<Seq | null>;
  /** Whether anybody looks at this page. */
  readonly looking: Accessor<boolean>;
  /** One has seen up to here, and whether that is the end. */
  seen(seq: Seq, end: boolean): void;
  /** The line goes, and all is read. */
  done(): void;
}

function look(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/**
 * The line "new messages" stays where it was when one came, or looked away; it moves on when
 * nothing was new any more.
 */
export function createReading(talk: Talk): Reading {
  const { client } = useStage();
  const [looking, setLooking] = createSignal(look());
  const [readBefore, setReadBefore] = createSignal<Seq | null>(null);
  const read = () => talk.conversation()?.read ?? null;
  const unread = () => (talk.conversation()?.unread ?? 0) > 0;
  let line = false;
  let atEnd = true;
  const update = () => setLooking(look());
  for (const event of ['focus', 'blur', 'visibilitychange']) {
    addEventListener(event, update);
    document.addEventListener(event, update);
    onCleanup(() => {
      removeEventListener(event, update);
      document.removeEventListener(event, update);
    });
  }
  createEffect(() => {
    if (readBefore() !== null || read() === null) return;
    line = unread();
    setReadBefore(read());
  });
  createEffect(
    on(looking, (now) => {
      if (now) line = line || unread();
      else if (!unread()) {
        line = false;
        setReadBefore(read());
      }
    }),
  );
  // What comes while one reads further up is marked, and stays so when one gets there.
  createEffect(() => {
    if (unread() && !atEnd) line = true;
  });
  return {
    readBefore,
    looking,
    seen(seq, end) {
      atEnd = end;
      if (!looking() || seq <= (read() ?? 0)) return;
      client.markRead(talk.id, seq, talk.thread);
      if (!line) setReadBefore(seq);
    },
    done() {
      const head = talk.conversation()?.head;
      line = false;
      if (head !== undefined) {
        client.markRead(talk.id, head);
        setReadBefore(head);
      }
    },
  };
}
