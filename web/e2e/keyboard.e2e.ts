import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { create, end, entry, field, goTo, join, sees } from './acts';
import { place } from './place';

const here = place('with eve');

/** Waits until one can write in a conversation, with the focus there. */
async function isAt(page: Page, room: string): Promise<void> {
  const here = page.getByRole('main').getByRole('textbox', { name: `Write to ${room}` });
  await here.waitFor();
  await expect.poll(() => here.evaluate((it) => it === document.activeElement)).toBe(true);
}

it('Ctrl+K leads anywhere by a few letters, and to people', async () => {
  const ana = await here.visitors.guest('loopback', 'ana who switches');
  const { page } = ana;
  await create(ana, 'garden party');
  await create(ana, 'garage');
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  const search = dialog.getByRole('combobox');
  await search.waitFor();
  await page.keyboard.type('gpar');
  await expect.poll(() => dialog.getByRole('option').allTextContents()).toEqual(['garden party']);
  await page.keyboard.press('Enter');
  await isAt(page, 'garden party');
  await page.keyboard.press('Control+k');
  await search.waitFor();
  await page.keyboard.type('ga');
  await dialog.getByRole('option', { name: 'garage' }).waitFor();
  const options = await dialog.getByRole('option').allTextContents();
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => dialog.getByRole('option', { selected: true }).textContent())
    .toBe(options[1]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await isAt(page, 'garden party');
  await page.keyboard.press('Control+k');
  await search.waitFor();
  await page.keyboard.type('eve');
  await expect.poll(() => dialog.getByRole('option').first().textContent()).toMatch(/eve/);
  await dialog.getByRole('option', { name: /eve$/ }).last().click();
  await end(ana);
});

it('Alt and arrows lead along the list, with Shift to what is unread; Esc marks as read', async () => {
  const ana = await here.visitors.guest('loopback', 'ana with arrows');
  const { page } = ana;
  const rooms: string[] = [];
  for (const name of ['a1', 'a2', 'a3', 'a4']) {
    rooms.push((await here.eve.command('create-room', { name })).conversation);
    await join(ana, name);
  }
  await goTo(ana, 'a1');
  await page.keyboard.press('Alt+ArrowDown');
  await isAt(page, 'a2');
  await page.keyboard.press('Alt+ArrowUp');
  await isAt(page, 'a1');
  await page.keyboard.press('Alt+ArrowUp');
  await isAt(page, 'everyone');
  await here.eve.post('one', rooms[1]);
  await here.eve.post('two', rooms[3]);
  await entry(ana, 'a2 1 message unread').waitFor();
  await entry(ana, 'a4 1 message unread').waitFor();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await isAt(page, 'a4');
  await sees(ana, 'two');
  await entry(ana, /^a4$/).waitFor();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await isAt(page, 'a2');
  await page.getByRole('log').getByText('New messages').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('log').getByText('New messages').waitFor({ state: 'hidden' });
  await entry(ana, /^a2$/).waitFor();
  await end(ana);
});

it('Ctrl+/ shows the keys and the commands, and Esc gives the focus back', async () => {
  const ana = await here.visitors.guest('loopback', 'ana who asks');
  const { page } = ana;
  await field(ana).focus();
  await page.keyboard.press('Control+/');
  const help = page.getByRole('dialog', { name: 'Keys and commands' });
  await help.getByText('Go to a conversation or a person').waitFor();
  await help.getByText('/ttt NAME').waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await isAt(page, 'everyone');
  await end(ana);
});

it('arrows lead through the messages, and keys do what their menu offers', async () => {
  const ana = await here.visitors.guest('loopback', 'ana with keys');
  const { page } = ana;
  const { conversation } = await here.eve.command('create-room', { name: 'by keys' });
  await here.eve.post('upper', conversation);
  await here.eve.post('lower', conversation);
  await join(ana, 'by keys');
  await sees(ana, 'lower');
  const now = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.getByRole('log').focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(now).toMatch(/lower/);
  await page.keyboard.press('ArrowUp');
  await expect.poll(now).toMatch(/upper/);
  await page.keyboard.press('Enter');
  await page.getByRole('menu', { name: 'What you can do with this message' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect.poll(now).toMatch(/upper/);
  await page.keyboard.press('r');
  await page.getByText('Reply to eve').waitFor();
  await isAt(page, 'by keys');
  await page.keyboard.press('Escape');
  await page.getByText('Reply to eve').waitFor({ state: 'hidden' });
  await page.getByRole('log').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('t');
  await page.getByRole('complementary', { name: 'Thread' }).waitFor();
  await end(ana);
});

/** What has the focus, in words, and whether one can see that it has. */
function focused(page: Page): Promise<{ readonly name: string; readonly seen: boolean }> {
  return page.evaluate(() => {
    const it = document.activeElement as HTMLElement;
    const marked = (each: Element | null): boolean => {
      if (each === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    const { width, height } = it.getBoundingClientRect();
    // A field may show it by what is around it.
    const seen = marked(it) || (it.matches('input, textarea') && marked(it.parentElement));
    const name = `${it.getAttribute('aria-label') ?? it.textContent ?? ''}`.trim();
    return { name: it === document.body ? 'BODY' : name, seen: seen && width > 0 && height > 0 };
  });
}

it('Tab reaches everything on the main screen, and one sees where one is', async () => {
  const ana = await here.visitors.guest('loopback', 'ana who tabs');
  const { page } = ana;
  const { conversation } = await here.eve.command('create-room', { name: 'tabs' });
  await here.eve.post('a message', conversation);
  await join(ana, 'tabs');
  await sees(ana, 'a message');
  await field(ana).fill('so that one can send');
  await page.getByRole('searchbox', { name: 'Filter conversations' }).focus();
  const names: string[] = [];
  for (let i = 0; i < 60; i++) {
    const { name, seen } = await focused(page);
    if (name === names[0] || name === 'BODY') break;
    expect(seen, `the focus on “${name}” is to be seen`).toBe(true);
    names.push(name);
    await page.keyboard.press('Tab');
  }
  const all = names.join(' | ');
  for (const wanted of [
    'Filter conversations',
    'Rooms: find or make one',
    'everyone',
    'More about everyone',
    'tabs',
    'Talk to somebody privately',
    'ana who tabs',
    'People',
    'Details',
    'More about tabs',
    'Messages',
    'Write to tabs',
    'Emoji',
    'Formatting',
    'Send',
    'eve',
    'Talk to eve privately',
  ]) {
    expect(all).toContain(wanted);
  }
  await page.getByRole('searchbox', { name: 'Filter conversations' }).focus();
  await page.keyboard.press('Shift+Tab');
  expect((await focused(page)).name).toBe('Search');
  await end(ana);
});
