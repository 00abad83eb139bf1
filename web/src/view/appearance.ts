import { createEffect, createSignal } from 'solid-js';
import { language, missingLanguage, words } from '../words/words';
import { sayTrouble } from './parts/toast';
import { preference } from './preferences';

/** Keeps the document as it was chosen: colours, sizes, motion, language and its direction. */
export function keepAppearance(root: HTMLElement = document.documentElement): void {
  const [wantsContrast, setWantsContrast] = createSignal(false);
  const contrast = matchMedia('(prefers-contrast: more)');
  const look = () => setWantsContrast(contrast.matches);
  contrast.addEventListener('change', look);
  look();
  createEffect(() => {
    const chosen = preference('theme');
    const theme = chosen === 'system' && wantsContrast() ? 'contrast' : chosen;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  });
  createEffect(() => {
    root.dataset.textSize = preference('textSize');
    root.dataset.density = preference('density');
    root.dataset.motion = preference('motion');
  });
  createEffect(() => {
    const missing = missingLanguage();
    if (missing !== null) sayTrouble(words().parts.languageMissing(missing));
  });
  createEffect(() => {
    root.lang = language();
    root.dir = words().direction;
  });
}
