import { expect, it } from 'vitest';
import { Bot } from '../bot';
import { place, UNLIMITED } from '../place';
import { goTo, heap, nodes, record, short } from './figures';

const ROOMS = 10;
/** An hour with ten messages a second, as fast as it goes. */
const MESSAGES = Number(process.env.MEASURED_SOAK ?? 36_000);
const ROUNDS = 60;

const here = place(undefined, UNLIMITED);

/** In one sixth of the time, on average: what is in sight differs from one look to the next. */
function around(sizes: readonly number[], sixth: number): number {
  const part = sizes.slice(((sixth - 1) * ROUNDS) / 6, (sixth * ROUNDS) / 6);
  return part.reduce((sum, size) => sum + size, 0) / part.length;
}

it('does not grow in an hour of talk in ten rooms', async () => {
  const writer = await Bot.enter(here.visitors, 'loopback', 'writer');
  const { page, context } = await here.visitors.guest('loopback', 'reader');
  const profile = await writer.ask('read-profile', { name: 'reader' });
  if (profile.kind !== 'profile') throw new Error(JSON.stringify(profile));
  const people = [profile.person.person];
  const rooms: string[] = [];
  for (let number = 0; number < ROOMS; number += 1) {
    const { conversation } = await writer.command('create-room', { name: `room ${number}` });
    await writer.command('invite', { conversation, people });
    rooms.push(conversation);
  }
  const tools = await context.newCDPSession(page);
  const sizes: number[] = [];
  const counts: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const number = (round * 3) % ROOMS;
    const saying = writer.live(rooms, MESSAGES / ROUNDS);
    await goTo(page, rooms[number] ?? '', `room ${number}`, 'that are said');
    await page.mouse.move(640, 400);
    for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, -400);
    await saying;
    await page.mouse.wheel(0, 20_000);
    sizes.push(await heap(tools));
    counts.push((await nodes(tools)).nodes);
  }
  const [begun = 0, half = 0, end = 0] = [2, 4, 6].map((sixth) => around(sizes, sixth));
  record(
    'web-soak',
    here.visitors,
    { rooms: ROOMS, messages: MESSAGES, rounds: ROUNDS, heap: sizes, nodes: counts },
    {
      messages: `${MESSAGES} in ${ROOMS} rooms`,
      'JS heap, MB: minutes 10 to 20': short(begun),
      '30 to 40': short(half),
      '50 to 60': short(end),
      'nodes of the document, at the end': `${counts.at(-1)}`,
    },
  );
  expect(end).toBeLessThan(begun * 1.1 + 1);
  await context.close();
});
