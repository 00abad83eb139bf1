import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { create, say } from './acts';
import { Bot } from './bot';
import { type Visit, Visitors } from './browser';
import { choose, picture, plain, slowDown, tone } from './chosen';
import { type Origin, Server } from './server';

const FOLDER = join(import.meta.dirname, '../../docs/img');
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

let server: Server;
let visitors: Visitors;
let bob: Bot;
let eve: Bot;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  server = await Server.start(
    '--pace-burst',
    '10000',
    '--pace-per-second',
    '1000',
    '--disk-reserve',
    '0',
  );
  visitors = await Visitors.of(server);
});

afterAll(async () => {
  await visitors?.close();
  await server?.close();
});

async function shoot({ page }: Visit, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** Somebody new, at the door and then inside. */
async function come(name: string, options: BrowserContextOptions, origin: Origin = 'loopback') {
  const visit = await visitors.come(origin, options);
  await visit.page.getByLabel('Your name').fill(name);
  return visit;
}

async function enter({ page }: Visit): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').getByText('everyone').waitFor();
}

/** Enters a room by the list of all rooms. */
async function joinRoom(page: Page, title: string, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Rooms: find or make one' }).click();
  await page.getByRole('menuitem', { name: 'Find a room' }).click();
  await page.getByRole('button', { name: new RegExp(title) }).click();
  await page.getByText(words).first().waitFor();
}

/** A room as it looks after a good hour. */
async function talk(): Promise<void> {
  const made = await bob.command('create-room', {
    name: 'Physics 10b',
    topic: 'Waves: questions on Thursday’s experiment',
  });
  const room = made.conversation;
  await eve.command('join', { conversation: room });
  await bob.post('Good morning. The sheet for the **standing waves** is on the desk.', room);
  const question = await eve.post('Why does the string stop at the *third* knot?', room);
  const answer = 'Because the length is a multiple of half a wave:';
  await bob.post(answer, room, { reply: question.seq });
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
}

/** A room in which names are long, and people write from right to left. */
async function longNames(): Promise<void> {
  const name = 'Bartholomäus-Maximilian von Hohen';
  const long = await Bot.enter(visitors, 'loopback', name.slice(0, 32));
  const made = await long.command('create-room', {
    name: 'A very long name for a room 2026',
    topic: 'שלום עולם · a topic that goes on and on, longer than any bar that it could stand in',
  });
  const room = made.conversation;
  await long.post('مرحبا بالجميع، كيف حالكم اليوم؟', room);
  await long.post(`${'supercalifragilistic'.repeat(12)}`, room);
  await long.post('שלום @bob, מה שלומך? http://lab.local/a/b/c', room);
}

it('an empty server, with the code to bring people in', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const visit = await come('ana', { ...DESKTOP, colorScheme });
    await shoot(visit, `entrance-desktop-${colorScheme}`);
    await enter(visit);
    await visit.page.getByRole('img', { name: 'QR code of the link' }).waitFor();
    await shoot(visit, `empty-desktop-${colorScheme}`);
    await visit.page.getByRole('button', { name: 'ana · Guest' }).click();
    await visit.page.getByRole('menuitem', { name: 'Settings' }).click();
    await visit.page.getByRole('heading', { name: 'Devices' }).waitFor();
    await shoot(visit, `settings-desktop-${colorScheme}`);
    await visit.page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await visit.page.getByLabel('Your name').waitFor();
    await visit.context.close();
  }
});

it('a room in which people talk', async () => {
  bob = await Bot.enter(visitors, 'loopback', 'bob', 'correct horse');
  eve = await Bot.enter(visitors, 'loopback', 'eve', 'correct horse');
  await talk();
  await longNames();
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, options] of [
      ['desktop', DESKTOP],
      ['phone', PHONE],
    ] as const) {
      const visit = await come(`ana ${size[0]} ${colorScheme}`, { ...options, colorScheme });
      await enter(visit);
      await shoot(visit, `list-${size}-${colorScheme}`);
      await joinRoom(visit.page, 'Physics 10b', 'would you write that on the board?');
      await shoot(visit, `room-${size}-${colorScheme}`);
      if (size === 'phone') await visit.page.getByRole('button', { name: 'Back' }).click();
      await joinRoom(visit.page, 'A very long name', 'supercali');
      await shoot(visit, `long-${size}-${colorScheme}`);
      await visit.context.close();
    }
  }
});

it('from right to left', async () => {
  const visit = await come('ana mirrored', DESKTOP);
  await visit.page.evaluate(() => localStorage.setItem('klatch.language', 'pseudo'));
  await enter(visit);
  await visit.page.reload();
  await visit.page.getByRole('textbox').last().waitFor();
  await shoot(visit, 'mirrored-desktop-light');
  await visit.context.close();
});

it('files', async () => {
  const visit = await come('ana with files', DESKTOP);
  const { page } = visit;
  await enter(visit);
  await create(visit, 'Field trip');
  await choose(visit, await picture(visit, 'the-lake.png', 1600, 1000, ['#7fb4d8', '#f7e3c0']));
  await say(visit, 'We are there. The first one who sees a heron says so!');
  await page.getByRole('img', { name: 'the-lake.png' }).waitFor();
  await choose(
    visit,
    await picture(visit, 'morning.png', 1200, 900, ['#f2a65a', '#fbe7c6']),
    await picture(visit, 'noon.png', 900, 1200, ['#5aa9e6', '#e8f4fd']),
    await picture(visit, 'evening.png', 1300, 700, ['#4b3f72', '#e08e79']),
    { name: 'timetable.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') },
    tone('heron.wav'),
  );
  await say(visit, 'The pictures of today, the timetable, and what a heron sounds like');
  await page.getByRole('img', { name: 'evening.png' }).waitFor();
  await page.getByText('heron.wav').waitFor();
  await shoot(visit, 'files-desktop-light');
  await slowDown(visit, 400_000);
  await choose(
    visit,
    plain('film-of-the-day.mp4', 9_000_000),
    plain('all-pictures.zip', 5_000_000),
  );
  await page.getByText(/ of 8\.6/).waitFor();
  await shoot(visit, 'uploads-desktop-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(PHONE.viewport);
  await shoot(visit, 'files-phone-dark');
  await page.getByRole('button', { name: 'Show evening.png large' }).click();
  await page.getByRole('dialog', { name: 'Pictures' }).waitFor();
  await shoot(visit, 'lightbox-phone-dark');
  await visit.context.close();
});

it('not encrypted, and without a connection', async () => {
  const plain = await come('ana plain', PHONE, 'basic');
  await shoot(plain, 'basic-entrance-phone-light');
  await enter(plain);
  await plain.page.getByRole('navigation').getByText('everyone').click();
  await shoot(plain, 'basic-phone-light');
  const visit = await come('ana offline', DESKTOP);
  await enter(visit);
  await server.end('SIGKILL');
  await visit.page.getByText('No connection').first().waitFor();
  await visit.page.getByRole('textbox', { name: /^Write to/ }).fill('kept until we are back');
  await visit.page.keyboard.press('Enter');
  await visit.page.getByText('kept until we are back').first().waitFor();
  await shoot(visit, 'offline-desktop-light');
});
