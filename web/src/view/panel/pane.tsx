import { createSignal, Show } from 'solid-js';
import type { ConversationId } from '../../protocol/values';
import { words } from '../../words/words';
import { live } from '../live';
import { Avatar } from '../parts/avatar';
import { Badge } from '../parts/badge';
import { IconButton } from '../parts/button';
import { markOf, nameOf } from '../person';
import { useStage } from '../shell/stage';
import { titleOf } from '../sidebar/order';
import { ConversationPlace } from '../timeline/conversation';

/** A private conversation beside the one in the middle. */
export function Pane(props: { conversation: ConversationId }) {
  const stage = useStage();
  const { client } = stage;
  const [folded, setFolded] = createSignal(false);
  const now = live(client, `conversation:${props.conversation}`, () =>
    client.conversation(props.conversation),
  );
  const presence = live(client, 'people', () => client.presence().online);
  const unread = () => now()?.unread ?? 0;
  const other = () => {
    const person = now()?.with;
    return person === undefined ? null : (presence().get(person.person) ?? person);
  };
  const title = () => {
    const conversation = now();
    return conversation === null ? '' : titleOf(conversation);
  };
  return (
    <section
      class="pane"
      data-folded={folded()}
      data-unread={unread() > 0}
      aria-label={words().panel.privateWith(title())}
    >
      <header class="bar pane-bar">
        <button
          type="button"
          class="pane-title"
          aria-expanded={!folded()}
          onClick={() => setFolded(!folded())}
        >
          <Show when={other()}>
            {(person) => (
              <Avatar
                person={person().person}
                name={nameOf(person())}
                size="small"
                mark={markOf(presence().has(person().person), person().availability)}
              />
            )}
          </Show>
          <bdi class="cut">{title()}</bdi>
          <Show when={unread() > 0}>
            <Badge count={unread()} label={words().sidebar.unread(unread())} look="mention" />
          </Show>
        </button>
        <IconButton
          icon="window"
          label={words().panel.popOut}
          onClick={() => stage.popOut(props.conversation)}
        />
        <IconButton
          icon="close"
          label={words().parts.close}
          onClick={() => stage.closePane(props.conversation)}
        />
      </header>
      <Show when={!folded()}>
        <ConversationPlace conversation={props.conversation} start={undefined} />
      </Show>
    </section>
  );
}
