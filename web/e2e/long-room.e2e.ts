import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { end, goTo } from './acts';
import { Bot } from './bot';
import { place, UNLIMITED } from './place';

/** More than are kept in memory at once. */
const MESSAGES = 3_200;
/** Where it begins and where it ends a list may still find its place. */
const SETTLED = 60;

const here = place(undefined, UNLIMITED);

interface Way {
  /** Each message that was seen on the way, by its seq, in the order of being seen. */
  readonly seen: readonly number[];
  /** How far something in sight ever stood from where scrolling had put it, in pixels. */
  readonly thrown: number;
}

/** Scrolls in steps until a message is in sight, and looks after each of them what is to be seen. */
function scroll(page: Page, step: number, until: number): Promise<Way> {
  return page.evaluate(
    async ([pixels, last, settled]) => {
      const log = document.querySelector<HTMLElement>('main [role="log"]');
      if (log === null) throw new Error('there is no timeline');
      const inside = () => {
        const { top, bottom } = log.getBoundingClientRect();
        return [...log.querySelectorAll<HTMLElement>('.message')].filter((each) => {
          const place = each.getBoundingClientRect();
          return place.bottom > top && place.top < bottom;
        });
      };
      const seen = new Set<number>();
      let thrown = 0;
      const over = performance.now() + 100_000;
      while (!seen.has(last) && performance.now() < over) {
        const all = inside();
        for (const each of all) seen.add(Number(each.dataset.seq));
        const middle = all[all.length >> 1];
        const before = middle?.getBoundingClientRect().top ?? 0;
        const room =
          pixels < 0 ? log.scrollTop : log.scrollHeight - log.clientHeight - log.scrollTop;
        log.scrollTop += pixels;
        // By a wheel it is told before anything else happens; by a script only with the next picture.
        log.dispatchEvent(new Event('scroll'));
        const moved = Math.sign(pixels) * Math.min(Math.abs(pixels), room);
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        if (middle?.isConnected && seen.size > settled && room > Math.abs(pixels)) {
          const now = middle.getBoundingClientRect().top;
          thrown = Math.max(thrown, Math.abs(now - (before - moved)));
        }
      }
      return { seen: [...seen], thrown };
    },
    [step, until, SETTLED] as const,
  );
}

/** Waits until nothing has moved for so long that the list counts as at rest. */
function rest(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise((rested) => {
        let timer = setTimeout(rested, 200);
        document.querySelector('main [role="log"]')?.addEventListener('scroll', () => {
          clearTimeout(timer);
          timer = setTimeout(rested, 200);
        });
      }),
  );
}

it('a room that is longer than what is kept is scrolled through both ways, without a jump', async () => {
  const writer = await Bot.enter(here.visitors, 'loopback', 'writer');
  const { conversation } = await writer.command('create-room', { name: 'long' });
  await writer.flood(conversation, MESSAGES);
  const ana = await here.visitors.guest('loopback', 'ana');
  const profile = await writer.ask('read-profile', { name: 'ana' });
  if (profile.kind !== 'profile') throw new Error(JSON.stringify(profile));
  await writer.command('invite', { conversation, people: [profile.person.person] });
  await goTo(ana, 'long');
  const main = ana.page.getByRole('main');
  await main.getByText(`message ${MESSAGES - 1} of`).waitFor();

  const up = await scroll(ana.page, -500, 2);
  await main.getByText('message 0 of').waitFor();
  expect(up.thrown).toBeLessThan(8);
  expect(up.seen.length).toBe(MESSAGES);

  await writer.post('news', conversation);
  await rest(ana.page);
  const down = await scroll(ana.page, 500, MESSAGES + 1);
  await main.getByText(`message ${MESSAGES - 1} of`).waitFor();
  expect(down.thrown).toBeLessThan(8);
  expect(down.seen.filter((seq) => seq <= MESSAGES + 1).length).toBe(MESSAGES);
  await main.getByText('news').waitFor();
  await writer.close();
  await end(ana);
}, 240_000);
