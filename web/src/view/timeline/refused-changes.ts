import { onCleanup } from 'solid-js';
import type { Client } from '../../state/client';
import { refusalWords, words } from '../../words/words';
import { sayTrouble } from '../parts/toast';
import { saidOf } from './said';

/**
 * Says which changes of messages were refused, to who looks. A text stays until one has decided
 * about it; of what has none nothing is left to decide.
 */
export function sayRefusedChanges(client: Client): void {
  const said = new Set<string>();
  const look = () => {
    if (document.visibilityState !== 'visible') return;
    for (const each of client.unsettled()) {
      const { cid, kind, status } = each;
      if (kind === 'post' || status.state !== 'failed' || said.has(cid)) continue;
      said.add(cid);
      const why = status.refused === null ? '' : refusalWords(status.refused);
      const what = kind === 'edit' ? words().message.changes.edit : saidOf(each);
      sayTrouble(words().message.changeFailed(what, why));
      if (kind !== 'edit') void client.forget(cid);
    }
  };
  onCleanup(client.watch('unsettled', look));
  document.addEventListener('visibilitychange', look);
  onCleanup(() => document.removeEventListener('visibilitychange', look));
  look();
}
