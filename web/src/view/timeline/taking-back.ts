import type { CommandId } from '../../protocol/values';
import type { Client, Unsettled } from '../../state/client';
import type { Talk } from './talk';

/** Whether there are words to take back, and nothing beside them that would be lost. */
export function hasWords(unsettled: Unsettled): boolean {
  if (unsettled.kind === 'post') return unsettled.words.files === undefined;
  return unsettled.kind === 'edit';
}

/** Takes back what waits, to where one writes. False if the server may have it already. */
export async function takeBack(client: Client, talk: Talk, cid: CommandId): Promise<boolean> {
  const taken = await client.forget(cid);
  if (taken === null) return false;
  if (taken.kind === 'post') {
    talk.write(taken.words.text);
    const { reply } = taken.words;
    const answered = reply === undefined ? null : client.message(talk.id, reply);
    if (answered !== null) talk.reply(answered);
  } else if (taken.kind === 'edit') {
    const message = client.message(talk.id, taken.words.target);
    if (message === null) talk.write(taken.words.text);
    else talk.edit({ ...message, text: taken.words.text });
  }
  return true;
}

/** Runs it once what is under way is accepted. */
export function whenSent(client: Client, waiting: Unsettled, then: () => void): void {
  const end = client.watch('unsettled', () => {
    const now = client.unsettled(waiting.conversation).find(({ cid }) => cid === waiting.cid);
    if (now?.status.state === 'sending') return;
    end();
    if (now === undefined) then();
  });
}
