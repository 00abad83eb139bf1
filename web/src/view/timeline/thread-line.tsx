import { createMemo, Show } from 'solid-js';
import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { Avatar } from '../parts/avatar';
import { useStage } from '../shell/stage';
import { shortOf } from '../time';
import { openThread } from './message';
import { useTalk } from './talk';

/** That a message has answers of its own: how many, and who spoke last. */
export function ThreadLine(props: { message: Message }) {
  const stage = useStage();
  const talk = useTalk();
  const last = createMemo(() => {
    talk.timeline();
    const seq = props.message.folded.lastReply;
    return seq === undefined ? null : stage.client.message(talk.id, seq);
  });
  return (
    <button
      type="button"
      class="thread-line"
      onClick={() => openThread(stage, talk.id, props.message)}
    >
      <Show when={last()}>
        {(reply) => <Avatar person={reply().author} name={reply().name} size="tiny" />}
      </Show>
      <strong>{words().message.replies(props.message.folded.replies ?? 0)}</strong>
      <Show when={last()}>
        {(reply) => <span class="quiet">{shortOf(reply().time, Date.now())}</span>}
      </Show>
    </button>
  );
}
