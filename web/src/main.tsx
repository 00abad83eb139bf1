import { createRoot } from 'solid-js';
import { render } from 'solid-js/web';
import { keepAppearance } from './view/appearance';
import './view/base.css';
import { Boot } from './view/boot';
import { followOtherTabs } from './view/preferences';
import './view/tokens.css';
import { wordsHere } from './words/words';

followOtherTabs();
createRoot(() => keepAppearance());

const place = document.getElementById('klatch');
// Nobody is to see English flash who speaks another language.
if (place !== null) void wordsHere().then(() => render(() => <Boot />, place));

// Only encrypted pages, and those of this machine, may have one; without it all works but offline.
if (globalThis.isSecureContext) navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
