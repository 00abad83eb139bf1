import { Match, Show, Switch } from 'solid-js';
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
import { useTalk } from './talk';

/** What one wrote and the server has not accepted yet, with what becomes of it. */
export function Unsettled(props: { unsettled: Written; head: boolean }) {
  const { client } = useStage();
  const talk = useTalk();
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
        <Show when={props.unsettled.words.reply}>{(seq) => <Quote seq={seq()} />}</Show>
        <div class="message-text">
          <RichText
            text={props.unsettled.words.text}
            mentions={props.unsettled.words.mentions ?? []}
            person={(id) => client.person(id)}
            me={talk.me() ?? ''}
          />
        </div>
        <Show when={state() !== 'sending'}>
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

function Sending() {
  const { client } = useStage();
  const online = live(client, 'link', () => client.link().state === 'online');
  const text = () => (online() ? words().message.sending : words().message.waiting);
  return (
    <span class="message-status" title={text()}>
      <Icon name="clock" />
      <span class="unseen">{text()}</span>
    </span>
  );
}

function whyOf(written: Written): string {
  const text = words().message;
  const { status } = written;
  if (status.state === 'held') {
    return status.why === 'other-epoch' ? text.heldEpoch : text.heldPerson;
  }
  if (status.state !== 'failed') return '';
  return status.refused === null ? text.failed : text.failedBecause(refusalWords(status.refused));
}

function Trouble(props: { unsettled: Written }) {
  const { client } = useStage();
  return (
    <div class="message-trouble" role="alert">
      <Icon name="warning" />
      <span class="message-why">{whyOf(props.unsettled)}</span>
      <Switch>
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
      <Button icon="trash" onClick={() => client.forget(props.unsettled.cid)}>
        {words().message.discard}
      </Button>
    </div>
  );
}
