import { createEffect } from 'solid-js';
import { language, words } from '../words/words';
import { preference } from './preferences';

/** Keeps the document as it was chosen: colours, sizes, motion, language and its direction. */
export function keepAppearance(root: HTMLElement = document.documentElement): void {
  createEffect(() => {
    const theme = preference('theme');
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  });
  createEffect(() => {
    root.dataset.textSize = preference('textSize');
    root.dataset.density = preference('density');
    root.dataset.motion = preference('motion');
  });
  createEffect(() => {
    root.lang = language();
    root.dir = words().direction;
  });
}
