import { For } from 'solid-js';
import { words } from '../../words/words';
import { verbs } from '../composer/verbs';
import { Dialog } from '../parts/dialog';
import './help.css';

const KEYS = [
  ['switcher', 'Ctrl K'],
  ['neighbour', 'Alt ↑ ↓'],
  ['unread', 'Alt Shift ↑ ↓'],
  ['markRead', 'Esc'],
  ['messages', '↑ ↓'],
  ['onMessage', 'Enter R T E +'],
  ['editLast', '↑'],
  ['line', 'Shift Enter'],
  ['bold', 'Ctrl B'],
  ['italic', 'Ctrl I'],
  ['code', 'Ctrl Shift C'],
  ['link', 'Ctrl K'],
  ['help', 'Ctrl /'],
] as const;

const SIGNS = ['@', '#', ':', '/'] as const;

/** All keys, the signs that complete, and the commands. */
export function HelpDialog(props: { close: () => void }) {
  return (
    <Dialog title={words().shell.keyHelp} close={props.close} wide>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys. */}
      <section class="dialog-body help" tabIndex={0} aria-label={words().shell.keyHelp}>
        <dl class="help-list">
          <For each={KEYS}>
            {([what, keys]) => (
              <div>
                <dt>{words().keys[what]}</dt>
                <dd>
                  <For each={keys.split(' ')}>{(key) => <kbd>{key}</kbd>}</For>
                </dd>
              </div>
            )}
          </For>
          <For each={SIGNS}>
            {(sign) => (
              <div>
                <dt>{words().keys.signs[sign]}</dt>
                <dd>
                  <kbd>{sign}</kbd>
                </dd>
              </div>
            )}
          </For>
        </dl>
        <h3>{words().keys.commands}</h3>
        <p class="quiet">{words().keys.classic}</p>
        <dl class="help-list">
          <For each={verbs()}>
            {(verb) => (
              <div>
                <dt>{verb.does}</dt>
                <dd>
                  <code>
                    /{verb.name} {verb.takes}
                  </code>
                </dd>
              </div>
            )}
          </For>
        </dl>
      </section>
    </Dialog>
  );
}
