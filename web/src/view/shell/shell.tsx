import { createEffect, For, onCleanup, onMount, Show } from 'solid-js';
import type { Http } from '../../protocol/http';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { redeem } from '../entrance/redeem';
import { live } from '../live';
import { keepNotifying } from '../notify/notifier';
import { NotifyOffer } from '../notify/offer';
import { Panel } from '../panel/panel';
import { Menus } from '../parts/menu';
import { loaded } from '../parts/not-loaded';
import { Toasts } from '../parts/toast';
import { Sidebar } from '../sidebar/sidebar';
import { ConversationPlace } from '../timeline/conversation';
import { Header } from '../timeline/header';
import { sayRefusedChanges } from '../timeline/refused-changes';
import { loadBeforehand } from './beforehand';
import { useKeys } from './keys';
import { BasicLine, LinkLine } from './link-line';
import { Mark } from './mark';
import type { Route } from './route';
import { createStage, type Stage, StageProvider } from './stage';
import './shell.css';

const Pane = loaded(async () => (await import('../panel/pane')).Pane);

interface ShellProps {
  client: Client;
  http: Http;
}

/** The main screen: left where, in the middle what, right who. */
export function Shell(props: ShellProps) {
  const stage = createStage(props.client, props.http);
  useKeys(stage);
  beginSomewhere(stage);
  keepNotifying(stage);
  sayRefusedChanges(props.client);
  onMount(() => void redeem(stage));
  onCleanup(loadBeforehand());
  const alone = () => stage.route().at === 'window';
  const listAlone = () => stage.narrow() && stage.route().at === 'home';
  return (
    <StageProvider stage={stage}>
      <Show when={!alone()} fallback={<Alone stage={stage} />}>
        <div
          class="shell"
          data-at={stage.route().at}
          data-beside={stage.panel() !== null || stage.panes().length > 0}
        >
          {/* On a phone the list is the whole page. */}
          <div class="list-place" role={listAlone() ? 'main' : undefined}>
            <Sidebar />
          </div>
          {/* On a phone what is beside lies over it. */}
          <main class="middle" inert={stage.narrow() && stage.panel() !== null}>
            <Lines />
            <NotifyOffer client={props.client} />
            <Middle stage={stage} />
          </main>
          <Beside stage={stage} />
        </div>
      </Show>
      <Show when={stage.dialog()} keyed>
        {(open) => open(() => stage.ask(null))}
      </Show>
      <Menus />
      <Toasts />
    </StageProvider>
  );
}

/** On a wide screen one is never nowhere: the room of all is open until one chooses another. */
function beginSomewhere(stage: Stage): void {
  const { client } = stage;
  const everyone = live(client, 'me', () => client.me()?.everyone);
  createEffect(() => {
    const id = everyone();
    if (stage.route().at === 'home' && !stage.narrow() && id !== undefined) {
      history.replaceState(null, '', `#/c/${id}`);
      dispatchEvent(new HashChangeEvent('hashchange'));
    }
  });
}

function Lines() {
  return (
    <>
      <BasicLine />
      <LinkLine />
    </>
  );
}

function startOf(route: Route): number | undefined {
  return route.at === 'conversation' ? route.seq : undefined;
}

function Middle(props: { stage: Stage }) {
  return (
    <Show when={props.stage.current()} keyed fallback={<Nowhere />}>
      {(conversation) => (
        <>
          <Header conversation={conversation} />
          <ConversationPlace
            conversation={conversation}
            start={startOf(props.stage.route())}
            main
          />
        </>
      )}
    </Show>
  );
}

function Nowhere() {
  return (
    <div class="nowhere">
      <Mark />
      <p>{words().shell.choose}</p>
    </div>
  );
}

/** The end side: the panel, and private conversations below or beside it. */
function Beside(props: { stage: Stage }) {
  const { stage } = props;
  const panes = () => (stage.narrow() ? [] : stage.panes());
  const shown = () => stage.route().at === 'conversation' || !stage.narrow();
  return (
    <Show when={shown() && (stage.panel() !== null || panes().length > 0)}>
      <div class="beside">
        <Panel />
        <Show when={panes().length > 0}>
          <div class="panes">
            <For each={panes()}>{(conversation) => <Pane conversation={conversation} />}</For>
          </div>
        </Show>
      </div>
    </Show>
  );
}

/** A conversation in a window of its own. */
function Alone(props: { stage: Stage }) {
  return (
    <main class="middle alone">
      <Lines />
      <Show when={props.stage.current()} keyed>
        {(conversation) => (
          <>
            <Header conversation={conversation} />
            <ConversationPlace conversation={conversation} start={undefined} main />
          </>
        )}
      </Show>
    </main>
  );
}
