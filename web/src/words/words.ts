import { createEffect, createMemo, createRoot, createSignal } from 'solid-js';
import { preference } from '../view/preferences';
import type { Base, Catalogue, More } from './en';
import { en } from './en';
import { LANGUAGES } from './languages';

/** What is loaded when somebody speaks it; English is always here. */
const OTHERS: Readonly<Record<string, () => Promise<Base>>> = {
  de: async () => (await import('./de')).de,
  pseudo: async () => (await import('./pseudo')).pseudo,
};

/** What comes with the first window that few open, for each language. */
const MORE: Readonly<Record<string, () => Promise<More>>> = {
  en: async () => (await import('./en/more')).more,
  de: async () => (await import('./de/more')).more,
  pseudo: async () => (await import('./pseudo')).pseudo,
};

/** A page is shown in English rather than later than this. */
const PATIENCE_MILLIS = 1_500;

/** What did not come is asked for again after so long, and says so. */
const AGAIN_MILLIS = 10_000;

const [here, setHere] = createSignal<Readonly<Record<string, Base & Partial<More>>>>({ en });
let wantsMore = false;
const [missing, setMissing] = createSignal<string | null>(null);
const underWay = new Map<string, Promise<void>>();

async function addMore(tag: string): Promise<void> {
  const more = await MORE[tag]?.();
  setHere((all) => ({ ...all, [tag]: { ...(all[tag] ?? en), ...more } }));
}

/** The words of windows that few open; they must be here before such a window is. */
export async function moreWords(): Promise<void> {
  wantsMore = true;
  const without = Object.entries(here()).filter(([, { settings }]) => settings === undefined);
  await Promise.all(without.map(([tag]) => addMore(tag)));
}

async function fetched(tag: string, load: () => Promise<Base>): Promise<void> {
  try {
    const base = await load();
    const more = wantsMore ? await MORE[tag]?.() : undefined;
    setHere((all) => ({ ...all, [tag]: { ...base, ...more } }));
    setMissing((missing) => (missing === tag ? null : missing));
  } catch {
    // English goes on.
    underWay.delete(tag);
    setMissing(tag);
    setTimeout(() => {
      if (wanted() === tag) void loaded(tag);
    }, AGAIN_MILLIS);
  }
}

function loaded(tag: string): Promise<void> {
  const load = OTHERS[tag];
  if (load === undefined) return Promise.resolve();
  const known = underWay.get(tag) ?? fetched(tag, load);
  underWay.set(tag, known);
  return known;
}

/** The language that was chosen, or else the first of the browser's that there is. */
function wanted(): string {
  const own = preference('language');
  const tags = own === 'system' ? navigator.languages : [own];
  const known = tags.map((each) => each.split('-')[0] ?? '');
  return known.find((each) => Object.hasOwn(LANGUAGES, each)) ?? 'en';
}

/** The language that is spoken: what is wanted, and English until that is here. */
const spoken = createRoot(() => {
  const chosen = createMemo(wanted);
  createEffect(() => void loaded(chosen()));
  return createMemo(() => (chosen() in here() ? chosen() : 'en'));
});

/** Waits for the words that are wanted, if they are not long in coming. */
export async function wordsHere(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MILLIS);
  });
  await Promise.race([loaded(wanted()), late]);
  clearTimeout(timer);
}

/** The language that is wanted and did not come, by its own name; null if there is none. */
export function missingLanguage(): string | null {
  const tag = missing();
  return tag === null || tag !== wanted() ? null : (LANGUAGES[tag] ?? tag);
}

/** The tag of the language that is spoken, for `Intl` and the document. */
export function language(): string {
  return spoken() === 'pseudo' ? 'en' : spoken();
}

/** The words in the language that is spoken. Reactive. */
export function words(): Catalogue {
  return (here()[spoken()] ?? en) as Catalogue;
}

/** The words for a refusal: ours if we have some, else the server's. */
export function refusalWords(refused: { error: string; message: string }): string {
  const known: Readonly<Record<string, string>> = words().refusals;
  return known[refused.error] ?? refused.message;
}
