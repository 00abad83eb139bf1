import { words } from '../../words/words';

/** Stands where something was to be shown that could not be loaded. */
export function NotLoaded() {
  return <p class="quiet panel-note">{words().parts.notLoaded}</p>;
}
