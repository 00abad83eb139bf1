import { createEffect, createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { live } from '../live';
import { Pane } from '../panel/pane';
import { Panel } from '../panel/panel';
import { Menus } from '../parts/menu';
import { Toasts } from '../parts/toast';
import { Sidebar } from '../sidebar/sidebar';
import { ConversationPlace } from '../timeline/conversation';
import { Header } from '../timeline/header';
import { useKeys } from './keys';
import { BasicLine, LinkLine } from './link-line';
import { Mark } from './mark';
import type { Route } from './route';
import { createStage, type Stage, StageProvider } from './stage';
import './shell.css';

interface ShellProps {
  client: Client;
  /** Pages that are no conversation, by where they are. */
  pages?: Partial<Record<'settings' | 'admin', () => JSX.Element>>;
}

/** The main screen: left where, in the middle what, right who. */
export function Shell(props: ShellProps) {
  const stage = createStage(props.client);
  useKeys(stage);
  beginSomewhere(stage);
  const alone = () => stage.route().at === 'window';
  return (
    <StageProvider stage={stage}>
      <Show when={!alone()} fallback={<Alone stage={stage} />}>
        <div
          class="shell"
          data-at={stage.route().at}
          data-beside={stage.panel() !== null || stage.panes().length > 0}
        >
          <Sidebar />
          <main class="middle">
            <Lines />
            <Middle stage={stage} pages={props.pages ?? {}} />
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

function Middle(props: { stage: Stage; pages: NonNullable<ShellProps['pages']> }) {
  const page = createMemo(() => {
    const at = props.stage.route().at;
    return at === 'settings' || at === 'admin' ? props.pages[at] : undefined;
  });
  return (
    <Switch fallback={<Nowhere />}>
      <Match when={page()} keyed>
        {(draw) => draw()}
      </Match>
      <Match when={props.stage.current()} keyed>
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
      </Match>
    </Switch>
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
  const shown = () => stage.route().at === 'conversation' || !stage.narrow();
  return (
    <Show when={shown() && (stage.panel() !== null || stage.panes().length > 0)}>
      <div class="beside" data-panes={stage.panes().length}>
        <Panel />
        <For each={stage.panes()}>{(conversation) => <Pane conversation={conversation} />}</For>
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
