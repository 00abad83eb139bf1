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

/** The keywords of a state that has one in each line. */
export function keywordsIn(state: string): readonly string[] {
  const lines = state.split('\n').map((each) => each.trim().toLowerCase());
  return lines.filter((each) => each !== '');
}

/** Whether a text has a keyword, all in small letters, as a word of its own, whatever its case. */
export function hasKeyword(text: string, keywords: readonly string[]): boolean {
  if (keywords.length === 0) return false;
  const words = text.toLowerCase();
  // A letter may be two units long.
  const alone = (begin: number, end: number) =>
    !/[\p{L}\p{N}]$/u.test(words.slice(Math.max(0, begin - 2), begin)) &&
    !/^[\p{L}\p{N}]/u.test(words.slice(end, end + 2));
  return keywords.some((keyword) => {
    if (keyword === '') return false;
    let at = words.indexOf(keyword);
    while (at >= 0 && !alone(at, at + keyword.length)) at = words.indexOf(keyword, at + 1);
    return at >= 0;
  });
}

/** Whether a message of somebody else names the person: by name, with all, or by a keyword. */
export function names(
  message: Pick<Message, 'author' | 'text' | 'mentions' | 'callout'>,
  me: PersonId | undefined,
  keywords: readonly string[],
): boolean {
  if (me === undefined || message.author === me) return false;
  return (
    message.callout !== undefined ||
    (message.mentions ?? []).includes(me) ||
    hasKeyword(message.text, keywords)
  );
}

/** Whether a message calls the person: by name, all, by a keyword, or because it is private. */
export function calls(message: Message, conversation: Conversation, moment: Moment): boolean {
  return conversation.type === 'direct' || names(message, moment.me, moment.keywords);
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
