const ACCENTED: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ', c: 'ç' };

function changed(text: string): string {
  return `⟦${text.replace(/[aeiounc]/g, (letter) => ACCENTED[letter] ?? letter)}⟧`;
}

/** Any texts, marked. */
export function mirrored(value: unknown): unknown {
  if (typeof value === 'string') return changed(value);
  if (typeof value === 'function') {
    return (...values: unknown[]) => changed(String(value(...values)));
  }
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([key, inner]) => [key, mirrored(inner)]));
}
