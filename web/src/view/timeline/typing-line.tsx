import { Show } from 'solid-js';
import { words } from '../../words/words';
import { live } from '../live';
import { nameOf } from '../person';
import { useStage } from '../shell/stage';
import { useTalk } from './talk';

/** Who writes at this moment. Its place is kept free, so nothing moves. */
export function TypingLine() {
  const { client } = useStage();
  const talk = useTalk();
  const people = live(client, `typing:${talk.id}`, () => client.typing(talk.id));
  return (
    <div class="typing" aria-live="polite">
      <Show when={people().length > 0}>
        <span class="typing-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {words().timeline.typing(people().map(nameOf))}
      </Show>
    </div>
  );
}
