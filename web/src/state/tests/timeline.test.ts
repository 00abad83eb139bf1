import { expect, test } from 'vitest';
import type { Event } from '../../protocol/server-frames';
import type { Line } from '../client';
import { type HistoryPage, Timeline } from '../timeline';
import { randomOf } from './clock';
import { Past } from './past';
import { ana, bob, expectSame } from './world';

const seeds = Array.from({ length: 60 }, (_, at) => at + 1);

/** Something happens in a conversation: messages, answers and changes of what is there. */
function happens(past: Past, roll: (sides: number) => number): void {
  const seq = past.head + 1;
  const by = roll(2) === 0 ? ana : bob;
  const made = { conversation: 'c1', seq, time: seq, author: by, name: by, cid: `${seq}` };
  // Mostly of late: there pages and events cross.
  const target = roll(4) === 0 ? 1 + roll(seq) : Math.max(1, seq - 1 - roll(8));
  const said = past.events[target - 1];
  const isOpen = said?.kind === 'posted' && !past.isErased(target);
  const changes = [
    { kind: 'edited', target, text: `edited ${seq}` },
    { kind: 'deleted', target },
    { kind: 'pinned', target, on: roll(2) === 0 },
    { kind: 'reacted', target, reaction: 'x', on: roll(3) > 0 },
    { kind: 'posted', text: `answer ${seq}`, thread: isOpen ? (said.thread ?? target) : 0 },
  ];
  const change = changes[roll(2 * changes.length)];
  const event = isOpen && change !== undefined ? change : { kind: 'posted', text: `${seq}` };
  past.events.push({ ...event, ...made } as unknown as Event);
}

function pageOf(past: Past, asked: { before?: number; after?: number }): HistoryPage {
  return past.history(ana, { ...asked, limit: 10 });
}

test.each(seeds)(
  'pages that lag behind events, or overtake them, read the same: seed %i',
  (seed) => {
    const chance = randomOf(seed);
    const roll = (sides: number) => Math.floor(chance() * sides);
    const past = new Past('c1');
    const timeline = new Timeline(0, ana);
    // What is under way to the client: events in order, and pages that keep no order with them.
    const events: Event[] = [];
    const pages: (() => void)[] = [];
    let sent = 0;
    const steps: readonly (() => void)[] = [
      () => {
        const page = pageOf(past, {});
        pages.push(() => timeline.history(page));
      },
      () => {
        const { first } = timeline.shown;
        const page = pageOf(past, { before: first });
        pages.push(() => {
          if (first === timeline.shown.first) timeline.older({ ...page, to: first - 1 });
        });
      },
      () => {
        const after = roll(past.head + 1);
        const page = pageOf(past, { after });
        pages.push(() => timeline.showAround({ ...page, from: after + 1 }));
      },
      () => {
        if (!timeline.windowed) return;
        const { last } = timeline.shown;
        const page = pageOf(past, { after: last });
        pages.push(() => {
          if (timeline.windowed && last === timeline.shown.last) timeline.newer(page);
        });
      },
      () => timeline.closeWindow(),
      () => timeline.narrow(1 + roll(past.head), 8 + roll(20), 5 + roll(10)),
      () => pages.splice(roll(pages.length), 1)[0]?.(),
      () => pages.shift()?.(),
    ];
    const arrive = (most: number) => {
      for (const event of events.splice(0, most)) timeline.live(event);
    };
    for (let step = 0; step < 120; step += 1) {
      happens(past, roll);
      for (; sent < past.head; sent += 1) {
        const event = past.events[sent];
        if (event !== undefined) events.push(event);
      }
      if (roll(4) === 0) arrive(roll(16));
      if (roll(3) === 0) steps[roll(steps.length)]?.();
    }
    for (const page of pages.splice(0)) page();
    arrive(events.length);
    for (const root of timeline.doubted) {
      timeline.renew(root, past.history(ana, { after: root - 1, limit: 1 }));
    }
    const check = (lines: readonly Line[]) => {
      const first = lines[0]?.seq ?? 0;
      const last = lines.at(-1)?.seq ?? 0;
      const said = past.lines(ana).filter(({ seq }) => seq >= first && seq <= last);
      expectSame(lines, said);
    };
    check(timeline.shown.lines);
    check(timeline.tail());
    expect(timeline.last).toBe(past.head);
  },
);

test('a page that knows of an erased answer before it is told counts it once', () => {
  const past = new Past('c1');
  const timeline = new Timeline(0, ana);
  const say = (event: object) => {
    const seq = past.head + 1;
    const made = { conversation: 'c1', seq, time: seq, author: bob, name: bob, cid: `${seq}` };
    past.events.push({ ...event, ...made } as unknown as Event);
    return past.events[seq - 1] as Event;
  };
  for (const thread of [undefined, 1, 1]) {
    const rest = thread === undefined ? {} : { thread };
    timeline.live(say({ kind: 'posted', text: 'x', ...rest }));
  }
  const erased = say({ kind: 'deleted', target: 3 });
  timeline.history(pageOf(past, {}));
  timeline.showAround(pageOf(past, { after: 0 }));
  expect(timeline.message(1)?.folded.replies).toBe(1);
  timeline.live(erased);
  expect(timeline.message(1)?.folded.replies).toBe(1);
  expectSame(timeline.shown.lines, past.lines(ana));
});
