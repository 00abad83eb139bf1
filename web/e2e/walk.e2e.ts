import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { end, entry, field, message, sees } from './acts';
import { place } from './place';
import { ORIGINS } from './server';

const here = place('with eve');

/** Waits until something has the focus. */
async function isFocused(it: Locator): Promise<void> {
  await it.waitFor();
  await expect.poll(() => it.evaluate((each) => each === document.activeElement)).toBe(true);
}

/** Presses a key until something has the focus. */
async function goBy(page: Page, key: string, to: Locator): Promise<void> {
  await to.waitFor();
  const isThere = () => to.evaluate((each) => each === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses += 1) {
    await page.keyboard.press(key);
  }
  await isFocused(to);
}

/** What is read out for something beside its name. */
function description(it: Locator): Promise<string> {
  return it.evaluate((each) => {
    const ids = each.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent?.trim() ?? '').join(' ');
  });
}

// The way that docs/accessibility.md describes, with keys alone.
describe.each(ORIGINS)('with a screen reader: %s', (origin) => {
  it('one comes in, finds a conversation, reads, answers and writes', async () => {
    const room = `reading ${origin}`;
    const { conversation } = await here.eve.command('create-room', { name: room });
    await here.eve.post('what eve said', conversation);
    const ana = await here.visitors.come(origin);
    const { page } = ana;

    await isFocused(page.getByRole('textbox', { name: 'Your name' }));
    await page.keyboard.type(`ana ${origin}`);
    await page.keyboard.press('Enter');
    await isFocused(page.getByRole('textbox', { name: 'Write to everyone' }));
    await page.keyboard.type(`/join ${room}`);
    await page.keyboard.press('Enter');
    await isFocused(page.getByRole('textbox', { name: `Write to ${room}` }));
    await sees(ana, 'what eve said');
    await expect
      .poll(() => page.locator('body').ariaSnapshot())
      .toMatch(
        new RegExp(
          [
            '- navigation "Conversations":',
            '- searchbox "Filter conversations"',
            '- heading "Rooms" \\[level=2\\]',
            `- link "${room}"`,
            '- main:',
            `- heading "${room}" \\[level=1\\]`,
            '- button "People" \\[pressed\\]',
            '- log "Messages":',
            '- article "eve, [^"]+":',
            `- textbox "Write to ${room}"`,
            '- complementary "People":',
            '- heading "People" \\[level=2\\]',
          ].join('[^]*'),
        ),
      );

    await here.eve.post(`for ${origin}`);
    await goBy(page, 'Shift+Tab', entry(ana, 'everyone 1 message unread'));
    await page.keyboard.press('Enter');
    await isFocused(page.getByRole('textbox', { name: 'Write to everyone' }));
    await expect.poll(() => entry(ana, /^everyone/).getAttribute('aria-current')).toBe('page');

    const { seq } = await here.eve.post(`listen, **${origin}**`);
    const spoken = page.locator('[aria-live="polite"]', { hasText: `eve: listen, ${origin}` });
    await spoken.waitFor({ state: 'attached' });
    await page.keyboard.press('Shift+Tab');
    await goBy(page, 'Shift+Tab', page.getByRole('log', { name: 'Messages' }));
    await page.keyboard.press('ArrowUp');
    const said = page.getByRole('main').locator(`article[data-seq="${seq}"]`);
    await isFocused(said);
    await expect.poll(() => said.getAttribute('aria-label')).toMatch(/^eve, \d/);
    expect(await description(said)).toBe(`listen, ${origin}`);
    await page.keyboard.press('Enter');
    await isFocused(page.getByRole('menuitem', { name: 'Reply' }));
    await page.keyboard.press('Escape');
    await isFocused(said);

    await page.keyboard.press('t');
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await goBy(page, 'Tab', thread.getByRole('textbox', { name: 'Answer in this thread' }));
    await page.keyboard.type('beside it');
    await page.keyboard.press('Enter');
    await thread.getByRole('log', { name: 'Thread' }).getByText('beside it').waitFor();
    await goBy(page, 'Shift+Tab', thread.getByRole('button', { name: 'Close' }));
    await page.keyboard.press('Enter');
    await thread.waitFor({ state: 'detached' });
    await isFocused(said);
    await goBy(page, 'Tab', field(ana));

    await page.keyboard.type('hi @ev');
    const offers = page.getByRole('listbox', { name: 'Suggestions' });
    const chosen = offers.getByRole('option', { name: /eve/, selected: true });
    await chosen.waitFor();
    const id = await chosen.getAttribute('id');
    await expect.poll(() => field(ana).getAttribute('aria-activedescendant')).toBe(id);
    await page.keyboard.press('Tab');
    await expect.poll(() => field(ana).inputValue()).toBe('hi @eve ');
    await page.keyboard.press('Enter');
    await message(ana, 'hi @eve').getByText('Sent', { exact: true }).waitFor({ state: 'attached' });
    await end(ana);
  });
});
