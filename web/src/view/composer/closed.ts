import type { Conversation } from '../../state/client';
import { words } from '../../words/words';
import { whyMute } from '../rights';
import { clockOf } from '../time';

/** Why nothing can be written here, in words; null if it can. */
export function whyClosed(conversation: Conversation): string | null {
  const why = whyMute(conversation, Date.now());
  if (why === 'archived') return words().refusals.archived;
  if (why === 'muted') return words().composer.mutedUntil(clockOf(conversation.mutedUntil ?? 0));
  return null;
}
