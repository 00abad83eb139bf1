import { createSignal, Match, onCleanup, Show, Switch } from 'solid-js';
import { RichText } from '../../markdown/rich-text';
import type { Unsettled as Written } from '../../state/client';
import { refusalWords, words } from '../../words/words';
import { live } from '../live';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { useStage } from '../shell/stage';
import { clockOf } from '../time';
import { AuthorAvatar, AuthorName } from './author';
import { Quote } from './quote';
import { saidOf } from './said';
import { Sending } from './sending';
import { hasWords, takeBack } from './taking-back';
import { useTalk } from './talk';

/** What one wrote and the server has not accepted yet, with what becomes of it. */
export function Unsettled(props: { unsettled: Written; head: boolean }) {
  const { client } = useStage();
  const me = live(client, 'me', () => client.me());
  const state = () => props.unsettled.status.state;
  return (
    <article
      class="message"
      data-head={props.head}
      data-state={state()}
      tabindex="-1"
      aria-label={words().message.said(me()?.name ?? '', clockOf(props.unsettled.written))}
    >
      <div class="message-gutter">
        <Show when={props.head && me()} keyed>
          {(own) => <AuthorAvatar person={own.person} name={own.name} />}
        </Show>
      </div>
      <div class="message-main">
        <Show when={props.head && me()} keyed>
          {(own) => (
            <header class="message-head">
              <AuthorName person={own.person} name={own.name} />
              <span class="message-time numbers">{clockOf(props.unsettled.written)}</span>
            </header>
          )}
        </Show>
        <Said unsettled={props.unsettled} />
        <Show when={state() !== 'sending'} fallback={<Waiting unsettled={props.unsettled} />}>
          <Trouble unsettled={props.unsettled} />
        </Show>
      </div>
      <div class="message-marks">
        <Show when={state() === 'sending'}>
          <Sending />
        </Show>
      </div>
    </article>
  );
}

function Said(props: { unsettled: Written }) {
  const { client } = useStage();
  const talk = useTalk();
  const post = () => (props.unsettled.kind === 'post' ? props.unsettled.words : null);
  return (
    <>
      <Show when={post()?.reply}>{(seq) => <Quote seq={seq()} />}</Show>
      <Show when={props.unsettled.kind === 'edit'}>
        <p class="quiet">{words().message.changes.edit}</p>
      </Show>
      <div class="message-text">
        <RichText
          text={saidOf(props.unsettled)}
          mentions={post()?.mentions ?? []}
          person={(id) => client.person(id)}
          me={talk.me() ?? ''}
        />
      </div>
      <Show when={post()?.files}>
        {(files) => <p class="message-files quiet">{words().files.count(files().length)}</p>}
      </Show>
    </>
  );
}

/** Back into the composer, or away. */
function TakingBack(props: { unsettled: Written }) {
  const { client } = useStage();
  const talk = useTalk();
  return (
    <>
      <Show when={hasWords(props.unsettled)}>
        <Button icon="edit" onClick={() => void takeBack(client, talk, props.unsettled.cid)}>
          {words().message.edit}
        </Button>
      </Show>
      <Button icon="trash" onClick={() => void client.forget(props.unsettled.cid)}>
        {words().message.discard}
      </Button>
    </>
  );
}

/** So long something is under way before it is offered to take it back. */
const LONG_MILLIS = 3_000;

/** What waits for a connection, or for its turn, can be taken back while nobody has it. */
function Waiting(props: { unsettled: Written }) {
  const { client } = useStage();
  const offline = live(client, 'link', () => client.link().state !== 'online');
  const [long, setLong] = createSignal(false);
  const wait = setTimeout(() => setLong(true), LONG_MILLIS);
  onCleanup(() => clearTimeout(wait));
  const free = () => {
    const { status } = props.unsettled;
    return status.state === 'sending' && status.asked !== true;
  };
  return (
    <Show when={free() && (offline() || long())}>
      <div class="message-waiting">
        <TakingBack unsettled={props.unsettled} />
      </div>
    </Show>
  );
}

function whyOf(written: Written, here: boolean): string {
  const text = words().message;
  if (!here) return text.nowhere;
  const { status } = written;
  if (status.state === 'held') {
    if (written.kind !== 'post') return text.heldChange;
    return status.why === 'other-epoch' ? text.heldEpoch : text.heldPerson;
  }
  if (status.state !== 'failed') return '';
  return status.refused === null ? text.failed : text.failedBecause(refusalWords(status.refused));
}

function Trouble(props: { unsettled: Written }) {
  const { client } = useStage();
  const talk = useTalk();
  const here = () => props.unsettled.conversation === talk.id;
  return (
    <div class="message-trouble" role="alert">
      <Icon name="warning" />
      <span class="message-why">{whyOf(props.unsettled, here())}</span>
      <Switch>
        <Match
          when={
            !here() || (props.unsettled.status.state === 'held' && props.unsettled.kind !== 'post')
          }
        >
          {null}
        </Match>
        <Match when={props.unsettled.status.state === 'held'}>
          <Button icon="send" onClick={() => client.again(props.unsettled.cid)}>
            {words().message.sendNow}
          </Button>
        </Match>
        <Match when={props.unsettled.status.state === 'failed'}>
          <Button icon="retry" onClick={() => client.again(props.unsettled.cid)}>
            {words().message.retry}
          </Button>
        </Match>
      </Switch>
      <TakingBack unsettled={props.unsettled} />
    </div>
  );
}
