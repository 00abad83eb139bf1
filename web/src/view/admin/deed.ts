import type { Denied } from '../../state/client';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { say, sayTrouble } from '../parts/toast';

/** Says how something went that was asked of the server. True if it was done. */
export async function deed(doing: Promise<{ readonly kind: string } | Denied>): Promise<boolean> {
  const answer = await doing;
  if (isDenied(answer)) {
    sayTrouble(denialWords(answer));
    return false;
  }
  say(words().parts.done);
  return true;
}
