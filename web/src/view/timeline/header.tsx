import { Show } from 'solid-js';
import type { ConversationId } from '../../protocol/values';
import { words } from '../../words/words';
import { live } from '../live';
import { challenge } from '../panel/person-menu';
import { IconButton } from '../parts/button';
import { openMenu } from '../parts/menu';
import { useStage } from '../shell/stage';
import { conversationEntries } from '../sidebar/entry-menu';
import { titleOf } from '../sidebar/order';
import { Sign } from '../sidebar/sign';

/** Above a conversation: where one is, and what can be shown beside it. */
export function Header(props: { conversation: ConversationId }) {
  const stage = useStage();
  const { client } = stage;
  const now = live(client, `conversation:${props.conversation}`, () =>
    client.conversation(props.conversation),
  );
  const toggle = (show: 'people' | 'details') =>
    stage.show(stage.panel()?.show === show ? null : { show });
  const alone = () => stage.route().at === 'window';
  const title = () => {
    const conversation = now();
    return conversation === null ? '' : titleOf(conversation);
  };
  const partner = () => {
    const conversation = now();
    return conversation?.type === 'direct' ? (conversation.with ?? null) : null;
  };
  return (
    <header class="bar">
      <Show when={stage.narrow() && stage.route().at === 'conversation'}>
        <IconButton
          icon="back"
          class="mirrored"
          label={words().shell.back}
          onClick={() => stage.go({ at: 'home' })}
        />
      </Show>
      <Sign conversation={now()} />
      <div class="bar-names">
        <h1 class="bar-title">
          <bdi>{title()}</bdi>
        </h1>
        <Show when={now()?.topic}>
          {(topic) => (
            <button
              type="button"
              class="bar-topic cut"
              dir="auto"
              title={topic()}
              onClick={() => stage.show({ show: 'details' })}
            >
              {topic()}
            </button>
          )}
        </Show>
      </div>
      <div class="bar-tools">
        <Show when={partner()}>
          {(person) => (
            <IconButton
              icon="game"
              label={words().people.play}
              onClick={() => void challenge(stage, person())}
            />
          )}
        </Show>
        <Show when={!alone() && now()?.type !== 'direct'}>
          <IconButton
            icon="group"
            label={words().panel.people}
            aria-pressed={stage.panel()?.show === 'people'}
            onClick={() => toggle('people')}
          />
        </Show>
        <Show when={!alone()}>
          <IconButton
            icon="details"
            label={words().panel.details}
            aria-pressed={stage.panel()?.show === 'details'}
            onClick={() => toggle('details')}
          />
        </Show>
        <IconButton
          icon="more"
          label={words().sidebar.menu(title())}
          aria-haspopup="menu"
          onClick={(event) => {
            const conversation = now();
            if (conversation === null) return;
            const entries = conversationEntries(stage, conversation);
            openMenu(event.currentTarget, words().sidebar.menu(title()), entries);
          }}
        />
      </div>
    </header>
  );
}
