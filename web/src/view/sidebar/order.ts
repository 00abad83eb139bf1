import type { Conversation } from '../../state/client';

/** A heading of the list with what stands below it. */
export interface Section {
  readonly name: 'favourites' | 'rooms' | 'groups' | 'direct';
  readonly conversations: readonly Conversation[];
}

/** What a conversation is called in the list. */
export function titleOf(conversation: Conversation): string {
  return conversation.with?.displayName ?? conversation.with?.name ?? conversation.title;
}

/** Whether it asks to be looked at: muted ones only when one is named. */
export function isUnread(conversation: Conversation): boolean {
  if (conversation.mentions > 0) return true;
  return conversation.level !== 'nothing' && conversation.unread + conversation.threads > 0;
}

function byTitle(one: Conversation, other: Conversation): number {
  return titleOf(one).localeCompare(titleOf(other));
}

function byTime(one: Conversation, other: Conversation): number {
  return other.time - one.time || byTitle(one, other);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/**
 * The list in its order: favourites, rooms and groups by title, private ones with the newest first;
 * archived ones last. Only those with the filter in their title.
 */
export function sectionsOf(
  conversations: readonly Conversation[],
  filter: string,
  everyone: string | undefined,
): readonly Section[] {
  const wanted = plain(filter.trim());
  const shown = conversations.filter((each) => plain(titleOf(each)).includes(wanted));
  const rest = shown.filter((each) => !each.favourite);
  const first = (each: Conversation) => Number(each.conversation !== everyone);
  const rooms = rest
    .filter((each) => each.type !== 'group' && each.type !== 'direct')
    .sort((one, other) => first(one) - first(other) || byTitle(one, other));
  const archivedLast = (all: Conversation[]) => [
    ...all.filter((each) => each.archived !== true),
    ...all.filter((each) => each.archived === true),
  ];
  const sections: Section[] = [
    { name: 'favourites', conversations: shown.filter((each) => each.favourite).sort(byTitle) },
    { name: 'rooms', conversations: archivedLast(rooms) },
    { name: 'groups', conversations: rest.filter((each) => each.type === 'group').sort(byTitle) },
    { name: 'direct', conversations: rest.filter((each) => each.type === 'direct').sort(byTime) },
  ];
  return sections;
}

/** The one above or below in the list, or the next that is unread; round at the ends. */
export function neighbour(
  sections: readonly Section[],
  from: string | null,
  step: 1 | -1,
  which: 'any' | 'unread',
): Conversation | null {
  const all = sections.flatMap((section) => section.conversations);
  const at = all.findIndex((each) => each.conversation === from);
  const begin = at === -1 && step === -1 ? 0 : at;
  for (let i = 1; i <= all.length; i++) {
    const next = all[(((begin + step * i) % all.length) + all.length) % all.length];
    if (next === undefined || next.conversation === from) continue;
    if (which === 'any' || isUnread(next)) return next;
  }
  return null;
}
