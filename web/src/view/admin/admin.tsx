import { createSignal, For, Match, Switch } from 'solid-js';
import type { Client } from '../../state/client';
import { mediaWords } from '../../words/media';
import { words } from '../../words/words';
import { Dialog } from '../parts/dialog';
import { Audit } from './audit';
import { Invites } from './invites';
import { Overview } from './overview';
import { People } from './people';
import { Reports } from './reports';
import { Storage } from './storage';
import './admin.css';

type Place = 'overview' | 'people' | 'invites' | 'reports' | 'storage' | 'audit';

const FOR_ADMINS: readonly Place[] = [
  'overview',
  'people',
  'invites',
  'reports',
  'storage',
  'audit',
];

/** Whether somebody of this role has anything to do on the page of the server. */
export function mayAdminister(role: string | undefined): boolean {
  return role === 'owner' || role === 'admin' || role === 'moderator';
}

/** The page of those who run the server; moderators have the reports. */
export function Admin(props: { readonly client: Client; readonly close: () => void }) {
  const text = () => words().admin;
  const role = props.client.me()?.role;
  const places: readonly Place[] = role === 'moderator' ? ['reports'] : FOR_ADMINS;
  const [place, setPlace] = createSignal<Place>(places[0] ?? 'reports');

  function step(by: number): void {
    const next = places[(places.indexOf(place()) + by + places.length) % places.length];
    if (next !== undefined) {
      setPlace(next);
      document.getElementById(`admin-${next}`)?.focus();
    }
  }

  return (
    <Dialog title={text().title} close={props.close} wide>
      <div class="dialog-body admin">
        <div
          class="admin-places"
          role="tablist"
          aria-label={text().title}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') step(1);
            if (event.key === 'ArrowLeft') step(-1);
          }}
        >
          <For each={places}>
            {(each) => (
              <button
                type="button"
                role="tab"
                id={`admin-${each}`}
                aria-selected={place() === each}
                tabIndex={place() === each ? 0 : -1}
                onClick={() => setPlace(each)}
              >
                {each === 'storage' ? mediaWords().storage.title : text().places[each]}
              </button>
            )}
          </For>
        </div>
        <div role="tabpanel" aria-labelledby={`admin-${place()}`}>
          <Switch>
            <Match when={place() === 'overview'}>
              <Overview client={props.client} />
            </Match>
            <Match when={place() === 'people'}>
              <People client={props.client} />
            </Match>
            <Match when={place() === 'invites'}>
              <Invites client={props.client} />
            </Match>
            <Match when={place() === 'reports'}>
              <Reports client={props.client} close={props.close} />
            </Match>
            <Match when={place() === 'storage'}>
              <Storage client={props.client} />
            </Match>
            <Match when={place() === 'audit'}>
              <Audit client={props.client} />
            </Match>
          </Switch>
        </div>
      </div>
    </Dialog>
  );
}
