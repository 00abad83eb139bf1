import { createMemo, createRoot } from 'solid-js';
import { preference } from '../view/preferences';
import { de } from './de';
import type { Catalogue } from './en';
import { en } from './en';
import { pseudo } from './pseudo';

/** All languages: another one joins by a catalogue and a line here. */
export const CATALOGUES: Readonly<Record<string, Catalogue>> = { en, de, pseudo };

/** The language that was chosen, or else the first of the browser's that there is. */
const chosen = createRoot(() =>
  createMemo(() => {
    const own = preference('language');
    const wanted = own === 'system' ? navigator.languages : [own];
    const known = wanted.map((each) => each.split('-')[0] ?? '').find((each) => each in CATALOGUES);
    return known ?? 'en';
  }),
);

/** The tag of the language that is spoken, for `Intl` and the document. */
export function language(): string {
  return chosen() === 'pseudo' ? 'en' : chosen();
}

/** The words in the language that is spoken. Reactive. */
export function words(): Catalogue {
  return CATALOGUES[chosen()] ?? en;
}

/** The words for a refusal: ours if we have some, else the server's. */
export function refusalWords(refused: { error: string; message: string }): string {
  const known: Readonly<Record<string, string>> = words().refusals;
  return known[refused.error] ?? refused.message;
}
