/** What is being typed that can be completed. */
export interface Wanted {
  readonly what: 'person' | 'room' | 'emoji' | 'verb' | 'receiver';
  readonly query: string;
  /** Where it begins, with its sign. */
  readonly start: number;
}

/** Something that can be put in its place. */
export interface Candidate {
  readonly key: string;
  readonly label: string;
  /** What it is, beside the label. */
  readonly about?: string;
  /** A picture in one sign, or whose face stands before it. */
  readonly sign?: string;
  readonly person?: string;
  /** What is put in place of what was typed. */
  readonly text: string;
}

/** Looks at the text before the caret for something to complete. */
export function wantedAt(text: string, caret: number): Wanted | null {
  const before = text.slice(0, caret);
  const verb = /^\/([\p{L}-]*)$/u.exec(before);
  if (verb !== null) return { what: 'verb', query: verb[1] ?? '', start: 0 };
  const word = /(^|[\s([{"'])([@#:])([^\s@#:]*(?: [^\s@#:]+)?)$/u.exec(before);
  if (word === null) return null;
  const [, space = '', sign, query = ''] = word;
  const start = word.index + space.length;
  if (sign === '@') return { what: 'person', query, start };
  if (query.includes(' ')) return null;
  if (sign === '#') return { what: 'room', query, start };
  return /^[\p{L}\p{N}_+-]{2,}$/u.test(query) ? { what: 'emoji', query, start } : null;
}

/** Those that begin with what was typed, then those with a word that does. */
export function ranked<T>(
  all: readonly T[],
  query: string,
  nameOf: (each: T) => string,
  most: number,
): readonly T[] {
  const wanted = fold(query);
  const first: T[] = [];
  const second: T[] = [];
  for (const each of all) {
    const name = fold(nameOf(each));
    if (name.startsWith(wanted)) first.push(each);
    else if (name.split(/[\s._'’-]/u).some((word) => word.startsWith(wanted))) second.push(each);
  }
  return [...first, ...second].slice(0, most);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
