import type { Denied } from '../../state/client';
import { refusalWords, words } from '../../words/words';
import { say, sayTrouble } from '../parts/toast';

/** Says how something went that was asked of the server. True if it was done. */
export async function deed(doing: Promise<{ readonly kind: string } | Denied>): Promise<boolean> {
  const answer = await doing;
  if (answer.kind === 'refused' && 'error' in answer) {
    sayTrouble(refusalWords(answer));
    return false;
  }
  if (answer.kind === 'lost') {
    sayTrouble(words().entrance.noAnswer);
    return false;
  }
  say(words().admin.done);
  return true;
}
