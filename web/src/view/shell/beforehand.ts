import { moreWords } from '../../words/words';

/** After the screen is there, and what one looks for first. */
const REST_MILLIS = 2_000;

const parts = [
  moreWords,
  () => import('../search/search'),
  () => import('../timeline/message-dialogs'),
  () => import('../panel/thread'),
  () => import('../composer/emoji-picker'),
  () => import('../composer/verb-deeds'),
  () => import('../settings/settings'),
  () => import('./switcher'),
  () => import('./help'),
  () => import('@floating-ui/dom'),
];

/**
 * Where no service worker keeps the files of the page (in basic mode), those that are of use
 * without a connection are loaded as long as there is one. Returns what ends it.
 */
export function loadBeforehand(): () => void {
  if ('serviceWorker' in navigator) return () => undefined;
  const wait = setTimeout(() => {
    // What does not come is asked for again by who needs it, and then it is said.
    for (const part of parts) part().catch(() => undefined);
  }, REST_MILLIS);
  return () => clearTimeout(wait);
}
