import { createEffect, createMemo, createSignal, For, on, onMount, Show } from 'solid-js';
import type { ConversationId, Seq } from '../../protocol/values';
import type { Message } from '../../state/client';
import { words } from '../../words/words';
import { Composer } from '../composer/composer';
import { isDenied } from '../deeds';
import { live } from '../live';
import { useStage } from '../shell/stage';
import { handlesOf } from '../timeline/handles';
import { Row } from '../timeline/row';
import { isRow, rowsOf } from '../timeline/rows';
import { createTalk, type Talk, TalkProvider } from '../timeline/talk';

/** The messages of a thread: those that were asked for, and those that arrive. */
function createLines(talk: Talk, root: Seq) {
  const { client } = useStage();
  const [asked, setAsked] = createSignal<readonly Message[]>([]);
  const [loaded, setLoaded] = createSignal(false);
  const load = async () => {
    let after = asked().at(-1)?.seq ?? 0;
    for (;;) {
      const page = await client.ask('read-thread', { conversation: talk.id, root, after });
      if (isDenied(page)) break;
      const messages = page.events.filter((event) => event.kind === 'posted').map(folded);
      setAsked((known) => merged(known, messages));
      after = messages.at(-1)?.seq ?? after;
      if (!page.more || messages.length === 0) break;
    }
    setLoaded(true);
  };
  const lines = createMemo(() => {
    const here = talk
      .timeline()
      .lines.filter((line): line is Message => line.kind === 'posted')
      .filter((line) => line.thread === root || line.seq === root);
    return merged(asked(), here);
  });
  onMount(() => void load());
  // Where the lines of the conversation do not reach the newest, new answers are asked for.
  createEffect(
    on(
      () => talk.conversation()?.head,
      () => !talk.timeline().live && void load(),
      { defer: true },
    ),
  );
  return { lines, loaded };
}

/** A message and the answers of its own, with a place to write another one. */
export function Thread(props: { conversation: ConversationId; root: Seq }) {
  const { client } = useStage();
  const talk = createTalk(props.conversation, props.root);
  const unsettled = live(client, 'unsettled', () => client.unsettled(talk.id));
  const { lines, loaded } = createLines(talk, props.root);
  let place!: HTMLDivElement;
  const handles = handlesOf(
    createMemo(() =>
      rowsOf({
        lines: lines(),
        unsettled: unsettled(),
        whole: false,
        live: true,
        me: talk.me(),
        readBefore: null,
        thread: props.root,
      }),
    ),
  );
  const toEnd = () => place.scrollTo({ top: place.scrollHeight });
  talk.does.end = toEnd;
  talk.does.jump = (seq) => {
    place.querySelector(`[data-seq="${seq}"]`)?.scrollIntoView({ block: 'center' });
    talk.light(seq);
  };
  createEffect(
    on(
      () => lines().at(-1)?.seq,
      (last) => {
        if (last === undefined) return;
        if (last > props.root) client.markRead(talk.id, last, props.root);
        const near = place.scrollHeight - place.scrollTop - place.clientHeight < 160;
        if (near || !loaded()) requestAnimationFrame(toEnd);
      },
    ),
  );
  createEffect(
    on(
      () => unsettled().filter((each) => isRow(each, props.root)).length,
      () => requestAnimationFrame(toEnd),
      { defer: true },
    ),
  );
  return (
    <TalkProvider talk={talk}>
      <div class="thread">
        <div
          ref={place}
          class="timeline thread-lines"
          role="log"
          aria-label={words().panel.thread}
          tabindex="0"
        >
          <For each={handles().all}>{(handle) => <Row handle={handle} />}</For>
          <Show when={loaded() && lines().length <= 1}>
            <p class="quiet panel-note">{words().panel.noAnswers}</p>
          </Show>
        </div>
        <Composer />
      </div>
    </TalkProvider>
  );
}

function folded(message: Omit<Message, 'folded'> & { folded?: Message['folded'] }): Message {
  return { ...message, folded: message.folded ?? { version: message.seq } };
}

/** Both together in order; where both have a message the second one is right. */
function merged(one: readonly Message[], other: readonly Message[]): readonly Message[] {
  const all = new Map(one.map((each) => [each.seq, each]));
  for (const each of other) {
    const known = all.get(each.seq);
    if (known === undefined || known.folded.version <= each.folded.version) all.set(each.seq, each);
  }
  return [...all.values()].sort((first, second) => first.seq - second.seq);
}
