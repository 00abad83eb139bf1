import { createSignal, Match, onCleanup, Show, Switch } from 'solid-js';
import { words } from '../../words/words';
import { live } from '../live';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { useStage } from './stage';

/** So long a connection may be made before it is said that it is. */
const PATIENCE_MILLIS = 1200;

/** How the line to the server is, in words, with what happens next. Nothing if all is well. */
export function LinkLine() {
  const { client } = useStage();
  const link = live(client, 'link', () => client.link());
  const [now, setNow] = createSignal(Date.now());
  const clock = setInterval(() => setNow(Date.now()), 1000);
  const [patient, setPatient] = createSignal(true);
  const wait = setTimeout(() => setPatient(false), PATIENCE_MILLIS);
  onCleanup(() => {
    clearInterval(clock);
    clearTimeout(wait);
  });
  const seconds = () => Math.max(0, Math.ceil(((link().retryAt ?? 0) - now()) / 1000));
  const state = () => link().state;
  const shown = () => {
    if (state() === 'connecting') return !patient();
    if (state() === 'online') return !link().caughtUp && !patient();
    return state() !== 'signed-out';
  };
  return (
    <div class="link-place" role="status" aria-live="polite">
      <Show when={shown()}>
        <div class="link-line" data-state={state()}>
          <Icon name={state() === 'online' || state() === 'connecting' ? 'clock' : 'warning'} />
          <span class="link-words">
            <Switch fallback={words().link.connecting}>
              <Match when={state() === 'offline'}>{words().link.offline}</Match>
              <Match when={state() === 'stopped'}>{words().link.stopped}</Match>
              <Match when={state() === 'online'}>{words().link.catchingUp}</Match>
            </Switch>
            <Show when={link().words}>
              {(why) => <span class="quiet"> {words().link.serverSays(why())}</span>}
            </Show>
          </span>
          <Show when={state() === 'offline' && seconds() > 1}>
            <span class="quiet numbers" aria-hidden="true">
              {words().link.again(seconds())}
            </span>
          </Show>
          <Show when={state() === 'offline' || state() === 'stopped'}>
            <Button icon="retry" onClick={() => client.reconnect()}>
              {words().link.now}
            </Button>
          </Show>
        </div>
      </Show>
    </div>
  );
}

/** In basic mode: that others could read along, and the way out of it. */
export function BasicLine() {
  const { client } = useStage();
  const basic = live(client, 'me', () => client.me()?.door === 'basic');
  return (
    <Show when={basic()}>
      <div class="link-line" data-state="basic">
        <Icon name="lockOpen" />
        <span class="link-words">
          <strong>{words().link.basic}</strong> <span>{words().link.basicLong}</span>
        </span>
        <a class="button" href="/join">
          {words().link.secure}
        </a>
      </div>
    </Show>
  );
}
