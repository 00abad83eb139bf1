import { createSignal, Match, onCleanup, Show, Switch } from 'solid-js';
import { openHttp } from '../protocol/http';
import type { Client } from '../state/client';
import { openClient } from '../state/open-client';
import { words } from '../words/words';
import { Entrance } from './entrance/entrance';
import { live } from './live';
import { Shell } from './shell/shell';

/** Tells whether somebody is in, and shows the entrance or the conversations. */
export function Boot() {
  const http = openHttp();
  const [client, setClient] = createSignal<Client>(openClient());
  const [note, setNote] = createSignal<string>();

  function begin(): void {
    // The invite of the address, if there was one, is used up by this.
    history.replaceState(null, '', location.pathname);
    client().close();
    setClient(openClient());
  }

  return (
    <Show when={client()} keyed>
      {(open) => {
        onCleanup(() => open.close());
        const link = live(open, 'link', () => open.link());
        const me = live(open, 'me', () => open.me());
        // A name that was known when the session ended was here before.
        let wasIn = false;
        const inside = () => {
          const now = me() !== null && link().state !== 'signed-out';
          wasIn ||= now;
          // Who left by themselves is known here no more, and nothing is kept of them.
          const ended = wasIn && me() !== null;
          if (link().state === 'signed-out') setNote(ended ? words().entrance.ended : undefined);
          return now;
        };
        return (
          <Switch fallback={<Waiting />}>
            <Match when={inside()}>
              <Shell client={open} http={http} />
            </Match>
            <Match when={link().state === 'signed-out' || link().state === 'offline'}>
              <Entrance http={http} note={note()} entered={begin} />
            </Match>
          </Switch>
        );
      }}
    </Show>
  );
}

/** Nothing to see for the moment in which it is found out who one is. */
function Waiting() {
  return (
    <main class="waiting">
      <p class="quiet" role="status">
        {words().entrance.working}
      </p>
    </main>
  );
}
