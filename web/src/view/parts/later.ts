import { moreWords, words } from '../../words/words';
import { sayTrouble } from './toast';

/**
 * Goes on with a part of the page when it is loaded, with its words. Without a connection, or after
 * the server became a newer one, it may not come; that is said.
 */
export function later<Part>(loading: Promise<Part>, then: (part: Part) => void): void {
  const both = Promise.all([loading, moreWords()]);
  both.then(
    ([part]) => then(part),
    () => sayTrouble(words().parts.notLoaded),
  );
}
