import { createSignal, For, onCleanup, Show } from 'solid-js';
import type { ConversationId, Hit, PersonId } from '../../protocol/values';
import type { Client } from '../../state/client';
import { language, refusalWords, words } from '../../words/words';
import { live } from '../live';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/text-field';
import { writeRoute } from '../shell/route';
import { marked } from './marked';
import './search.css';

const PAUSE_MILLIS = 200;
const QUERY_CHARACTERS = 256;

interface SearchProps {
  readonly client: Client;
  /** Where one is: the search can be kept to it. */
  readonly conversation?: ConversationId | undefined;
  readonly close: () => void;
}

/** Search over all that one may read; without a connection over what is kept here. */
export function Search(props: SearchProps) {
  const text = () => words().search;
  const online = live(props.client, 'link', () => props.client.link().state === 'online');
  const [query, setQuery] = createSignal('');
  const [hereOnly, setHereOnly] = createSignal(false);
  const [hits, setHits] = createSignal<readonly Hit[]>([]);
  const [after, setAfter] = createSignal<string>();
  const [state, setState] = createSignal<'idle' | 'searching' | 'done'>('idle');
  const [trouble, setTrouble] = createSignal<string>();
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  onCleanup(() => clearTimeout(pause));

  function type(value: string): void {
    setQuery(value);
    clearTimeout(pause);
    pause = setTimeout(() => void find(), PAUSE_MILLIS);
  }

  async function find(cursor?: string): Promise<void> {
    const wanted = query().trim();
    asked += 1;
    const mine = asked;
    setTrouble(undefined);
    if (wanted === '') {
      setHits([]);
      setState('idle');
      return;
    }
    setState('searching');
    const here = hereOnly() && props.conversation !== undefined ? props.conversation : undefined;
    if (!online()) {
      const kept = await props.client.findHere(wanted);
      if (mine !== asked) return;
      setHits(kept.filter((each) => here === undefined || each.conversation === here));
      setAfter(undefined);
      setState('done');
      return;
    }
    const answer = await props.client.ask('search', {
      query: wanted,
      ...(here === undefined ? {} : { conversation: here }),
      ...(cursor === undefined ? {} : { after: cursor }),
    });
    if (mine !== asked) return;
    setState('done');
    if (answer.kind === 'found') {
      setHits(cursor === undefined ? answer.hits : [...hits(), ...answer.hits]);
      setAfter(answer.after);
    } else {
      setHits([]);
      setTrouble(answer.kind === 'refused' ? refusalWords(answer) : words().entrance.noAnswer);
    }
  }

  function open(hit: Hit): void {
    props.close();
    location.hash = writeRoute({
      at: 'conversation',
      conversation: hit.conversation,
      seq: hit.seq,
    });
  }

  return (
    <Dialog title={text().title} close={props.close} wide>
      <search class="dialog-body search">
        <TextField
          label={text().field}
          value={query()}
          input={type}
          type="search"
          limit={QUERY_CHARACTERS}
          autofocus
          error={trouble()}
        />
        <Show when={props.conversation}>
          <label class="search-here">
            <input
              type="checkbox"
              checked={hereOnly()}
              onChange={(event) => {
                setHereOnly(event.currentTarget.checked);
                void find();
              }}
            />
            {text().here}
          </label>
        </Show>
        <Show when={!online()}>
          <p class="quiet">{text().cache}</p>
        </Show>
        <Show when={state() === 'idle'}>
          <Filters choose={(filter) => type(filter)} />
        </Show>
        <p class="quiet" role="status">
          <Show when={state() === 'done'}>
            {hits().length === 0 ? text().nothing : text().found(hits().length)}
          </Show>
        </p>
        <ol class="search-hits">
          <For each={hits()}>
            {(hit) => (
              <Found hit={hit} query={query()} client={props.client} open={() => open(hit)} />
            )}
          </For>
        </ol>
        <Show when={after()}>
          {(cursor) => <Button onClick={() => void find(cursor())}>{text().more}</Button>}
        </Show>
      </search>
    </Dialog>
  );
}

function Filters(props: { readonly choose: (filter: string) => void }) {
  return (
    <div>
      <p class="quiet">{words().search.hint}</p>
      <dl class="search-filters">
        <For each={words().search.filters}>
          {([filter, meaning]) => (
            <div>
              <dt>
                <button type="button" onClick={() => props.choose(filter)}>
                  <code>{filter}</code>
                </button>
              </dt>
              <dd class="quiet">{meaning}</dd>
            </div>
          )}
        </For>
      </dl>
    </div>
  );
}

function Found(props: {
  readonly hit: Hit;
  readonly query: string;
  readonly client: Client;
  readonly open: () => void;
}) {
  const place = () => {
    const conversation = props.client.conversation(props.hit.conversation);
    return conversation?.with?.name ?? conversation?.title ?? '';
  };
  const name = (id: PersonId) => props.client.person(id)?.name ?? props.hit.name;
  const when = () =>
    new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(
      props.hit.time,
    );
  return (
    <li>
      <button type="button" class="search-hit" onClick={() => props.open()}>
        <span class="search-place">
          <strong>{name(props.hit.author)}</strong>{' '}
          <span class="quiet numbers">
            {place()} · {when()}
          </span>
        </span>
        <span class="search-text" dir="auto">
          <For each={marked(props.hit.text, props.query)}>
            {(part) => (part.hit ? <mark>{part.text}</mark> : part.text)}
          </For>
        </span>
      </button>
    </li>
  );
}
