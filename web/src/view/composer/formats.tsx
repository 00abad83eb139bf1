import { For } from 'solid-js';
import { words } from '../../words/words';
import { IconButton } from '../parts/button';
import type { Format } from './field';

const ALL: readonly (readonly [Format, string])[] = [
  ['bold', 'Ctrl+B'],
  ['italic', 'Ctrl+I'],
  ['code', 'Ctrl+Shift+C'],
  ['link', 'Ctrl+K'],
  ['quote', 'Ctrl+Shift+9'],
  ['list', 'Ctrl+Shift+8'],
];

/** Buttons for those who do not write Markdown by hand. */
export function Formats(props: { press: (how: Format) => void }) {
  return (
    <div class="formats" role="toolbar" aria-label={words().composer.format}>
      <For each={ALL}>
        {([how, keys]) => (
          <IconButton
            icon={how}
            label={words().composer.formats[how]}
            keys={keys}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.press(how)}
          />
        )}
      </For>
    </div>
  );
}
