import { createMemo, lazy, Match, Show, Switch } from 'solid-js';
import { words } from '../../words/words';
import { IconButton } from '../parts/button';
import { type Panel as Shown, useStage } from '../shell/stage';
import { People } from './people';
import './panel.css';

function NotLoaded() {
  return <p class="quiet panel-note">{words().parts.notLoaded}</p>;
}

const Details = lazy(() =>
  import('./details').then(
    ({ Details }) => ({ default: Details }),
    () => ({ default: NotLoaded }),
  ),
);
const Thread = lazy(() =>
  import('./thread').then(
    ({ Thread }) => ({ default: Thread }),
    () => ({ default: NotLoaded }),
  ),
);

/** What stands at the end side: who is here, a thread, or what the conversation is. */
export function Panel() {
  const stage = useStage();
  const thread = createMemo(() => {
    const now = stage.panel();
    return now?.show === 'thread' ? now : null;
  });
  const title = (shown: Shown) => words().panel[shown.show];
  return (
    <Show when={stage.panel()}>
      {(shown) => (
        <aside class="panel" aria-label={title(shown())}>
          <header class="bar">
            <h2 class="bar-title">{title(shown())}</h2>
            <IconButton icon="close" label={words().parts.close} onClick={() => stage.show(null)} />
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
