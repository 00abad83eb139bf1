import { createSignal, onCleanup, Show } from 'solid-js';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { Button } from '../parts/button';
import { prefer, preference } from '../preferences';
import { ask, standing } from './browser';
import './offer.css';

/**
 * Offers notifications, once, when they begin to be of use: as soon as one has written something,
 * and not at the door.
 */
export function NotifyOffer(props: { readonly client: Client }) {
  const [wrote, setWrote] = createSignal(false);
  onCleanup(
    props.client.watch('unsettled', () => {
      if (props.client.unsettled().length > 0) setWrote(true);
    }),
  );
  const open = () =>
    wrote() && preference('notifications') === 'unasked' && standing() === 'undecided';

  async function accept(): Promise<void> {
    const answer = await ask();
    prefer('notifications', answer === 'granted' ? 'on' : 'off');
  }

  return (
    <Show when={open()}>
      <aside class="notify-offer">
        <p>{words().notify.offer}</p>
        <Button look="main" onClick={() => void accept()}>
          {words().notify.yes}
        </Button>
        <Button onClick={() => prefer('notifications', 'off')}>{words().notify.no}</Button>
      </aside>
    </Show>
  );
}
