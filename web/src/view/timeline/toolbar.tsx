import { For, Show } from 'solid-js';
import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { IconButton } from '../parts/button';
import { useStage } from '../shell/stage';
import { openThread } from './message';
import { quickReact } from './message-menu';
import { useTalk } from './talk';

const QUICK = ['👍', '❤️', '😄'];

/** What one does most with a message, beside it while the pointer or the focus is there. */
export function Toolbar(props: { message: Message; menu: (at: Element) => void }) {
  const stage = useStage();
  const talk = useTalk();
  const { client } = stage;
  const react = (reaction: string) => {
    const mine = props.message.folded.reactions?.find((each) => each.reaction === reaction)?.mine;
    const target = props.message.seq;
    client.change('react', { conversation: talk.id, target, reaction, on: mine !== true });
  };
  return (
    <div class="toolbar" role="toolbar" aria-label={words().message.menu}>
      <For each={QUICK}>
        {(sign) => (
          <button
            type="button"
            class="icon-button toolbar-sign"
            aria-label={words().message.reactWith(sign)}
            title={words().message.reactWith(sign)}
            onClick={() => react(sign)}
          >
            {sign}
          </button>
        )}
      </For>
      <IconButton
        icon="smileAdd"
        label={words().message.react}
        onClick={(event) => quickReact(stage, talk.id, props.message, event.currentTarget)}
      />
      <IconButton
        icon="answer"
        label={words().message.reply}
        keys="R"
        onClick={() => talk.reply(props.message)}
      />
      <Show when={talk.thread === undefined}>
        <IconButton
          icon="thread"
          label={words().message.thread}
          keys="T"
          onClick={() => openThread(stage, talk.id, props.message)}
        />
      </Show>
      <Show when={props.message.author === talk.me()}>
        <IconButton
          icon="edit"
          label={words().message.edit}
          keys="E"
          onClick={() => talk.edit(props.message)}
        />
      </Show>
      <IconButton
        icon="more"
        label={words().message.more}
        aria-haspopup="menu"
        onClick={(event) => props.menu(event.currentTarget)}
      />
    </div>
  );
}
