import { createMemo, createResource, createSignal, For, Show } from 'solid-js';
import type { ConversationId, Member, Person } from '../../protocol/values';
import type { Client } from '../../state/client';
import { words } from '../../words/words';
import { isDenied, openDirect } from '../deeds';
import { live } from '../live';
import { Avatar } from '../parts/avatar';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { openMenu } from '../parts/menu';
import { markOf, nameOf } from '../person';
import { useStage } from '../shell/stage';
import { personEntries } from './person-menu';

interface Here {
  readonly person: Person;
  readonly online: boolean;
  readonly standing?: string;
}

/** So many are read, and listed of a kind; then one looks for somebody, and all are read. */
const MOST = 300;

function byName(one: Here, other: Here): number {
  return nameOf(one.person).localeCompare(nameOf(other.person));
}

/** Who is in the conversation in the middle, those online first. Live. */
export function People() {
  const { client, current } = useStage();
  const everyone = live(client, 'me', () => client.me()?.everyone);
  return (
    <Show when={current() ?? everyone()} keyed>
      {(conversation) => (
        <PeopleOf conversation={conversation} everyone={conversation === everyone()} />
      )}
    </Show>
  );
}

const COMES_AND_GOES = ['joined', 'left', 'invited', 'removed', 'promoted', 'created'];

interface Members {
  readonly all: readonly Member[];
  /** Whether there are others. */
  readonly more: boolean;
}

async function membersOf(
  client: Client,
  conversation: ConversationId,
  most: number,
): Promise<Members> {
  const all: Member[] = [];
  let after: string | undefined;
  do {
    const where = after === undefined ? { conversation } : { conversation, after };
    const page = await client.ask('list-members', where);
    if (isDenied(page)) break;
    all.push(...page.members);
    after = page.after;
  } while (after !== undefined && all.length < most);
  return { all, more: after !== undefined };
}

function PeopleOf(props: { conversation: ConversationId; everyone: boolean }) {
  const { client } = useStage();
  const [filter, setFilter] = createSignal('');
  const presence = live(client, 'people', () => client.presence());
  // Asked anew when somebody came or went, and when there is a connection again.
  const lastChange = live(client, `timeline:${props.conversation}`, () => {
    const { lines } = client.timeline(props.conversation);
    return lines.findLast((line) => COMES_AND_GOES.includes(line.kind))?.seq ?? 0;
  });
  const linked = live(client, 'link', () => client.link().state === 'online');
  const looking = createMemo(() => filter().trim() !== '');
  const [members] = createResource(
    () => linked() && { change: lastChange(), most: looking() ? Number.POSITIVE_INFINITY : MOST },
    ({ most }) => membersOf(client, props.conversation, most),
  );
  const here = createMemo<readonly Here[]>(() => {
    const online = presence().online;
    const all = new Map<string, Here>();
    for (const { person, standing } of members.latest?.all ?? []) {
      const now = online.get(person.person);
      all.set(person.person, { person: now ?? person, online: now !== undefined, standing });
    }
    if (props.everyone || members.latest === undefined) {
      for (const person of online.values()) {
        if (!all.has(person.person)) all.set(person.person, { person, online: true });
      }
    }
    const wanted = filter().trim().toLowerCase();
    return [...all.values()].filter(
      ({ person }) =>
        person.name.toLowerCase().includes(wanted) || nameOf(person).toLowerCase().includes(wanted),
    );
  });
  const listed = (whether: boolean) =>
    createMemo(() =>
      here()
        .filter((each) => each.online === whether)
        .sort(byName),
    );
  const online = listed(true);
  const offline = listed(false);
  const more = () =>
    (members.latest?.more ?? false) || Math.max(online().length, offline().length) > MOST;
  return (
    <div class="people">
      <Show when={here().length > 8 || filter() !== ''}>
        <div class="search-field">
          <Icon name="search" />
          <input
            type="search"
            placeholder={words().panel.findPerson}
            aria-label={words().panel.findPerson}
            value={filter()}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </div>
      </Show>
      <Show
        when={presence().count > 0}
        fallback={<p class="quiet panel-note">{words().panel.noneKnown}</p>}
      >
        <PeopleList
          title={words().panel.online(online().length)}
          people={online().slice(0, MOST)}
        />
      </Show>
      <Show when={offline().length > 0}>
        <PeopleList
          title={words().panel.offline(offline().length)}
          people={offline().slice(0, MOST)}
        />
      </Show>
      <Show when={looking() && here().length === 0}>
        <p class="quiet panel-note">
          {members.loading ? words().panel.looking : words().panel.nobodyFound}
        </p>
      </Show>
      <Show when={more() && !members.loading}>
        <p class="quiet panel-note">{words().panel.notAll}</p>
      </Show>
    </div>
  );
}

