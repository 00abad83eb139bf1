import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { Bot } from '../bot';
import { place, UNLIMITED } from '../place';
import { goTo, heap, nodes, record, short } from './figures';

const ROOMS = Number(process.env.MEASURED_ROOMS ?? 50);
const MESSAGES = Number(process.env.MEASURED_MESSAGES ?? 5_000);

const here = place(undefined, UNLIMITED);

it('keeps its memory in many long rooms', async () => {
  const writer = await Bot.enter(here.visitors, 'loopback', 'writer');
  const { page, context } = await here.visitors.guest('loopback', 'reader');
  const profile = await writer.ask('read-profile', { name: 'reader' });
  if (profile.kind !== 'profile') throw new Error(JSON.stringify(profile));
  const people = [profile.person.person];
  await context.setOffline(true);
  const rooms: string[] = [];
  for (let number = 0; number < ROOMS; number += 1) {
    const { conversation } = await writer.command('create-room', { name: `room ${number}` });
    const text = `message # in room ${number} of a long talk about waves, strings and knots`;
    await writer.flood(conversation, MESSAGES, text);
    await writer.command('invite', { conversation, people });
    rooms.push(conversation);
  }
  await writer.close();
  await context.setOffline(false);
  await page.reload();
  const tools = await context.newCDPSession(page);
  await goTo(page, rooms[0] ?? '', 'room 0', 'in room 0 of');
  const before = await heap(tools);
  let scrolled = 0;
  for (const [number, conversation] of rooms.entries()) {
    await goTo(
      page,
      conversation,
      `room ${number}`,
      `message ${MESSAGES - 1} in room ${number} of`,
    );
    scrolled += await scrollUp(page);
    await page.getByRole('main').getByText(`message 0 in room ${number} of`).waitFor();
  }
  const after = await heap(tools);
  const counted = await nodes(tools);
  record(
    'web-memory',
    here.visitors,
    { rooms: ROOMS, messages: MESSAGES, before, after, scrolledMillis: scrolled, ...counted },
    {
      'rooms × messages': `${ROOMS} × ${MESSAGES}`,
      'JS heap before, MB': short(before),
      'after each was scrolled through': short(after),
      'nodes of the document': `${counted.nodes}`,
      'scrolled messages/s': short((ROOMS * MESSAGES * 1_000) / scrolled, 0),
    },
  );
  expect(after).toBeLessThan(150);
  await context.close();
});

/** To the first message, as fast as pages come. Returns how long that took, in milliseconds. */
async function scrollUp(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const begun = performance.now();
    const log = document.querySelector<HTMLElement>('main [role="log"]');
    if (log === null) throw new Error('there is no timeline');
    while (log.querySelector('.beginning') === null) {
      log.scrollTop = 0;
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - begun;
  });
}
