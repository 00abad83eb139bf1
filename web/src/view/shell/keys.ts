import { onCleanup, onMount } from 'solid-js';
import { tinykeys } from 'tinykeys';
import { later } from '../parts/later';
import { neighbour, sectionsOf } from '../sidebar/order';
import { openSearch } from './openings';
import type { Stage } from './stage';

/** Opens the list of all keys. */
export function openKeyHelp(stage: Stage): void {
  later(import('./help'), ({ HelpDialog }) => stage.ask((close) => HelpDialog({ close })));
}

/** Opens what leads anywhere by a few letters. */
export function openSwitcher(stage: Stage): void {
  later(import('./switcher'), ({ Switcher }) => stage.ask((close) => Switcher({ close })));
}

/** The keys that hold everywhere on the screen. */
export function useKeys(stage: Stage): void {
  const { client } = stage;
  const step = (by: 1 | -1, which: 'any' | 'unread') => (event: KeyboardEvent) => {
    event.preventDefault();
    const sections = sectionsOf(client.conversations(), '', client.me()?.everyone);
    const next = neighbour(sections, stage.current(), by, which);
    if (next !== null) stage.goTo(next.conversation);
  };
  const open = (what: (stage: Stage) => void) => (event: KeyboardEvent) => {
    event.preventDefault();
    if (stage.dialog() === null) what(stage);
  };
  onMount(() =>
    onCleanup(
      tinykeys(window, {
        '$mod+k': open(openSwitcher),
        '$mod+Shift+f': open(openSearch),
        '$mod+Shift+F': open(openSearch),
        '$mod+/': open(openKeyHelp),
        '$mod+Shift+7': open(openKeyHelp),
        'Alt+ArrowDown': step(1, 'any'),
        'Alt+ArrowUp': step(-1, 'any'),
        'Alt+Shift+ArrowDown': step(1, 'unread'),
        'Alt+Shift+ArrowUp': step(-1, 'unread'),
      }),
    ),
  );
}
