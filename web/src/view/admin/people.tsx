import { createSignal, For, onMount, Show } from 'solid-js';
import type { Account } from '../../protocol/values';
import type { Client } from '../../state/client';
import { language, words } from '../../words/words';
import { isDenied } from '../deeds';
import { createPages } from '../pages';
import { Button } from '../parts/button';
import { TextField } from '../parts/text-field';
import { Choice } from '../settings/choice';
import { deed } from './deed';
import { More } from './more';

const MUTE_MINUTES = 60;
const ROLES = ['member', 'moderator', 'admin', 'owner'] as const;

/** The accounts of the server, and what can be done about them. */
export function People(props: { readonly client: Client }) {
  const [query, setQuery] = createSignal('');
  const pages = createPages<Account>(async (after) => {
    const begin = query().trim();
    const answer = await props.client.ask('list-accounts', {
      ...(after === undefined ? {} : { after }),
      ...(begin === '' ? {} : { query: begin }),
    });
    return isDenied(answer) ? null : { items: answer.accounts, after: answer.after };
  });
  onMount(() => void pages.again());

  function find(value: string): void {
    setQuery(value);
    void pages.again();
  }

  return (
    <>
      <TextField label={words().admin.find} value={query()} input={find} type="search" />
      <ul class="admin-list">
        <For each={pages.items}>
          {(account) => <Line account={account} client={props.client} again={pages.again} />}
        </For>
      </ul>
      <More pages={pages} nothing={words().admin.nobody} />
    </>
  );
}

interface LineProps {
  readonly account: Account;
  readonly client: Client;
  readonly again: () => Promise<void>;
}

function Line(props: LineProps) {
  const text = () => words().admin;
  const person = () => props.account.person;
  const isMe = () => person().person === props.client.me()?.person;
  const since = () =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(props.account.made);
  const roles = () => Object.fromEntries(ROLES.map((each) => [each, text().roles[each]]));

  async function act(doing: Parameters<typeof deed>[0]): Promise<void> {
    await deed(doing);
    await props.again();
  }

  return (
    <li class="admin-line">
      <div class="admin-who">
        <strong>{person().name}</strong>
        <Show when={person().displayName}> {person().displayName}</Show>
        <p class="quiet">
          {text().madeOn(since())} · {text().sessions(props.account.sessions)}
          <Show when={props.account.online}> · {text().here}</Show>
          <Show when={props.account.banned}>
            <strong> · {text().bannedMark}</strong>
          </Show>
        </p>
      </div>
      <Show when={!isMe()}>
        <Choice
          label={text().role(person().name)}
          value={person().role}
          options={roles()}
          choose={(role) =>
            void act(props.client.ask('set-role', { person: person().person, role }))
          }
        />
        <div class="admin-deeds">
          <Button
            onClick={() => void act(props.client.ask('kick-person', { person: person().person }))}
          >
            {text().kick}
          </Button>
          <Button
            onClick={() =>
              void act(
                props.client.ask('mute-person', {
                  person: person().person,
                  minutes: MUTE_MINUTES,
                }),
              )
            }
          >
            {text().mute}
          </Button>
          <Show
            when={props.account.banned}
            fallback={
              <Button
                look="danger"
                onClick={() =>
                  void act(props.client.ask('ban-person', { person: person().person }))
                }
              >
                {text().ban}
              </Button>
            }
          >
            <Button
              onClick={() =>
                void act(props.client.ask('unban-person', { person: person().person }))
              }
            >
              {text().unban}
            </Button>
          </Show>
        </div>
      </Show>
    </li>
  );
}
