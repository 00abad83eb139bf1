import type { Locator } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { choose, create, end, entry, field, goTo, join, message, press, say } from './acts';
import { barriers } from './axe';
import { Bot } from './bot';
import type { Visit } from './browser';
import { choose as chooseFiles, film, picture, plain, tone } from './chosen';
import { outOfReach, smallTargets } from './measures';
import { becomeOwner } from './owner';
import { place } from './place';

const here = place('with eve');

const USUAL = { width: 1280, height: 800 };
/** As much as fits when everything is twice as large. */
const TWICE = { width: 640, height: 400 };

/** What is wrong once the page has found its new size; all screens are looked at before it fails. */
async function settled(wrong: () => Promise<readonly string[]>): Promise<readonly string[]> {
  let last: readonly string[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    last = await wrong();
    if (last.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return last;
}

/** Looks at a screen in all ways in which it is to be of use; `again` opens what goes when small. */
async function look(
  { page }: Visit,
  screen: string,
  again: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await barriers(page), `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await smallTargets(page), screen).toEqual([]);
  await page.setViewportSize(TWICE);
  await again();
  expect.soft(await settled(() => outOfReach(page)), screen).toEqual([]);
  expect.soft(await smallTargets(page), `${screen}, twice as large`).toEqual([]);
  await page.setViewportSize(USUAL);
}

/** A dialog is open now: looks at it, and closes it. */
async function lookAtDialog(visit: Visit, name: string | RegExp): Promise<void> {
  const dialog = visit.page.getByRole('dialog', { name });
  await dialog.getByRole('heading').first().waitFor();
  await look(visit, String(name));
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await dialog.waitFor({ state: 'detached' });
}

async function fromMenu({ page }: Visit, button: string | null, entry: string | RegExp) {
  const own = page.locator('.sidebar-me');
  await (button === null ? own : page.getByRole('button', { name: button }).first()).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

describe('for everybody, in every size, light and dark', () => {
  let ana: Visit;

  beforeAll(async () => {
    ana = await becomeOwner(here, 'ana');
    const { page } = ana;
    await page.evaluate(() => localStorage.setItem('klatch.textSize', 'larger'));
    await page.reload();
    await create(ana, 'all kinds');
    await say(ana, '> said before\n\nlook at `this`, [that](http://lab.local) and **those**');
    await say(ana, '```js\nconst a = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |');
    await message(ana, 'const a').getByText('Sent', { exact: true }).waitFor({ state: 'attached' });
    await press(ana, 'said before', 'React with 👍');
    await choose(ana, 'said before', 'Pin for everybody');
    await press(ana, 'const a', 'Edit');
    await field(ana).fill('```js\nconst a = 2;\n```\n\nand a_very_long_name_'.padEnd(300, 'x'));
    await field(ana).press('Enter');
    await message(ana, 'const a = 2').getByRole('button', { name: 'edited' }).waitFor();
    await chooseFiles(ana, plain(`${LONG}.iso`, 1_000));
    await say(ana, 'what takes space');
    await message(ana, 'what takes space').locator('.file-card').waitFor();
  });

  beforeEach(() => ana.page.setViewportSize(USUAL));

  it('the conversation, with people, details and a thread beside it', async () => {
    const { page } = ana;
    await look(ana, 'conversation');
    const details = async () => {
      await page.getByRole('button', { name: 'Details', exact: true }).click();
      await page.getByRole('complementary', { name: 'Details' }).getByText('Facts').waitFor();
    };
    await details();
    await look(ana, 'details', details);
    const thread = page.getByRole('complementary', { name: 'Thread' });
    const answers = async () => {
      await press(ana, 'said before', 'Answer in a thread');
      await thread.getByText('No answers yet.').waitFor();
    };
    await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
    await answers();
    await look(ana, 'thread', answers);
    const people = async () => {
      await page.getByRole('button', { name: 'People', exact: true }).click();
      await page.getByRole('complementary', { name: 'People' }).getByText('you').waitFor();
    };
    await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click();
    await people();
    await look(ana, 'people', people);
    await say(ana, 'eve: only you');
    const pane = page.getByRole('region', { name: 'Private with eve' });
    await pane.waitFor();
    await look(ana, 'a pane beside it');
    await pane.getByRole('button', { name: 'Close' }).click();
  });

  it('what opens over it: emoji, menus, help, switcher and search', async () => {
    const { page } = ana;
    await page.getByRole('main').getByRole('button', { name: 'Emoji' }).click();
    await page.getByRole('dialog', { name: 'Emoji' }).getByRole('button').first().waitFor();
    await look(ana, 'emoji');
    await page.keyboard.press('Escape');
    await press(ana, 'said before', 'More');
    await page.getByRole('menu').waitFor();
    await look(ana, 'menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await lookAtDialog(ana, 'Go to');
    await page.keyboard.press('Control+/');
    await lookAtDialog(ana, 'Keys and commands');
    await page.keyboard.press('Control+Shift+F');
    await page.getByLabel('Search in your conversations').fill('look');
    await page.getByRole('status').filter({ hasText: 'One message' }).waitFor();
    await lookAtDialog(ana, 'Search');
  });

  it('what asks: rooms, groups, private ones, messages', async () => {
    const { page } = ana;
    const rooms = 'Rooms: find or make one';
    await fromMenu(ana, rooms, 'Make a room');
    await lookAtDialog(ana, 'Make a room');
    await fromMenu(ana, rooms, 'Find a room');
    await lookAtDialog(ana, 'Find a room');
    await fromMenu(ana, rooms, 'Make a group');
    await lookAtDialog(ana, 'Make a group');
    await fromMenu(ana, 'More about all kinds', 'About all kinds');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor();
    await lookAtDialog(ana, 'About all kinds');
    await fromMenu(ana, 'More about all kinds', 'Jump to a day');
    await lookAtDialog(ana, 'Jump to a day');
    await choose(ana, 'said before', 'Forward');
    await lookAtDialog(ana, 'Forward a message');
    await choose(ana, 'said before', 'Delete');
    await lookAtDialog(ana, 'Delete this message?');
    await message(ana, 'const a = 2').getByRole('button', { name: 'edited' }).click();
    await lookAtDialog(ana, 'What it said before');
    await here.eve.post('for the moderators');
    await goTo(ana, 'everyone');
    await choose(ana, 'for the moderators', 'Report');
    await lookAtDialog(ana, 'Report to the moderators');
    await choose(ana, 'for the moderators', 'Who has read this');
    await lookAtDialog(ana, 'Who has read this');
    await message(ana, 'for the moderators').getByRole('button', { name: 'eve' }).first().click();
    await page.getByRole('menuitem', { name: 'About', exact: true }).click();
    await lookAtDialog(ana, 'eve');
  });

  it('settings, invites, and running the server', async () => {
    const { page } = ana;
    await fromMenu(ana, null, 'Settings');
    await page.getByRole('heading', { name: 'Devices' }).waitFor();
    await lookAtDialog(ana, 'Settings');
    await fromMenu(ana, null, 'Bring people in');
    await page.getByRole('button', { name: 'Make an invite' }).click();
    await page.getByText('This is shown once').waitFor();
    await lookAtDialog(ana, 'Bring people in');
    await fromMenu(ana, null, /^Run the server/);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Free on the disk').waitFor();
    for (const tab of await dialog.getByRole('tab').all()) {
      await tab.click();
      await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
      if ((await tab.textContent()) === 'Space') await dialog.locator('.storage-line').waitFor();
      await look(ana, `admin, ${await tab.textContent()}`);
    }
    await page.keyboard.press('Escape');
  });

  it('the entrance', async () => {
    const visit = await here.visitors.come('basic');
    await visit.page.getByLabel('Your name').waitFor();
    await look(visit, 'entrance');
    await end(visit);
    const other = await here.visitors.come('loopback');
    await other.page.getByText('New account', { exact: true }).click();
    await other.page.getByLabel('Choose a password').waitFor();
    await look(other, 'entrance, new account');
    await end(other, ana);
  });
});

