import { createMemo, Show } from 'solid-js';
import type { Seq } from '../../protocol/values';
import { words } from '../../words/words';
import { Icon } from '../parts/icon';
import { hueOf } from '../person';
import { useStage } from '../shell/stage';
import { useTalk } from './talk';

/** What a message answers: who, and how it begins. Pressed, it leads there. */
export function Quote(props: { seq: Seq }) {
  const { client } = useStage();
  const talk = useTalk();
  const message = createMemo(() => {
    talk.timeline();
    return client.message(talk.id, props.seq);
  });
  return (
    <button type="button" class="quote" onClick={() => talk.jump(props.seq)}>
      <Icon name="answer" />
      <Show when={message()} fallback={<span>{words().message.earlier}</span>} keyed>
        {(known) => (
          <>
            <bdi class="quote-name" data-hue={hueOf(known.author)}>
              {known.name}
            </bdi>
            <span class="cut" dir="auto">
              {known.folded.deleted ? words().message.deleted : firstLine(known.text)}
            </span>
          </>
        )}
      </Show>
    </button>
  );
}

/** How a text begins, in one line; what it quotes is left out if it says more than that. */
export function firstLine(text: string): string {
  const own = text.replace(/^\s*>.*$/gm, '').trim();
  return (own === '' ? text : own)
    .slice(0, 160)
    .replace(/\s+/g, ' ')
    .replace(/[*_`~]{1,3}/g, '');
}
