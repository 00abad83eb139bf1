import {
  type Accessor,
  createContext,
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  on,
  onCleanup,
  useContext,
} from 'solid-js';
import type { Http } from '../../protocol/http';
import type { ConversationId, Seq } from '../../protocol/values';
import type { Client } from '../../state/client';
import { Shipping } from '../files/shipping';
import { LeaveKlatchDialog, unsentOf } from './leaving';
import { type Route, readRoute, writeRoute } from './route';

/** What stands at the end side: nothing, or one of these. */
export type Panel =
  | { readonly show: 'people' | 'details' }
  | { readonly show: 'thread'; readonly conversation: ConversationId; readonly root: Seq };

/** A dialog that is open: what draws it, given what closes it. */
export type OpenDialog = (close: () => void) => JSX.Element;

/** What is shown where: the one place that the parts of the screen ask and tell. */
export interface Stage {
  readonly client: Client;
  readonly http: Http;
  /** Files on their way to the server. */
  readonly shipping: Shipping;
  readonly route: Accessor<Route>;
  /** The conversation in the middle, or in this window. */
  readonly current: Accessor<ConversationId | null>;
  readonly panel: Accessor<Panel | null>;
  /** Private conversations beside the one in the middle, in the order of opening. */
  readonly panes: Accessor<readonly ConversationId[]>;
  readonly dialog: Accessor<OpenDialog | null>;
  /** One column only. */
  readonly narrow: Accessor<boolean>;
  go(route: Route): void;
  goTo(conversation: ConversationId, seq?: Seq): void;
  show(panel: Panel | null): void;
  openPane(conversation: ConversationId): void;
  closePane(conversation: ConversationId): void;
  /** Into a window of its own. */
  popOut(conversation: ConversationId): void;
  ask(dialog: OpenDialog | null): void;
  /** Leaves Klatch: the session ends. Asks first if something would be lost. */
  leave(): void;
}

const NARROW = '(max-width: 760px)';
const MOST_PANES = 4;

function matches(query: string): Accessor<boolean> {
  const list = matchMedia(query);
  const [now, set] = createSignal(list.matches);
  const changed = () => set(list.matches);
  list.addEventListener('change', changed);
  onCleanup(() => list.removeEventListener('change', changed));
  return now;
}

function fragment(): Accessor<Route> {
  const [route, set] = createSignal(readRoute(location.hash));
  const changed = () => set(readRoute(location.hash));
  addEventListener('hashchange', changed);
  onCleanup(() => removeEventListener('hashchange', changed));
  return route;
}

/** Makes the stage of a page. */
export function createStage(client: Client, http: Http): Stage {
  const route = fragment();
  const shipping = new Shipping(client);
  onCleanup(() => shipping.close());
  const narrow = matches(NARROW);
  const wide = matchMedia('(min-width: 1180px)').matches;
  const [panel, show] = createSignal<Panel | null>(wide ? { show: 'people' } : null);
  const [panes, setPanes] = createSignal<readonly ConversationId[]>([]);
  const [dialog, ask] = createSignal<OpenDialog | null>(null);
  // What stood beside would cover what there is room for.
  createEffect(on(narrow, (now) => now && show(null), { defer: true }));
  const current = createMemo(() => {
    const now = route();
    return now.at === 'conversation' || now.at === 'window' ? now.conversation : null;
  });
  const go = (to: Route) => {
    if (writeRoute(to) !== location.hash) location.hash = writeRoute(to);
    if (narrow()) show(null);
  };
  const closePane = (conversation: ConversationId) => {
    setPanes((all) => all.filter((each) => each !== conversation));
  };
  return {
    client,
    http,
    shipping,
    route,
    current,
    panel,
    panes,
    dialog,
    narrow,
    go,
    goTo: (conversation, seq) =>
      go({ at: 'conversation', conversation, ...(seq === undefined ? {} : { seq }) }),
    show,
    openPane(conversation) {
      if (narrow()) go({ at: 'conversation', conversation });
      else if (current() !== conversation) {
        setPanes((all) =>
          all.includes(conversation) ? all : [...all, conversation].slice(-MOST_PANES),
        );
      }
    },
    closePane,
    popOut(conversation) {
      const address = writeRoute({ at: 'window', conversation });
      const size = 'popup,width=440,height=640';
      if (window.open(address, `klatch-${conversation}`, size) !== null) closePane(conversation);
    },
    ask: (next) => ask(() => next),
    leave() {
      if (unsentOf(client).length === 0 && shipping.underWay() === 0) void client.signOut();
      else {
        ask(() => (close) => (
          <LeaveKlatchDialog client={client} files={shipping.underWay()} close={close} />
        ));
      }
    },
  };
}

const Place = createContext<Stage>();

export function StageProvider(props: { stage: Stage; children: JSX.Element }) {
  return <Place.Provider value={props.stage}>{props.children}</Place.Provider>;
}

/** The stage that this part of the screen stands on. */
export function useStage(): Stage {
  const stage = useContext(Place);
  if (stage === undefined) throw new Error('there is no stage around this');
  return stage;
}
