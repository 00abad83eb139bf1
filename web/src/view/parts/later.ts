import { words } from '../../words/words';
import { sayTrouble } from './toast';

/**
 * Goes on with a part of the page when it is loaded. Without a connection, or after the server
 * became a newer one, it may not come; that is said.
 */
export function later<Part>(loading: Promise<Part>, then: (part: Part) => void): void {
  loading.then(then, () => sayTrouble(words().parts.notLoaded));
}
