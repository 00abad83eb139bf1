import { media as de } from './de/media';
import { media as en } from './en/media';
import { mirrored } from './mirrored';
import { words } from './words';

/** By what each language calls itself; all of them, for what needs them is loaded late anyway. */
const ALL: Readonly<Record<string, () => typeof en>> = {
  English: () => en,
  Deutsch: () => de,
  '⟦Mirrored⟧': () => (pseudo ??= mirrored(en) as typeof en),
};
let pseudo: typeof en | undefined;

/** The words about sounds, texts and space, in the language that is spoken. Reactive. */
export function mediaWords(): typeof en {
  return ALL[words().language]?.() ?? en;
}
