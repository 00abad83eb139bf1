import { createEffect, createSignal, on } from 'solid-js';
import type { Seq } from '../../protocol/values';
import { words } from '../../words/words';
import { firstLine } from './quote';
import { useTalk } from './talk';

/** Says aloud, to those who hear the page, what others say while one is here. */
export function Announcer() {
  const talk = useTalk();
  const [said, say] = createSignal('');
  createEffect(
    on(
      () => {
        const { lines, live } = talk.timeline();
        const last = lines.at(-1);
        return live && last?.kind === 'posted' ? last : null;
      },
      (message, _, before: Seq | undefined) => {
        if (message === null) return before;
        const isNew = before !== undefined && message.seq > before;
        if (isNew && message.author !== talk.me()) {
          say(words().message.announced(message.name, firstLine(message.text)));
        }
        return message.seq;
      },
    ),
  );
  return (
    <div class="unseen" aria-live="polite" aria-atomic="true">
      {said()}
    </div>
  );
}
