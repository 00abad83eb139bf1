import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { create, say } from './acts';
import { Bot } from './bot';
import { type Visit, Visitors } from './browser';
import { choose, film, picture, plain, slowDown, tone } from './chosen';
import { becomeOwner } from './owner';
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
  // What is in sight is there.
  await page.waitForFunction(() =>
    [...document.images].every((each) => {
      const { bottom, top } = each.getBoundingClientRect();
      return bottom < 0 || top > innerHeight || (each.complete && each.naturalWidth > 0);
    }),
  );
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
  await settle(visit);
  await shoot(visit, 'files-desktop-light');
  await slowDown(visit, 400_000);
  await choose(
    visit,
    plain('film-of-the-day.mp4', 9_000_000),
    plain('all-pictures.zip', 5_000_000),
  );
  await page.getByText(/[1-9]\d\d kB of 8\.6/).waitFor();
  await shoot(visit, 'uploads-desktop-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(PHONE.viewport);
  await shoot(visit, 'files-phone-dark');
  await page.getByRole('button', { name: 'Show evening.png large' }).click();
  await page.getByRole('dialog', { name: 'Pictures' }).waitFor();
  await shoot(visit, 'lightbox-phone-dark');
  await visit.context.close();
});

/** Somebody who speaks: bursts of sound as of words, with rests between them. */
async function speaks({ page }: Visit): Promise<void> {
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext();
      const noise = context.createBuffer(1, context.sampleRate * 20, context.sampleRate);
      const samples = noise.getChannelData(0);
      for (let at = 0; at < samples.length; at += 1) {
        const time = at / context.sampleRate;
        const word = Math.max(0, Math.sin(time * 5.1) * 0.6 + Math.sin(time * 11.3) * 0.4);
        const sentence = Math.sin(time * 1.1 + 0.4) > -0.55 ? 1 : 0.01;
        samples[at] = (Math.random() * 2 - 1) * word * sentence * 0.5;
      }
      const source = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
      const out = context.createMediaStreamDestination();
      source.connect(out);
      source.start();
      return out.stream;
    };
  });
}

/** What this browser may tell was answered before. */
async function settle({ page }: Visit): Promise<void> {
  const later = page.getByRole('button', { name: 'Not now' });
  if (await later.isVisible()) await later.click();
}

const record = { name: 'Record a voice message' };

it('voice messages', async () => {
  const visit = await come('Mira', { ...DESKTOP, permissions: ['microphone'] });
  const { page } = visit;
  await enter(visit);
  await create(visit, 'Choir');
  await say(visit, 'How does the second part begin? I always come in too early.');
  await speaks(visit);
  const recorder = page.locator('.recorder');
  await page.getByRole('main').getByRole('button', record).click();
  await recorder.getByText('0:07', { exact: true }).waitFor();
  await recorder.getByRole('button', { name: 'Stop' }).click();
  await recorder.getByRole('button', { name: 'Send' }).click();
  const voice = page.getByRole('figure', { name: /^Voice message/ });
  await voice.waitFor();
  await choose(visit, tone('the second part, slowly and with all repeats, as on Thursday.wav', 42));
  await say(visit, 'And this is how it should sound:');
  await page.getByRole('figure', { name: /^the second part/ }).waitFor();
  await voice.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await voice.getByRole('button', { name: /^Speed/ }).click();
  await page.getByRole('main').getByRole('button', record).click();
  await recorder.getByText('0:03', { exact: true }).waitFor();
  await shoot(visit, 'voice-desktop-light');
  await recorder.getByRole('button', { name: 'Stop' }).click();
  await recorder.getByRole('button', { name: 'Send' }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(PHONE.viewport);
  await shoot(visit, 'voice-phone-dark');
  await recorder.getByRole('button', { name: 'Discard' }).click();
  await visit.context.close();
});

it('texts, films and what went wrong', async () => {
  const visit = await come('Ilse', DESKTOP);
  const { page } = visit;
  await enter(visit);
  await create(visit, 'Weather station');
  const code =
    '# Reads the sensor on the roof, every minute.\nimport time\n\n\n' +
    'def celsius(raw: int) -> float:\n    return raw * 0.0625 - 40  # by its data sheet\n\n\n' +
    'while True:\n    print(time.strftime("%H:%M"), celsius(read()))\n    time.sleep(60)\n';
  await choose(visit, { name: 'roof.py', mimeType: 'text/x-python', buffer: Buffer.from(code) });
  await say(visit, 'This is what runs up there:');
  await page.getByText('def celsius').waitFor();
  await choose(visit, await film(visit, 'clouds.webm', 2_000));
  await say(visit, 'Clouds of this morning');
  await page.getByRole('link', { name: 'clouds.webm' }).waitFor();
  await page.route('**/api/files', (route) =>
    route.fulfill({ status: 413, body: JSON.stringify({ error: 'quota', message: 'no room' }) }),
  );
  await choose(visit, plain('all-measurements-since-the-station-was-built-in-1998.csv', 5_000));
  await page.locator('.tray').getByRole('alert').waitFor();
  await page.unroute('**/api/files');
  await slowDown(visit, 300_000);
  await choose(visit, plain('measurements-of-2026.csv', 4_000_000));
  await page.getByText(/[3-9]\d\d kB of 3\.8/).waitFor();
  await settle(visit);
  await shoot(visit, 'documents-desktop-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Read roof.py' }).click();
  await page.locator('.hljs-keyword').first().waitFor();
  await shoot(visit, 'text-desktop-dark');
  await page.keyboard.press('Escape');
  await page.setViewportSize(PHONE.viewport);
  await shoot(visit, 'documents-phone-dark');
  await page.setViewportSize(DESKTOP.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(() => localStorage.setItem('klatch.language', 'pseudo'));
  await page.reload();
  await page.getByText('def celsius').waitFor();
  await page.locator('.tray-piece').first().waitFor();
  await page.locator('main .bar-tools .icon-button').nth(-2).click();
  await page.locator('.files-entry').first().waitFor();
  await shoot(visit, 'mirrored-files-desktop-light');
  await visit.context.close();
});

it('what takes space', async () => {
  const olga = await becomeOwner({ server, visitors, eve }, 'olga');
  const { page } = olga;
  await page.locator('.sidebar-me').click();
  await page.getByRole('menuitem', { name: /^Run the server/ }).click();
  await page.getByRole('tab', { name: 'Space' }).click();
  await page.locator('.storage-line').first().waitFor();
  await shoot(olga, 'storage-desktop-light');
  await page.getByLabel('What takes space').selectOption('By room');
  await page.getByRole('list', { name: 'By room' }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(olga, 'storage-desktop-dark');
  await page.getByLabel('What takes space').selectOption('Largest files');
  await page.getByRole('list', { name: 'Largest files' }).waitFor();
  await page.setViewportSize(PHONE.viewport);
  await shoot(olga, 'storage-phone-dark');
  await page.getByRole('button', { name: /^Remove the second part/ }).click();
  await page.getByRole('dialog', { name: 'Remove this file?' }).waitFor();
  await shoot(olga, 'storage-remove-phone-dark');
  await olga.context.close();
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