function PeopleList(props: { title: string; people: readonly Here[] }) {
  const byId = createMemo(() => new Map(props.people.map((each) => [each.person.person, each])));
  const ids = createMemo(() => props.people.map((each) => each.person.person));
  return (
    <section>
      <h3 class="panel-heading">{props.title}</h3>
      <ul>
        <For each={ids()}>
          {(id) => <Show when={byId().get(id)}>{(here) => <PersonLine here={here()} />}</Show>}
        </For>
      </ul>
    </section>
  );
}

/** Somebody in a list: a double click opens a private conversation, and so do button and menu. */
function PersonLine(props: { here: Here }) {
  const stage = useStage();
  const me = () => props.here.person.person === stage.client.me()?.person;
  const open = () => {
    if (!me()) void openDirect(stage, props.here.person, 'pane');
  };
  const menu = (at: Element | MouseEvent) =>
    openMenu(
      at,
      words().people.menu(nameOf(props.here.person)),
      personEntries(stage, props.here.person),
    );
  const standing = () => {
    const known: Readonly<Record<string, string>> = words().people.standings;
    const { standing } = props.here;
    return standing === undefined || standing === 'member' ? '' : (known[standing] ?? '');
  };
  return (
    <li
      class="person"
      data-online={props.here.online}
      onContextMenu={(event) => {
        event.preventDefault();
        menu(event);
      }}
    >
      <button
        type="button"
        class="person-main"
        aria-haspopup="menu"
        onClick={(event) => {
          if (event.detail < 2) menuLater(event, menu);
        }}
        onDblClick={() => {
          stopMenu();
          open();
        }}
      >
        <Avatar
          person={props.here.person.person}
          name={nameOf(props.here.person)}
          size="small"
          mark={markOf(props.here.online, props.here.person.availability)}
        />
        <span class="person-names">
          <bdi class="cut">
            {nameOf(props.here.person)}
            <Show when={me()}>
              <span class="quiet"> ({words().people.you})</span>
            </Show>
          </bdi>
          <Show when={props.here.person.status}>
            {(status) => (
              <span class="quiet cut" dir="auto">
                {status()}
              </span>
            )}
          </Show>
        </span>
        <span class="unseen">
          {words().people.marks[markOf(props.here.online, props.here.person.availability)]}
        </span>
        <Show when={standing() !== ''}>
          <span class="person-standing">{standing()}</span>
        </Show>
        <Show when={props.here.person.role === 'guest'}>
          <span class="person-standing">{words().people.roles.guest}</span>
        </Show>
      </button>
      <Show when={!me()}>
        <IconButton
          icon="bubble"
          label={words().people.talkWith(nameOf(props.here.person))}
          onClick={open}
        />
      </Show>
    </li>
  );
}

/** A click opens the menu, unless a second one makes it a double click. */
const DOUBLE_MILLIS = 260;
let waiting: ReturnType<typeof setTimeout> | undefined;

function stopMenu(): void {
  clearTimeout(waiting);
}

function menuLater(event: MouseEvent, menu: (at: Element) => void): void {
  const at = event.currentTarget as Element;
  stopMenu();
  // A key is never pressed twice for one thing.
  if (event.detail === 0) menu(at);
  else waiting = setTimeout(() => menu(at), DOUBLE_MILLIS);
}
