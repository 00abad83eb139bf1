import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { Conversation } from '../../state/client';
import { words } from '../../words/words';
import { live } from '../live';
import { Avatar } from '../parts/avatar';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { later } from '../parts/later';
import { openMenu } from '../parts/menu';
import { openKeyHelp } from '../shell/keys';
import { Mark } from '../shell/mark';
import { openAdmin, openInvite, openSearch, openSettings } from '../shell/openings';
import { useStage } from '../shell/stage';
import { Entry } from './entry';
import { type Section, sectionsOf } from './order';
import './sidebar.css';

/** The start side: all conversations that one is in, and the ways to more of them. */
export function Sidebar() {
  const { client } = useStage();
  const [filter, setFilter] = createSignal('');
  const all = live(client, 'conversations', () => client.conversations());
  const me = live(client, 'me', () => client.me());
  const sections = createMemo(() => sectionsOf(all(), filter(), me()?.everyone));
  const byId = createMemo(() => new Map(all().map((each) => [each.conversation, each])));
  const some = () => sections().some((section) => section.conversations.length > 0);
  return (
    <nav class="sidebar" aria-label={words().sidebar.label}>
      <Top />
      <div class="search-field">
        <Icon name="search" />
        <input
          type="search"
          placeholder={words().sidebar.filter}
          aria-label={words().sidebar.filter}
          value={filter()}
          onInput={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter() === '') return;
            event.preventDefault();
            event.stopPropagation();
            setFilter('');
          }}
        />
      </div>
      <div class="sidebar-list">
        <For each={sections().map((section) => section.name)}>
          {(name) => (
            <SectionList
              name={name}
              section={sections().find((each) => each.name === name)}
              byId={byId()}
              filtered={filter() !== ''}
            />
          )}
        </For>
        <Show when={filter() !== '' && !some()}>
          <p class="sidebar-note">{words().sidebar.noneFound}</p>
        </Show>
      </div>
      <Bottom />
    </nav>
  );
}

interface SectionListProps {
  name: Section['name'];
  section: Section | undefined;
  byId: ReadonlyMap<string, Conversation>;
  filtered: boolean;
}

function SectionList(props: SectionListProps) {
  const stage = useStage();
  const ids = createMemo(
    () => props.section?.conversations.map((each) => each.conversation) ?? [],
    undefined,
    {
      equals: (one, other) => one.length === other.length && one.every((id, i) => id === other[i]),
    },
  );
  const shown = () =>
    ids().length > 0 || (!props.filtered && props.name !== 'favourites' && props.name !== 'groups');
  const add = (): JSX.Element => {
    const how = ADDS[props.name];
    if (how === null) return null;
    return (
      <IconButton
        icon="add"
        label={words().sidebar.add[props.name]}
        aria-haspopup={props.name === 'rooms' ? 'menu' : 'dialog'}
        onClick={(event) => how(stage, event.currentTarget)}
      />
    );
  };
  return (
    <Show when={shown()}>
      <section class="section">
        <header class="section-head">
          <h2>{words().sidebar.sections[props.name]}</h2>
          {add()}
        </header>
        <ul>
          <For each={ids()}>
            {(id) => (
              <Show when={props.byId.get(id)}>
                {(conversation) => <Entry conversation={conversation()} />}
              </Show>
            )}
          </For>
        </ul>
        <Show when={props.name === 'direct' && ids().length === 0}>
          <p class="sidebar-note">{words().sidebar.noDirect}</p>
        </Show>
      </section>
    </Show>
  );
}

type Add = (stage: ReturnType<typeof useStage>, at: Element) => void;

const browse = (stage: ReturnType<typeof useStage>) =>
  later(import('./browse'), ({ BrowseDialog }) => stage.ask((close) => BrowseDialog({ close })));
const createRoom = (stage: ReturnType<typeof useStage>) =>
  later(import('./create'), ({ CreateRoomDialog }) =>
    stage.ask((close) => CreateRoomDialog({ close })),
  );
const createGroup = (stage: ReturnType<typeof useStage>) =>
  later(import('./create'), ({ CreateGroupDialog }) =>
    stage.ask((close) => CreateGroupDialog({ close })),
  );
const openDirect = (stage: ReturnType<typeof useStage>) =>
  later(import('./create'), ({ OpenDirectDialog }) =>
    stage.ask((close) => OpenDirectDialog({ close })),
  );

const ADDS: Readonly<Record<Section['name'], Add | null>> = {
  favourites: null,
  rooms: (stage, at) =>
    openMenu(at, words().sidebar.add.rooms, [
      { label: words().sidebar.browse, icon: 'list', run: () => browse(stage) },
      { label: words().sidebar.createRoom, icon: 'room', run: () => createRoom(stage) },
      { label: words().sidebar.createGroup, icon: 'group', run: () => createGroup(stage) },
    ]),
  groups: (stage) => createGroup(stage),
  direct: (stage) => openDirect(stage),
};

function Top() {
  const stage = useStage();
  const { client } = stage;
  const me = live(client, 'me', () => client.me());
  return (
    <header class="bar sidebar-top">
      <Mark />
      <h1 class="bar-title">
        <bdi>{me()?.server ?? 'Klatch'}</bdi>
      </h1>
      <Show when={me()?.recorded}>
        <span class="sidebar-recorded" title={words().sidebar.recorded}>
          <Icon name="eye" />
          <span class="unseen">{words().sidebar.recorded}</span>
        </span>
      </Show>
      <IconButton
        icon="search"
        class="sidebar-search"
        label={words().search.title}
        keys="Ctrl+Shift+F"
        onClick={() => openSearch(stage)}
      />
    </header>
  );
}

/** Who one is, with the way to the settings. */
function Bottom() {
  const stage = useStage();
  const { client } = stage;
  const me = live(client, 'me', () => client.me());
  const reports = live(client, 'reports', () => client.openReports());
  const runs = () => ['moderator', 'admin', 'owner'].includes(me()?.role ?? '');
  const menu = (at: Element) =>
    openMenu(at, words().sidebar.you, [
      { label: words().sidebar.settings, icon: 'gear', run: () => openSettings(stage) },
      { label: words().invite.title, icon: 'person', run: () => openInvite(stage) },
      ...(runs()
        ? [
            {
              label: words().sidebar.admin(reports()),
              icon: 'flag' as const,
              run: () => openAdmin(stage),
            },
          ]
        : []),
      { label: words().shell.keyHelp, icon: 'help', keys: 'Ctrl+/', run: () => openKeyHelp(stage) },
      null,
      { label: words().sidebar.leaveKlatch, icon: 'door', run: () => stage.leave() },
    ]);
  return (
    <Show when={me()}>
      {(own) => (
        <footer class="sidebar-bottom">
          <button
            type="button"
            class="sidebar-me"
            aria-haspopup="menu"
            onClick={(event) => menu(event.currentTarget)}
          >
            <Avatar person={own().person} name={own().name} size="small" />
            <span class="cut">
              <bdi>{own().name}</bdi>
              <Show when={own().role === 'guest'}>
                <span class="quiet"> · {words().people.roles.guest}</span>
              </Show>
            </span>
            <Icon name="more" />
          </button>
        </footer>
      )}
    </Show>
  );
}
