import { createEffect, createMemo, createSignal, on, onMount, Show } from 'solid-js';
import { Virtualizer, type VirtualizerHandle } from 'virtua/solid';
import type { Seq } from '../../protocol/values';
import { words } from '../../words/words';
import { live } from '../live';
import { Badge } from '../parts/badge';
import { Icon } from '../parts/icon';
import { say } from '../parts/toast';
import { useStage } from '../shell/stage';
import { Announcer } from './announcer';
import { handlesOf, type RowHandle } from './handles';
import type { Reading } from './reading';
import { Row } from './row';
import { rowsOf, type Row as Shown, seqOf } from './rows';
import { SeenProvider } from './seen';
import { useTalk } from './talk';
import './timeline.css';

/** So near to an end more is loaded, in pixels. */
const NEAR = 900;
/** So near to the newest line one counts as being there. */
const AT_END = 48;

/** The lines of a conversation: only those near the window are drawn. */
export function Timeline(props: { reading: Reading; start: Seq | undefined }) {
  const { client } = useStage();
  const talk = useTalk();
  const id = talk.id;
  const timeline = talk.timeline;
  const unsettled = live(client, 'unsettled', () => client.unsettled(id));
  const rows = createMemo(() =>
    rowsOf({
      lines: timeline().lines,
      unsettled: unsettled(),
      whole: !timeline().older && timeline().lines.length > 0,
      live: timeline().live,
      me: talk.me(),
      readBefore: props.reading.readBefore(),
    }),
  );
  const handles = handlesOf(rows);
  const [atEnd, setAtEnd] = createSignal(true);
  const [focused, setFocused] = createSignal<RowHandle | null>(null);
  let list: VirtualizerHandle | undefined;
  let scroller!: HTMLDivElement;
  let stick = true;
  let placed = false;
  let wanted: Seq | null = null;

  const indexOf = (matches: (row: Shown) => boolean) =>
    handles().all.findIndex((handle) => matches(handle.row()));
  const toEnd = () => {
    stick = true;
    setAtEnd(true);
    list?.scrollToIndex(handles().all.length - 1, { align: 'end' });
  };
  const toSeq = (seq: Seq) => {
    const index = indexOf((row) => seqOf(row) >= seq);
    if (index === -1) return;
    stick = false;
    list?.scrollToIndex(index, { align: 'center' });
    talk.light(seq);
  };
  /** Puts the lines where they belong when they are shown for the first time. */
  const place = () => {
    if (handles().all.length === 0 || list === undefined) return;
    placed = true;
    const fresh = indexOf((row) => row.fresh);
    if (wanted !== null) toSeq(wanted);
    else if (fresh !== -1) {
      stick = false;
      list.scrollToIndex(fresh, { align: 'start', offset: -72 });
      queueMicrotask(settle);
    } else if (timeline().live) toEnd();
    wanted = null;
  };
  /** What is seen is read; near an end more is loaded. */
  const settle = () => {
    if (list === undefined || !placed) return;
    const { scrollOffset, viewportSize, scrollSize } = list;
    const below = scrollSize - scrollOffset - viewportSize;
    const end = below <= AT_END && timeline().live;
    setAtEnd(end);
    if (scrollOffset < NEAR && timeline().older && !timeline().loading) void client.older(id);
    if (below < NEAR && timeline().newer && !timeline().loading) void client.newer(id);
    const last = list.findItemIndex(scrollOffset + viewportSize - 8);
    const seq = end ? (talk.conversation()?.head ?? 0) : seqOf(handles().all[last]?.row());
    if (seq > 0) props.reading.seen(seq);
  };
  const scrolled = () => {
    if (placed && list !== undefined) {
      stick = list.scrollSize - list.scrollOffset - list.viewportSize <= AT_END && timeline().live;
    }
    settle();
  };
  const resized = () => {
    if (placed && stick) list?.scrollToIndex(handles().all.length - 1, { align: 'end' });
    settle();
  };

  const jump = async (seq: Seq) => {
    if (client.message(id, seq) === null || indexOf((row) => seqOf(row) >= seq) === -1) {
      wanted = seq;
      placed = false;
      if (!(await client.jump(id, seq))) {
        wanted = null;
        placed = true;
        say(words().timeline.notHere);
        return;
      }
    }
    placed = true;
    wanted = null;
    requestAnimationFrame(() => toSeq(seq));
  };
  const jumpToEnd = async () => {
    if (!timeline().live) {
      placed = false;
      await client.jumpToEnd(id);
      placed = true;
    }
    requestAnimationFrame(toEnd);
  };

  onMount(() => {
    talk.does.jump = (seq) => void jump(seq);
    talk.does.end = () => void jumpToEnd();
    void client.open(id).then(() => {
      if (props.start !== undefined) {
        void jump(props.start);
        return;
      }
      const first = timeline().lines[0]?.seq ?? 0;
      const read = props.reading.readBefore() ?? 0;
      const unread = talk.conversation()?.unread ?? 0;
      if (unread > 0 && timeline().older && read + 1 < first) void client.jump(id, read + 1);
    });
  });
  createEffect(
    on(
      () => props.start,
      (seq) => seq !== undefined && void jump(seq),
      { defer: true },
    ),
  );
  createEffect(
    on(handles, (now, before) => {
      if (before !== undefined && now.generation !== before.generation) placed = false;
      queueMicrotask(() => {
        if (!placed) place();
        else if (stick) toEnd();
        settle();
      });
    }),
  );
  createEffect(on(props.reading.looking, settle));
  createEffect(
    on(
      () => unsettled().length,
      (now, before) => now > (before ?? now) && talk.end(),
    ),
  );

  const keepMounted = createMemo(() => {
    const handle = focused();
    const index = handle === null ? -1 : handles().all.indexOf(handle);
    return index === -1 ? [] : [index];
  });
  return (
    <div class="timeline-place">
      <SeenProvider>
        <div
          ref={scroller}
          class="timeline"
          role="log"
          aria-live="off"
          aria-label={words().timeline.label}
          aria-busy={timeline().loading}
          tabindex="0"
          onKeyDown={(event) => walk(scroller, event)}
        >
          <div class="timeline-space" aria-hidden="true" />
          <Show when={handles().generation + 1} keyed>
            {(_) => (
              <Virtualizer
                ref={(handle) => {
                  list = handle;
                }}
                data={handles().all}
                shift={handles().shift}
                keepMounted={keepMounted()}
                bufferSize={600}
                onScroll={scrolled}
                onResize={resized}
              >
                {(handle) => (
                  <div onFocusIn={() => setFocused(handle)} onFocusOut={() => setFocused(null)}>
                    <Row handle={handle} />
                  </div>
                )}
              </Virtualizer>
            )}
          </Show>
        </div>
      </SeenProvider>
      <Announcer />
      <Show when={!atEnd()}>
        <EndButton press={() => talk.end()} />
      </Show>
    </div>
  );
}

function EndButton(props: { press: () => void }) {
  const talk = useTalk();
  const unread = () => talk.conversation()?.unread ?? 0;
  return (
    <button type="button" class="to-end" onClick={() => props.press()}>
      <Icon name="arrowDown" />
      <span>{words().timeline.toEnd}</span>
      <Show when={unread() > 0}>
        <Badge count={unread()} label={words().sidebar.unread(unread())} look="mention" />
      </Show>
    </button>
  );
}

/** The arrows lead from message to message. */
function walk(scroller: HTMLElement, event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const messages = [...scroller.querySelectorAll<HTMLElement>('.message')];
  const target = event.target as HTMLElement;
  if (target !== scroller && !target.classList.contains('message')) return;
  const bottom = scroller.getBoundingClientRect().bottom;
  const at = messages.indexOf(target);
  const visible = messages.findLastIndex((each) => each.getBoundingClientRect().top < bottom);
  const next = messages[at === -1 ? visible : at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
