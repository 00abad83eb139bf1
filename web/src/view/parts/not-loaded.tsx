import { type Component, lazy } from 'solid-js';
import { words } from '../../words/words';

/** A part of the page that is loaded when it is shown; words in its place if it does not come. */
export function loaded<Props extends object>(
  load: () => Promise<Component<Props>>,
): Component<Props> {
  return lazy<Component<Props>>(() =>
    load().then(
      (found) => ({ default: found }),
      () => ({ default: NotLoaded }),
    ),
  );
}

function NotLoaded() {
  return <p class="quiet panel-note">{words().parts.notLoaded}</p>;
}
