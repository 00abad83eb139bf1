import { createMemo, createResource, For, Show } from 'solid-js';
import type { ConversationId } from '../../protocol/values';
import { words } from '../../words/words';
import { denialWords, isDenied } from '../deeds';
import { sizeOf } from '../files/size';
import { live } from '../live';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { mayPin } from '../rights';
import { openRoomSettings } from '../shell/openings';
import { useStage } from '../shell/stage';
import { momentOf, shortOf } from '../time';
import { firstLine } from '../timeline/quote';
import { Files } from './files';

/** All that there is to know of a conversation: what it is for, what is pinned, its facts. */
export function Details(props: { conversation: ConversationId }) {
  const stage = useStage();
  const { client } = stage;
  const now = live(client, `conversation:${props.conversation}`, () =>
    client.conversation(props.conversation),
  );
  // What is known changes with the summary, and is asked for anew.
  const [answer] = createResource(now, () =>
    client.ask('read-conversation', { conversation: props.conversation }),
  );
  const facts = () => {
    const known = answer.latest;
    return known === undefined || isDenied(known) ? null : known;
  };
  const trouble = () => {
    const known = answer.latest;
    return known !== undefined && isDenied(known) ? denialWords(known) : null;
  };
  const mayChange = createMemo(() => {
    const conversation = now();
    return conversation !== null && mayPin(conversation, client.me()?.role);
  });
  return (
    <div class="details">
      <Show when={trouble()}>{(text) => <p class="panel-note quiet">{text()}</p>}</Show>
      <Show when={now()?.type !== 'direct'}>
        <section>
          <h3 class="panel-heading">{words().panel.about}</h3>
          <p class="panel-text" dir="auto">
            {now()?.topic ?? <span class="quiet">{words().panel.noTopic}</span>}
          </p>
          <Show when={facts()?.description}>
            {(text) => (
              <p class="panel-text details-description" dir="auto">
                {text()}
              </p>
            )}
          </Show>
          <Show when={mayChange()}>
            <Button
              class="panel-button"
              icon="edit"
              onClick={() => openRoomSettings(stage, props.conversation)}
            >
              {words().panel.editTopic}
            </Button>
          </Show>
        </section>
      </Show>
      <Pins conversation={props.conversation} />
      <Files conversation={props.conversation} />
      <Show when={facts()}>
        {(known) => (
          <section>
            <h3 class="panel-heading">{words().panel.facts}</h3>
            <dl class="facts">
              <dt>{words().panel.made}</dt>
              <dd>
                {momentOf(known().made)}
                <Show when={known().maker}>{(maker) => <> · {maker().name}</>}</Show>
              </dd>
              <Show when={known().summary.people}>
                {(count) => (
                  <>
                    <dt>{words().panel.people}</dt>
                    <dd class="numbers">{count()}</dd>
                  </>
                )}
              </Show>
              <dt>{words().panel.messages}</dt>
              <dd class="numbers">{known().messages}</dd>
              <dt>{words().files.title}</dt>
              <dd class="numbers">
                {known().files}
                <Show when={known().bytes}>{(bytes) => <> · {sizeOf(bytes())}</>}</Show>
              </dd>
              <Show when={known().summary.standing}>
                {(standing) => (
                  <>
                    <dt>{words().panel.yourStanding}</dt>
                    <dd>{standingWords(standing())}</dd>
                  </>
                )}
              </Show>
              <Show when={known().slowSeconds > 0}>
                <dt>{words().panel.slow}</dt>
                <dd>{words().panel.seconds(known().slowSeconds)}</dd>
              </Show>
            </dl>
          </section>
        )}
      </Show>
    </div>
  );
}

function standingWords(standing: string): string {
  const known: Readonly<Record<string, string>> = words().people.standings;
  return known[standing] ?? standing;
}

/** What is pinned, the newest first; it leads to the message. */
function Pins(props: { conversation: ConversationId }) {
  const stage = useStage();
  const { client } = stage;
  // A pin is part of a message: that one of them changed says to ask anew, and so does that the
  // server has the change.
  const pinned = live(client, `timeline:${props.conversation}`, () =>
    client
      .timeline(props.conversation)
      .lines.filter((line) => line.kind === 'posted')
      .filter((line) => line.folded.pinned === true || line.changing === true)
      .map((line) => `${line.seq}${line.changing ? '?' : ''}`)
      .join(' '),
  );
  const [answer] = createResource(
    () => `#${pinned()}`,
    () => client.ask('list-pins', { conversation: props.conversation }),
  );
  const pins = createMemo(() => {
    const now = answer.latest;
    if (now === undefined || isDenied(now)) return [];
    return now.events.filter((event) => event.kind === 'posted').reverse();
  });
  return (
    <section>
      <h3 class="panel-heading">{words().panel.pins}</h3>
      <Show
        when={pins().length > 0}
        fallback={<p class="panel-text quiet">{words().panel.noPins}</p>}
      >
        <ul>
          <For each={pins()}>
            {(pin) => (
              <li>
                <button
                  type="button"
                  class="pin"
                  onClick={() => stage.goTo(pin.conversation, pin.seq)}
                >
                  <span class="pin-head">
                    <Icon name="pin" />
                    <bdi>{pin.name}</bdi>
                    <span class="quiet numbers">{shortOf(pin.time, Date.now())}</span>
                  </span>
                  <span class="pin-text" dir="auto">
                    {firstLine(pin.text)}
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
