import fuzzysort from 'fuzzysort';
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import type { Person } from '../../protocol/values';
import type { Conversation } from '../../state/client';
import { words } from '../../words/words';
import { openDirect } from '../deeds';
import { Avatar } from '../parts/avatar';
import { Badge } from '../parts/badge';
import { Dialog } from '../parts/dialog';
import { Icon } from '../parts/icon';
import { nameOf } from '../person';
import { isUnread, titleOf } from '../sidebar/order';
import { type Stage, useStage } from './stage';
import './help.css';

interface Target {
  readonly key: string;
  readonly title: string;
  readonly conversation?: Conversation;
  readonly person?: Person;
}

const MOST = 30;

/** Conversations, then people one has no conversation with. */
function targetsOf(stage: Stage): readonly Target[] {
  const { client } = stage;
  const rank = (each: Conversation) =>
    each.conversation === stage.current() ? -1 : Number(isUnread(each));
  const known = new Set<string>([client.me()?.person ?? '']);
  const conversations = client
    .conversations()
    .toSorted((one, other) => rank(other) - rank(one) || other.time - one.time);
  const places = conversations.map((conversation): Target => {
    if (conversation.with !== undefined) known.add(conversation.with.person);
    return { key: conversation.conversation, title: titleOf(conversation), conversation };
  });
  const people = [...client.presence().online.values()]
    .filter((person) => !known.has(person.person))
    .map((person): Target => ({ key: person.person, title: nameOf(person), person }));
  return [...places, ...people];
}

interface Found {
  readonly target: Target;
  /** The title in parts; those that fit are marked. */
  readonly parts: readonly { readonly text: string; readonly fits: boolean }[];
}

function find(targets: readonly Target[], query: string): readonly Found[] {
  if (query.trim() === '') {
    return targets.slice(0, MOST).map((target) => ({
      target,
      parts: [{ text: target.title, fits: false }],
    }));
  }
  return fuzzysort.go(query.trim(), targets, { key: 'title', limit: MOST }).map((result) => {
    const fitting = new Set(result.indexes);
    const parts = [...result.target].map((text, index) => ({ text, fits: fitting.has(index) }));
    return { target: result.obj, parts };
  });
}

/** Leads anywhere by a few letters. */
export function Switcher(props: { close: () => void }) {
  const stage = useStage();
  const id = createUniqueId();
  const [query, setQuery] = createSignal('');
  const [at, setAt] = createSignal(0);
  const targets = targetsOf(stage);
  const found = createMemo(() => find(targets, query()));
  const go = (target: Target | undefined) => {
    if (target === undefined) return;
    props.close();
    if (target.conversation !== undefined) stage.goTo(target.conversation.conversation);
    else if (target.person !== undefined) void openDirect(stage, target.person, 'here');
  };
  const keys = (event: KeyboardEvent) => {
    const last = Math.max(0, found().length - 1);
    if (event.key === 'ArrowDown') setAt((now) => Math.min(last, now + 1));
    else if (event.key === 'ArrowUp') setAt((now) => Math.max(0, now - 1));
    else if (event.key === 'Enter') go(found()[at()]?.target);
    else return;
    event.preventDefault();
    document.getElementById(`${id}-${at()}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog title={words().shell.switcher} close={props.close}>
      <div class="switcher">
        <input
          class="field"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={`${id}-${at()}`}
          aria-label={words().shell.switcherHint}
          placeholder={words().shell.switcherHint}
          autocomplete="off"
          autofocus
          value={query()}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
        <div class="switcher-list" id={id} role="listbox" aria-label={words().shell.switcher}>
          <For each={found()}>
            {(each, index) => (
              <div
                class="switcher-entry"
                id={`${id}-${index()}`}
                role="option"
                tabIndex={-1}
                aria-selected={at() === index()}
                onPointerMove={() => setAt(index())}
                onPointerUp={() => go(each.target)}
              >
                <Sign target={each.target} />
                <bdi class="cut">
                  <For each={each.parts}>
                    {(part) => (part.fits ? <mark>{part.text}</mark> : part.text)}
                  </For>
                </bdi>
                <Waiting conversation={each.target.conversation} />
              </div>
            )}
          </For>
        </div>
        <Show when={found().length === 0}>
          <p class="sidebar-note">{words().sidebar.noneFound}</p>
        </Show>
      </div>
    </Dialog>
  );
}

function Sign(props: { target: Target }) {
  const person = () => props.target.person ?? props.target.conversation?.with;
  return (
    <Show
      when={person()}
      fallback={<Icon name={props.target.conversation?.type === 'group' ? 'group' : 'room'} />}
    >
      {(known) => <Avatar person={known().person} name={nameOf(known())} size="small" />}
    </Show>
  );
}

function Waiting(props: { conversation: Conversation | undefined }) {
  return (
    <Show when={props.conversation} keyed>
      {(known) => (
        <Show when={isUnread(known)}>
          <Badge
            count={known.mentions > 0 ? known.mentions : known.unread + known.threads}
            label={words().sidebar.unread(known.unread)}
            look={known.mentions > 0 ? 'mention' : 'quiet'}
          />
        </Show>
      )}
    </Show>
  );
}
