import type { Unsettled } from '../../state/client';
import { words } from '../../words/words';

/** What one wrote, or did to a message, in a few words. */
export function saidOf(unsettled: Unsettled): string {
  const { changes } = words().message;
  switch (unsettled.kind) {
    case 'post':
    case 'edit':
      return unsettled.words.text;
    case 'react':
      return changes.react(unsettled.words.reaction);
    case 'pin':
      return changes.pin;
    case 'delete':
      return changes.delete;
  }
}
