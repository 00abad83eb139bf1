import { words } from '../../words/words';
import { say } from '../parts/toast';

/** Files that were pasted or dropped. What is text goes its usual way. */
export function offered(data: DataTransfer | null, event: Event): void {
  if (data === null || data.files.length === 0) return;
  event.preventDefault();
  say(words().composer.filesLater);
}
