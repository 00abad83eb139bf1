import { createMemo, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { openHttp } from '../protocol/http';
import type { Client } from '../state/client';
import { openClient } from '../state/open-client';
import { words } from '../words/words';
import { finishLeaving, forgetLeaving, noteLeaving } from './entrance/leaving';
import { live } from './live';
import { loaded } from './parts/not-loaded';
import { Shell } from './shell/shell';

/** Whoever is in already does not need it. */
const Entrance = loaded(async () => (await import('./entrance/entrance')).Entrance);

/** Tells whether somebody is in, and shows the entrance or the conversations. */
export function Boot() {
  const http = openHttp();
  let leaves = false;
  const [client, setClient] = createSignal<Client | null>(null);
  const [isOutside, setOutside] = createSignal(false);

  /** A client that notes that one leaves by oneself: then nobody has to be told why one is out. */
  function opened(): Client {
    leaves = false;
    const fresh = openClient();
    const signOut = async () => {
      leaves = true;
      noteLeaving();
      await fresh.signOut();
    };
    return { ...fresh, signOut };
  }

  async function start(): Promise<void> {
    if (await finishLeaving(http)) setClient(opened());
    else setOutside(true);
  }

  function begin(): void {
    // The invite of the address, if there was one, is used up by this.
    history.replaceState(null, '', location.pathname);
    forgetLeaving();
    client()?.close();
    setClient(opened());
  }

  onMount(() => void start());
  return (
    <Show
      when={client()}
      keyed
      fallback={
        <Show when={isOutside()} fallback={<Waiting />}>
          <Entrance http={http} entered={begin} />
        </Show>
      }
    >
      {(open) => {
        onCleanup(() => open.close());
        const link = live(open, 'link', () => open.link());
        const me = live(open, 'me', () => open.me());
        const isOut = () => link().state === 'signed-out';
        const wasIn = createMemo<boolean>((before) => before || me() !== null, false);
        const note = () => (isOut() && wasIn() && !leaves ? words().entrance.ended : undefined);
        return (
          <Switch fallback={<Waiting />}>
            <Match when={me() !== null && !isOut()}>
              <Shell client={open} http={http} />
            </Match>
            <Match when={isOut() || link().state === 'offline'}>
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