/** A name that nobody would choose who wishes well. */
const LONG = `\u202egnp.${'a-very-long-name-'.repeat(9)}`;

/** A room with files of all kinds, one that waits, and one that is not taken. */
async function withFiles(): Promise<Visit> {
  const visit = await here.visitors.guest('loopback', 'ana who shows', {
    permissions: ['microphone'],
  });
  await create(visit, 'shown');
  await chooseFiles(
    visit,
    await picture(visit, 'wide.png', 1600, 500),
    await picture(visit, 'high.png', 300, 1200),
    { name: `${LONG}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`${LONG}\n`.repeat(40)) },
    tone(`${LONG}.wav`),
    await film(visit, `${LONG}.webm`, 500),
    plain(`${LONG}.bin`, 1_000),
  );
  await say(visit, 'all kinds of files');
  await message(visit, 'all kinds of files').locator('.file-card').last().waitFor();
  await visit.page.route('**/api/files', (route) =>
    route.fulfill({ status: 413, body: JSON.stringify({ error: 'quota', message: 'no room' }) }),
  );
  await chooseFiles(visit, plain(`${LONG}.iso`, 5_000), plain('b.iso', 5_000));
  await visit.page.locator('.tray').getByRole('alert').last().waitFor();
  return visit;
}

/** How far from the beginning of its line a text stands, in pixels. */
function gapBefore(it: Locator): Promise<number> {
  return it.evaluate((each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const [box, text] = [each.getBoundingClientRect(), range.getBoundingClientRect()];
    return document.dir === 'rtl' ? box.right - text.right : text.left - box.left;
  });
}

it('files on their way and where they are shown, in both directions', async () => {
  const visit = await withFiles();
  const { page } = visit;
  for (const language of ['en', 'pseudo']) {
    await page.evaluate((tag) => localStorage.setItem('klatch.language', tag), language);
    await page.reload();
    await page.locator('.album img').first().waitFor();
    await page.locator('.text-card').scrollIntoViewIfNeeded();
    await page.locator('.text-lines').getByText('a-very-long').waitFor();
    await page.locator('.tray').getByRole('alert').last().waitFor();
    const name = page.locator('nav .cut', { hasText: 'everyone' }).first();
    expect(await gapBefore(name), `a name of another direction, ${language}`).toBeLessThan(2);
    await look(visit, `${language}, files and the tray`);
    await page.locator('.composer-record').click();
    const recorder = page.locator('.recorder');
    await recorder
      .locator('.recorder-time')
      .getByText(/^0:0[1-9]$/)
      .waitFor();
    await look(visit, `${language}, a recording`);
    await recorder.locator('[data-look="main"]').click();
    await recorder.locator('.sound-slider').waitFor();
    await look(visit, `${language}, what was recorded`);
    await recorder.getByRole('button').first().click();
    await page.locator('.text-open').click();
    await page.locator('.text-read').getByText('a-very-long').waitFor();
    await look(visit, `${language}, a text`);
    await page.keyboard.press('Escape');
    await page.locator('.album-picture').first().click();
    await page.locator('.lightbox img').waitFor();
    await look(visit, `${language}, a large picture`);
    await page.keyboard.press('Escape');
    const list = async () => {
      await page.locator('main .bar-tools .icon-button').nth(-2).click();
      await page.locator('.files-entry').nth(5).waitFor();
    };
    await list();
    await look(visit, `${language}, the list of files`, list);
  }
  await end(visit);
});

it('the longest names fit on the smallest phone', async () => {
  const long = await Bot.enter(here.visitors, 'loopback', 'Maximilian-Bartholomäus-von-Hohe');
  const name = 'A room whose name is very long 1';
  const topic = `${'endless'.repeat(30)} topic`;
  const { conversation } = await long.command('create-room', { name, topic });
  await long.post(
    `${'supercalifragilistic'.repeat(12)} https://lab.local/${'a/'.repeat(80)}`,
    conversation,
  );
  const visit = await here.visitors.guest('loopback', 'Wolfeschlegelsteinhausenbergerdo');
  await join(visit, name);
  await message(visit, 'supercali').waitFor();
  await press(visit, 'supercali', 'React with 👍');
  await visit.page.setViewportSize({ width: 320, height: 568 });
  expect(await settled(() => outOfReach(visit.page))).toEqual([]);
  await visit.page.getByRole('button', { name: 'Back to the list' }).click();
  await entry(visit, name).waitFor();
  expect(await settled(() => outOfReach(visit.page))).toEqual([]);
  expect(await smallTargets(visit.page)).toEqual([]);
  await end(visit);
  await long.close();
});

it('who wants more contrast from the system gets it, unless something else was chosen', async () => {
  const bob = await here.visitors.guest('loopback', 'bob who sees little', { contrast: 'more' });
  const root = bob.page.locator('html');
  await expect.poll(() => root.getAttribute('data-theme')).toBe('contrast');
  await bob.page.emulateMedia({ contrast: 'no-preference' });
  await expect.poll(() => root.getAttribute('data-theme')).toBeNull();
  await bob.page.emulateMedia({ contrast: 'more' });
  await expect.poll(() => root.getAttribute('data-theme')).toBe('contrast');
  await fromMenu(bob, null, 'Settings');
  await bob.page.getByLabel('Colours').selectOption('dark');
  await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');
  await end(bob);
});
