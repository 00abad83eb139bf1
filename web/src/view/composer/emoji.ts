import { language } from '../../words/words';

/** An emoji with what it is called. */
export interface Emoji {
  readonly sign: string;
  readonly label: string;
  readonly group: number;
  /** Its short code, without colons. */
  readonly code: string | undefined;
  /** What it is found by, in small letters. */
  readonly words: string;
}

interface Entry {
  readonly hexcode: string;
  readonly label: string;
  readonly unicode: string;
  readonly group?: number;
  readonly tags?: readonly string[];
}

/** Parts of faces and hands, not emoji by themselves. */
const COMPONENTS = 2;
const loaded = new Map<string, Promise<readonly Emoji[]>>();

async function load(tag: string): Promise<readonly Emoji[]> {
  const [entries, codes] = await Promise.all([
    tag === 'de'
      ? import('emojibase-data/de/compact.json')
      : import('emojibase-data/en/compact.json'),
    import('emojibase-data/en/shortcodes/github.json'),
  ]);
  const known = codes.default as Readonly<Record<string, string | readonly string[]>>;
  return (entries.default as readonly Entry[])
    .filter((each) => each.group !== undefined && each.group !== COMPONENTS)
    .map((each) => {
      const own = known[each.hexcode] ?? [];
      const all = typeof own === 'string' ? [own] : own;
      const found = [each.label, ...all, ...(each.tags ?? [])].join(' ').toLowerCase();
      const { label, unicode: sign, group = 0 } = each;
      return { sign, label, group, code: all[0], words: ` ${found}` };
    });
}

/** All emoji, in the order in which they are shown. Loaded with the first use. */
export function allEmoji(): Promise<readonly Emoji[]> {
  const tag = language();
  let known = loaded.get(tag);
  if (known === undefined) {
    known = load(tag);
    loaded.set(tag, known);
    // What did not come is asked for again the next time.
    known.catch(() => loaded.delete(tag));
  }
  return known;
}

/** Those that are called so, or have a word that begins so. */
export async function findEmoji(query: string, most: number): Promise<readonly Emoji[]> {
  const wanted = query.toLowerCase();
  const all = await allEmoji();
  const exact = all.filter((each) => each.code === wanted);
  const coded = all.filter((each) => each.code?.startsWith(wanted) && each.code !== wanted);
  const found = all.filter(
    (each) => !each.code?.startsWith(wanted) && each.words.includes(` ${wanted}`),
  );
  return [...exact, ...coded, ...found].slice(0, most);
}

const RECENT = 'klatch.emoji';
const MOST_RECENT = 24;

/** Those that were used here last. */
export function recentEmoji(): readonly string[] {
  try {
    return (localStorage.getItem(RECENT) ?? '👍 ❤️ 😄 🎉 👀 ☕ 🙏 🤔').split(' ');
  } catch {
    return [];
  }
}

/** Notes that one was used. */
export function usedEmoji(sign: string): void {
  const next = [sign, ...recentEmoji().filter((each) => each !== sign)].slice(0, MOST_RECENT);
  try {
    localStorage.setItem(RECENT, next.join(' '));
  } catch {
    // Without a place to keep it, it is forgotten.
  }
}
