import { createEffect, createMemo, Match, on, Show, Switch } from 'solid-js';
import { words } from '../../words/words';
import { IconButton } from '../parts/button';
import { giveBack } from '../parts/dialog';
import { loaded } from '../parts/not-loaded';
import { type Panel as Shown, useStage } from '../shell/stage';
import { People } from './people';
import './panel.css';

const Details = loaded(async () => (await import('./details')).Details);
const Thread = loaded(async () => (await import('./thread')).Thread);

/** What stands at the end side: who is here, a thread, or what the conversation is. */
export function Panel() {
  const stage = useStage();
  let aside: HTMLElement | undefined;
  let back: Element | null = null;
  const close = () => {
    const hadFocus = aside?.contains(document.activeElement) === true;
    stage.show(null);
    if (hadFocus) giveBack(back);
  };
  createEffect(
    on(stage.panel, (now, before) => {
      if (now === null) return;
      if (aside?.contains(document.activeElement) !== true) back = document.activeElement;
      // What it lies over takes no focus.
      if (stage.narrow() && (before ?? null) === null)
        aside?.querySelector<HTMLElement>('button')?.focus();
    }),
  );
  const thread = createMemo(() => {
    const now = stage.panel();
    return now?.show === 'thread' ? now : null;
  });
  const title = (shown: Shown) => words().panel[shown.show];
  return (
    <Show when={stage.panel()}>
      {(shown) => (
        <aside
          ref={aside}
          class="panel"
          aria-label={title(shown())}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !stage.narrow()) return;
            event.stopPropagation();
            close();
          }}
        >
          <header class="bar">
            <h2 class="bar-title">{title(shown())}</h2>
            <IconButton icon="close" label={words().parts.close} onClick={close} />
          </header>
          <div class="panel-inside" data-show={shown().show}>
            <Switch>
              <Match when={shown().show === 'people'}>
                <People />
              </Match>
              <Match when={shown().show === 'details' && stage.current()} keyed>
                {(conversation) => <Details conversation={conversation} />}
              </Match>
              <Match when={thread()} keyed>
                {(now) => <Thread conversation={now.conversation} root={now.root} />}
              </Match>
            </Switch>
          </div>
        </aside>
      )}
    </Show>
  );
}
