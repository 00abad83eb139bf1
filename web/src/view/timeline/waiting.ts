import { type Accessor, createMemo } from 'solid-js';
import type { Unsettled } from '../../state/client';
import { live } from '../live';
import { useStage } from '../shell/stage';
import type { Talk } from './talk';

/** What stands nowhere any more stands by itself. */
function alone(unsettled: Unsettled): Unsettled {
  if (unsettled.kind !== 'post') return unsettled;
  const { thread: _thread, reply: _reply, ...words } = unsettled.words;
  return { ...unsettled, words };
}

/**
 * What waits in a conversation; in the room of all also what was written where one is no more: in
 * a room that one is out of, or on a server that began anew. Nothing is lost without a word.
 */
export function waitingAt(talk: Talk): Accessor<readonly Unsettled[]> {
  const { client } = useStage();
  const here = live(client, 'unsettled', () => client.unsettled(talk.id));
  const all = live(client, 'unsettled', () => client.unsettled());
  const known = live(client, 'conversations', () => client.conversations());
  const everyone = live(client, 'me', () => client.me()?.everyone);
  const caughtUp = live(client, 'link', () => client.link().caughtUp);
  const homeless = createMemo(() => {
    if (talk.id !== everyone() || !caughtUp()) return [];
    const ids = new Set(known().map((each) => each.conversation));
    return all()
      .filter((each) => !ids.has(each.conversation) && each.status.state !== 'sending')
      .map(alone);
  });
  return createMemo(() => (homeless().length === 0 ? here() : [...here(), ...homeless()]));
}
