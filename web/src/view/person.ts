import type { Availability, Person, PersonId } from '../protocol/values';

const HUES = 12;

/** One of twelve hues, for life: it comes from the id, not from the name. */
export function hueOf(person: PersonId): number {
  let hash = 7;
  for (let i = 0; i < person.length; i++) hash = (hash * 31 + person.charCodeAt(i)) % 8191;
  return hash % HUES;
}

/** One or two letters that stand for a name: of its first and its last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._'’-]+/u).filter((word) => word !== '');
  const first = letter(words[0] ?? '');
  return words.length > 1 ? first + letter(words[words.length - 1] ?? '') : first;
}

function letter(word: string): string {
  const [first] = word;
  return (first ?? '').toLocaleUpperCase();
}

/** What one calls somebody: the name that they show, else the own one. */
export function nameOf(person: Person): string {
  return person.displayName ?? person.name;
}

export type Mark = 'here' | 'away' | 'do-not-disturb' | 'gone';

/** How somebody is shown who is online, or not. */
export function markOf(online: boolean, availability: Availability | undefined): Mark {
  if (!online) return 'gone';
  if (availability === 'away') return 'away';
  return availability === 'do-not-disturb' ? 'do-not-disturb' : 'here';
}
