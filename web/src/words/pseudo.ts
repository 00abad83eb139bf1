import type { Catalogue } from './en';
import { en } from './en';
import { more } from './en/more';

const ACCENTED: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ', c: 'ç' };

function changed(text: string): string {
  return `⟦${text.replace(/[aeiounc]/g, (letter) => ACCENTED[letter] ?? letter)}⟧`;
}

function mirrored(value: unknown): unknown {
  if (typeof value === 'string') return changed(value);
  if (typeof value === 'function') {
    return (...values: unknown[]) => changed(String(value(...values)));
  }
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([key, inner]) => [key, mirrored(inner)]));
}

/**
 * No language, but a check of all of them: written from right to left, and each text marked, so
 * that what is in no catalogue is seen at once.
 */
export const pseudo: Catalogue = {
  ...(mirrored({ ...en, ...more }) as Catalogue),
  language: '⟦Mirrored⟧',
  direction: 'rtl',
};
