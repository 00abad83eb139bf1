import { createSignal, For } from 'solid-js';
import { words } from '../../words/words';
import { IconButton } from './button';
import './toast.css';

interface Toast {
  readonly text: string;
  readonly trouble: boolean;
}

const SHOWN_MILLIS = 6000;
const [toasts, setToasts] = createSignal<readonly Toast[]>([]);

function put(toast: Toast): void {
  setToasts((all) => [...all.filter((each) => each.text !== toast.text), toast].slice(-3));
  setTimeout(() => drop(toast), SHOWN_MILLIS);
}

function drop(toast: Toast): void {
  setToasts((all) => all.filter((each) => each !== toast));
}

/** Says in passing what was done. */
export function say(text: string): void {
  put({ text, trouble: false });
}

/** Says in passing what could not be done. */
export function sayTrouble(text: string): void {
  put({ text, trouble: true });
}

/** Where it is said: on the page, and in an open dialog, which covers the page. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      <For each={toasts()}>
        {(toast) => (
          <div class="toast" data-trouble={toast.trouble}>
            <span>{toast.text}</span>
            <IconButton icon="close" label={words().parts.hide} onClick={() => drop(toast)} />
          </div>
        )}
      </For>
    </div>
  );
}
