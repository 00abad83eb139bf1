import { createMemo, For, Show } from 'solid-js';
import type { Reaction } from '../../protocol/values';
import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { Icon } from '../parts/icon';
import { nameOf } from '../person';
import { useStage } from '../shell/stage';
import { quickReact } from './message-menu';
import { useTalk } from './talk';

/** What others put under a message, who did, and one's own. */
export function Reactions(props: { message: Message }) {
  const stage = useStage();
  const talk = useTalk();
  const reactions = () => props.message.folded.reactions ?? [];
  // By what they say: a button that is pressed stays, and keeps the focus.
  const bySign = createMemo(() => new Map(reactions().map((each) => [each.reaction, each])));
  return (
    <Show when={reactions().length > 0}>
      <ul class="reactions" aria-label={words().message.reactions}>
        <For each={[...bySign().keys()]}>
          {(sign) => (
            <Show when={bySign().get(sign)}>
              {(reaction) => (
                <li>
                  <ReactionButton message={props.message} reaction={reaction()} />
                </li>
              )}
            </Show>
          )}
        </For>
        <li>
          <button
            type="button"
            class="reaction reaction-add"
            aria-label={words().message.react}
            title={words().message.react}
            onClick={(event) => quickReact(stage, talk.id, props.message, event.currentTarget)}
          >
            <Icon name="smileAdd" />
          </button>
        </li>
      </ul>
    </Show>
  );
}

function ReactionButton(props: { message: Message; reaction: Reaction }) {
  const { client } = useStage();
  const talk = useTalk();
  const who = () => {
    const me = talk.me();
    const others = props.reaction.people
      .filter((each) => each !== me)
      .map((each) => client.person(each))
      .filter((each) => each !== null)
      .map(nameOf);
    const named = props.reaction.mine ? [words().people.you, ...others] : others;
    return words().message.reacted(named, props.reaction.count - named.length);
  };
  return (
    <button
      type="button"
      class="reaction"
      aria-pressed={props.reaction.mine}
      title={who()}
      onClick={() =>
        client.change('react', {
          conversation: talk.id,
          target: props.message.seq,
          reaction: props.reaction.reaction,
          on: !props.reaction.mine,
        })
      }
    >
      <span class="reaction-sign">{props.reaction.reaction}</span>
      <span class="numbers">{props.reaction.count}</span>
      <span class="unseen">: {who()}</span>
    </button>
  );
}
