/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** The words of a query without its filters: those that stand in a text that was found. */
export function searchedWords(query: string): string[] {
  const parts = query.match(/\w+:"[^"]*"|"[^"]*"|\S+/g) ?? [];
  return parts
    .filter((each) => !/^(from|in|before|after|has|mentions):/i.test(each))
    .flatMap((each) => (each.startsWith('"') ? [each.slice(1, -1)] : [each.replace(/\*+$/, '')]))
    .filter((each) => each !== '');
}

/** A text in pieces, so that the words of a query can be marked without making HTML of it. */
export function marked(text: string, query: string): readonly Piece[] {
  const found = searchedWords(query).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (found.length === 0) return [{ text, hit: false }];
  const pieces = text.split(new RegExp(`(${found.join('|')})`, 'giu'));
  return pieces
    .map((each, index) => ({ text: each, hit: index % 2 === 1 }))
    .filter((each) => each.text !== '');
}
