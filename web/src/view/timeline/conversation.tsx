import { onCleanup, onMount, Show } from 'solid-js';
import type { ConversationId, Seq } from '../../protocol/values';
import { words } from '../../words/words';
import { Composer } from '../composer/composer';
import { live } from '../live';
import { useStage } from '../shell/stage';
import { createReading } from './reading';
import { createTalk, TalkProvider } from './talk';
import { Timeline } from './timeline';
import { TypingLine } from './typing-line';

interface ConversationPlaceProps {
  conversation: ConversationId;
  /** The message to begin with; else the first unread one, or the newest. */
  start: Seq | undefined;
  /** Whether keys that are for no other place are for this one. */
  main?: boolean;
}

/** A conversation with all that belongs to it: its lines, who writes, where one writes. */
export function ConversationPlace(props: ConversationPlaceProps) {
  const { client } = useStage();
  const talk = createTalk(props.conversation);
  const reading = createReading(talk);
  // Before everything missed is here, nobody knows what one is in.
  const known = live(client, 'link', () => client.link().caughtUp);
  const onEscape = (event: KeyboardEvent) => {
    const busy = document.querySelector('dialog[open], [popover]:popover-open') !== null;
    if (event.key !== 'Escape' || event.defaultPrevented || busy) return;
    reading.done();
    talk.end();
  };
  onMount(() => {
    if (!props.main) return;
    addEventListener('keydown', onEscape);
    onCleanup(() => removeEventListener('keydown', onEscape));
    // A finger that wants to write says so; a keyboard is ready at once.
    if (matchMedia('(pointer: fine)').matches) queueMicrotask(talk.focus);
  });
  return (
    <TalkProvider talk={talk}>
      <div class="conversation">
        <Timeline reading={reading} start={props.start} />
        <div class="conversation-foot">
          <Show
            when={talk.conversation() !== null || !known()}
            fallback={<p class="composer-closed">{words().timeline.notYours}</p>}
          >
            <Composer />
          </Show>
          <TypingLine />
        </div>
      </div>
    </TalkProvider>
  );
}
