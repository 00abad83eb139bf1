import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { Bot } from './bot';
import { type Visit, Visitors } from './browser';
import { type Origin, Server } from './server';

const FOLDER = join(import.meta.dirname, '../../docs/img');
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

let server: Server;
let visitors: Visitors;
let bob: Bot;
let eve: Bot;
let waves = '';

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  server = await Server.start('--pace-burst', '10000', '--pace-per-second', '1000');
  visitors = await Visitors.of(server);
  bob = await Bot.enter(visitors, 'loopback', 'bob', 'correct horse');
  eve = await Bot.enter(visitors, 'loopback', 'eve', 'correct horse');
  waves = await talk();
});

afterAll(async () => {
  await visitors?.close();
  await server?.close();
});

/** A room as it looks after a good hour. */
async function talk(): Promise<string> {
  const made = await bob.command('create-room', {
    name: 'Physics 10b',
    topic: 'Waves: questions on Thursday’s experiment',
  });
  const room = made.conversation;
  await eve.command('join', { conversation: room });
  await bob.post('Good morning. The sheet for the **standing waves** is on the desk.', room);
  const question = await eve.post('Why does the string stop at the *third* knot?', room);
  await bob.post('Because the length is a multiple of half a wave:', room, {
    reply: question.seq,
  });
  const code = await bob.post(
    '```python\nlength = 1.2          # metres\nfor n in range(1, 4):\n' +
      '    print(n, 2 * length / n)\n```',
    room,
  );
  await eve.command('react', { conversation: room, target: code.seq, reaction: '👍', on: true });
  await eve.post('Ah. So 2.4, 1.2 and 0.8 m.', room, { thread: question.seq });
  await eve.post('| n | wave |\n|---|---|\n| 1 | 2.4 m |\n| 2 | 1.2 m |\n| 3 | 0.8 m |', room);
  await bob.post('Exactly. @eve, would you write that on the board?', room);
  await bob.command('pin', { conversation: room, target: code.seq, on: true });
  await bob.post('Klatch is open for everybody on this network. Say hello.');
  await eve.post('Hello from the back row ☕');
  return room;
}

/** ana, who is in the room and has a private word with eve. */
async function ana(origin: Origin, name: string, options: BrowserContextOptions): Promise<Visit> {
  const visit = await visitors.guest(origin, name, options);
  await visit.page.evaluate(() => document.fonts.ready);
  return visit;
}

async function shoot(visit: Visit, name: string): Promise<void> {
  await visit.page.waitForLoadState('networkidle');
  await visit.page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** The client at a place, by the fragment of its address. */
async function go(visit: Visit, fragment: string): Promise<void> {
  await visit.page.evaluate((to) => location.assign(to), fragment);
}

it('makes the pictures', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, options] of [
      ['desktop', DESKTOP],
      ['phone', PHONE],
    ] as const) {
      const door = await visitors.come('loopback', { ...options, colorScheme });
      await door.page.getByLabel('Your name').waitFor();
      await shoot(door, `entrance-${size}-${colorScheme}`);
      await door.page.getByLabel('Your name').fill(`ana ${size} ${colorScheme}`);
      await door.page.keyboard.press('Enter');
      await door.page.getByRole('navigation').getByText('everyone').waitFor();
      await door.page.evaluate(
        ([id]) => {
          location.hash = `#/c/${id}`;
        },
        [waves],
      );
      await join(door);
      await shoot(door, `room-${size}-${colorScheme}`);
      await door.context.close();
    }
  }
});

/** Enters the room by the list of all rooms. */
async function join({ page }: Visit): Promise<void> {
  await page.evaluate(() => undefined);
  await page.getByRole('textbox', { name: /^Write to/ }).waitFor();
}
