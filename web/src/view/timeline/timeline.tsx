import { createMemo, createSignal, Show } from 'solid-js';
import { Virtualizer } from 'virtua/solid';
import type { Seq } from '../../protocol/values';
import { words } from '../../words/words';
import { Badge } from '../parts/badge';
import { Icon } from '../parts/icon';
import { Announcer } from './announcer';
import { handlesOf, type RowHandle } from './handles';
import type { Reading } from './reading';
import { Row } from './row';
import { rowsOf } from './rows';
import { createScrolling } from './scrolling';
import { SeenProvider } from './seen';
import { useTalk } from './talk';
import { waitingAt } from './waiting';
import './timeline.css';

/** The lines of a conversation: only those near the window are drawn. */
export function Timeline(props: { reading: Reading; start: Seq | undefined }) {
  const talk = useTalk();
  const timeline = talk.timeline;
  const unsettled = waitingAt(talk);
  const rows = createMemo(() =>
    rowsOf({
      lines: timeline().lines,
      unsettled: unsettled(),
      whole: !timeline().older && (timeline().lines.length > 0 || talk.conversation()?.head === 0),
      live: timeline().live,
      me: talk.me(),
      readBefore: props.reading.readBefore(),
    }),
  );
  const [scrolls, setScrolls] = createSignal(false);
  const handles = handlesOf(rows, scrolls);
  const scrolling = createScrolling({
    talk,
    reading: props.reading,
    handles,
    start: () => props.start,
    scroller: () => scroller,
  });
  const [focused, setFocused] = createSignal<RowHandle | null>(null);
  let scroller!: HTMLDivElement;

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
                ref={scrolling.attach}
                data={handles().all}
                shift={handles().shift}
                keepMounted={keepMounted()}
                bufferSize={600}
                onScroll={() => {
                  setScrolls(true);
                  scrolling.scrolled();
                }}
                onScrollEnd={() => queueMicrotask(() => setScrolls(false))}
                onResize={scrolling.resized}
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
      <Show when={!scrolling.atEnd()}>
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
