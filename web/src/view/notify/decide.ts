import type { PersonId } from '../../protocol/values';
import type { Conversation, Message } from '../../state/client';

/** What a message does beside being there: nothing, a soft tone, or a notification as well. */
export type Effect = 'none' | 'tone' | 'notification';

/** What is known of the person and the page at the moment of a message. */
export interface Moment {
  readonly me: PersonId;
  readonly keywords: readonly string[];
  readonly doNotDisturb: boolean;
  /** Whether the person looks at this very conversation now. */
  readonly looking: boolean;
}

/** Whether a text has a keyword as a word of its own, whatever its case. */
export function hasKeyword(text: string, keywords: readonly string[]): boolean {
  const words = text.toLowerCase();
  return keywords.some((each) => {
    const keyword = each.trim().toLowerCase();
    if (keyword === '') return false;
    const at = words.indexOf(keyword);
    if (at < 0) return false;
    const before = words.slice(0, at).at(-1) ?? ' ';
    const after = words[at + keyword.length] ?? ' ';
    return !/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after);
  });
}

/** Whether a message calls the person: by name, all, by a keyword, or because it is private. */
export function calls(message: Message, conversation: Conversation, moment: Moment): boolean {
  return (
    conversation.type === 'direct' ||
    (message.mentions ?? []).includes(moment.me) ||
    message.callout !== undefined ||
    hasKeyword(message.text, moment.keywords)
  );
}

/** What a message of somebody else does. */
export function effect(message: Message, conversation: Conversation, moment: Moment): Effect {
  if (message.author === moment.me || moment.looking || moment.doNotDisturb) return 'none';
  if (conversation.level === 'nothing') return 'none';
  if (calls(message, conversation, moment)) return 'notification';
  // A reply in a thread is told to those whom it names, and to nobody else.
  if (conversation.level === 'mentions' || message.thread !== undefined) return 'none';
  return conversation.type === 'group' ? 'notification' : 'tone';
}
