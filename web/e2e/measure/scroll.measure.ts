import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { Bot } from '../bot';
import { place, UNLIMITED } from '../place';
import { goTo, heap, middle, record, short } from './figures';

const MESSAGES = Number(process.env.MEASURED_LONG ?? 100_000);
/** So long the wheel is turned at each place, so much with each turn, about once a picture. */
const SECONDS = 8;
const TURN = 240;

const here = place(undefined, UNLIMITED);

/** What pictures came while somebody turned the wheel. */
interface Scrolled {
  readonly pictures: number;
  /** Milliseconds from one picture to the next: the middle, and the slowest one in a hundred. */
  readonly interval: number;
  readonly slowest: number;
  /** The part of them that took longer than one and a half intervals of the display. */
  readonly late: number;
  /** The part of them that showed the end of what was loaded, because more was under way. */
  readonly waiting: number;
  /** Messages from where it began to where it ended. */
  readonly passed: number;
}

/** The time from one picture to the next when nothing happens. */
async function display(page: Page): Promise<number> {
  const times = await page.evaluate(async () => {
    const all: number[] = [];
    for (let at = 0; at < 120; at += 1) {
      all.push(await new Promise<number>(requestAnimationFrame));
    }
    return all;
  });
  return middle(times.slice(1).map((time, at) => time - (times[at] ?? 0)));
}

/** The seq of the first message in sight. */
function topmost(page: Page): Promise<number> {
  return page.evaluate(() => {
    const log = document.querySelector('main [role="log"]');
    const top = log?.getBoundingClientRect().top ?? 0;
    const all = [...(log?.querySelectorAll<HTMLElement>('[data-seq]') ?? [])];
    const first = all.find((each) => each.getBoundingClientRect().bottom > top);
    return Number(first?.dataset.seq);
  });
}

/** Turns the wheel for some seconds: up, or up and down by turns. */
async function wheel(page: Page, interval: number, way: 'up' | 'both'): Promise<Scrolled> {
  await page.getByRole('main').getByRole('log').hover();
  await page.evaluate(() => {
    const times: number[] = [];
    const log = document.querySelector<HTMLElement>('main [role="log"]');
    const seen = { times, waiting: 0, over: false };
    const look = (now: number) => {
      times.push(now);
      if (log !== null && log.scrollTop < 1) seen.waiting += 1;
      if (!seen.over) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(globalThis, { seen });
  });
  const from = await topmost(page);
  const begun = performance.now();
  for (let turn = 0; performance.now() - begun < SECONDS * 1_000; turn += 1) {
    const up = way === 'up' || turn % 200 < 100;
    await page.mouse.wheel(0, up ? -TURN : TURN);
    const rest = begun + (turn + 1) * interval - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  const { times, waiting } = await page.evaluate(() => {
    const { seen } = globalThis as unknown as {
      seen: { times: number[]; waiting: number; over: boolean };
    };
    seen.over = true;
    return seen;
  });
  const each = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  const late = each.filter((millis) => millis > 1.5 * interval).length / each.length;
  const slowest = middle(each, 0.99);
  const passed = Math.abs((await topmost(page)) - from);
  const pictures = each.length;
  return {
    pictures,
    interval: middle(each),
    slowest,
    late,
    waiting: waiting / pictures,
    passed,
  };
}

const percent = (part: number) => `${short(part * 100)} %`;

it('scrolls through a very long room', async () => {
  const writer = await Bot.enter(here.visitors, 'loopback', 'writer');
  const { conversation } = await writer.command('create-room', { name: 'long' });
  const text = 'message # of a **very** long talk about waves, strings and knots';
  for (let said = 0; said < MESSAGES; said += 50_000) {
    await writer.flood(conversation, Math.min(50_000, MESSAGES - said), text);
  }
  const { page, context } = await here.visitors.guest('loopback', 'reader');
  const profile = await writer.ask('read-profile', { name: 'reader' });
  if (profile.kind !== 'profile') throw new Error(JSON.stringify(profile));
  await writer.command('invite', { conversation, people: [profile.person.person] });
  await writer.close();
  await goTo(page, conversation, 'long', 'of a very long talk');
  const tools = await context.newCDPSession(page);
  const interval = await display(page);
  const head = await wheel(page, interval, 'up');
  await page.evaluate(
    (place) => location.assign(place),
    `#/c/${conversation}/${Math.floor(MESSAGES / 2)}`,
  );
  await page
    .getByRole('main')
    .locator(`[data-seq="${Math.floor(MESSAGES / 2)}"]`)
    .waitFor();
  const inside = await wheel(page, interval, 'both');
  const size = await heap(tools);
  record(
    'web-scroll',
    here.visitors,
    { messages: MESSAGES, display: interval, head, inside, heap: size },
    {
      messages: `${MESSAGES}`,
      'display, ms a picture': short(interval),
      'from the newest up: middle / 99 %, ms': `${short(head.interval)} / ${short(head.slowest)}`,
      'later than 1.5 pictures': percent(head.late),
      'waiting for pages': percent(head.waiting),
      'messages/s': short(head.passed / SECONDS, 0),
      'in the middle, up and down': `${short(inside.interval)} / ${short(inside.slowest)}`,
      'later there': percent(inside.late),
      'JS heap, MB': short(size),
    },
  );
  expect(size).toBeLessThan(50);
  await context.close();
});
