import { describe, expect, it } from 'vitest';
import { create, end, entry, field, message, say, sees } from './acts';
import type { Visit } from './browser';
import { place } from './place';
import { ORIGINS } from './server';

const here = place();

/** Types in the middle, letter by letter. */
async function type(visit: Visit, text: string): Promise<void> {
  await field(visit).pressSequentially(text);
}

/** Waits until something is offered. */
async function offered({ page }: Visit, what: string | RegExp): Promise<void> {
  await page
    .getByRole('listbox', { name: 'Suggestions' })
    .getByRole('option', { name: what })
    .first()
    .waitFor();
}

describe.each(ORIGINS)('writing: %s', (origin) => {
  it('lines are begun and sent, emoji chosen, and what is not sent survives a reload', async () => {
    const ana = await here.visitors.guest(origin, `ana ${origin}`);
    const { page } = ana;
    await create(ana, `writing ${origin}`);
    await type(ana, 'one');
    await page.keyboard.press('Shift+Enter');
    await type(ana, 'two');
    await expect.poll(() => message(ana, 'one').count()).toBe(0);
    await page.keyboard.press('Enter');
    await message(ana, 'one').getByText('two').waitFor();
    await expect.poll(() => message(ana, 'one').locator('.rich-text br').count()).toBe(1);
    await expect.poll(() => field(ana).inputValue()).toBe('');

    await type(ana, 'party ');
    await page.getByRole('main').getByRole('button', { name: 'Emoji' }).click();
    const picker = page.getByRole('dialog', { name: 'Emoji' });
    await picker.getByRole('searchbox').fill('party popper');
    // Enter waits for what will be found.
    await page.keyboard.press('Enter');
    await expect.poll(() => field(ana).inputValue()).toBe('party 🎉');
    // Esc closes the signs and gives the focus back.
    await page.getByRole('main').getByRole('button', { name: 'Emoji' }).click();
    await picker.getByRole('region', { name: 'Used last' }).waitFor();
    await page.keyboard.press('Escape');
    await picker.waitFor({ state: 'hidden' });

    // At once, with the last sign hardly there.
    await type(ana, '!');
    await page.reload();
    await field(ana).waitFor();
    await expect.poll(() => field(ana).inputValue()).toBe('party 🎉!');
    await field(ana).press('Enter');
    await sees(ana, 'party 🎉!');
    await end(ana);
  });
});

describe('composing', () => {
  it('completes people, rooms, emoji and commands', async () => {
    const eve = await here.visitors.guest('loopback', 'eve');
    const ana = await here.visitors.guest('loopback', 'ana who completes');
    const { page } = ana;
    await create(ana, 'completion');
    await type(ana, 'hi @ev');
    await offered(ana, /eve/);
    await page.keyboard.press('Tab');
    await expect.poll(() => field(ana).inputValue()).toBe('hi @eve ');
    await type(ana, 'see #comp');
    await offered(ana, /completion/);
    await page.keyboard.press('Enter');
    await expect.poll(() => field(ana).inputValue()).toBe('hi @eve see #completion ');
    await type(ana, ':tada');
    await offered(ana, /:tada:/);
    await page.keyboard.press('Enter');
    await expect.poll(() => field(ana).inputValue()).toBe('hi @eve see #completion 🎉 ');
    await page.keyboard.press('Enter');
    await sees(ana, 'hi @eve see #completion 🎉');
    await type(ana, '/top');
    await offered(ana, /\/topic/);
    await page.keyboard.press('Enter');
    await expect.poll(() => field(ana).inputValue()).toBe('/topic ');
    await type(ana, 'What helps');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'What helps' }).waitFor();
    await type(ana, '@ev');
    await offered(ana, /eve/);
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await expect.poll(() => field(ana).inputValue()).toBe('@ev');
    await end(ana, eve);
  });

  it('the classic commands do what they do in the terminal', async () => {
    const ana = await here.visitors.guest('loopback', 'ana');
    const bob = await here.visitors.guest('loopback', 'bob');
    const { page } = ana;
    await say(ana, 'bob: only for you');
    const pane = page.getByRole('region', { name: 'Private with bob' });
    await pane.getByText('only for you', { exact: true }).waitFor();
    await entry(bob, 'ana 1 message unread').click();
    await sees(bob, 'only for you');
    await say(ana, '!INFO');
    await page.getByRole('complementary', { name: 'Details' }).getByText('Facts').waitFor();
    await say(ana, '!TTT bob');
    await pane.getByText('You asked for a game of tic-tac-toe.').waitFor();
    await bob.page.getByText('ana asks for a game of tic-tac-toe.').waitFor();
    await say(ana, 'nobody-of-this-name: still said to all');
    await sees(ana, 'nobody-of-this-name: still said to all');
    await say(ana, ' /me is plain text');
    await sees(ana, '/me is plain text');
    await say(ana, '/nonsense');
    await page.getByText('There is no command /nonsense.').waitFor();
    await expect.poll(() => field(ana).inputValue()).toBe('/nonsense');
    await say(ana, '/mute');
    await page.getByText('It goes like this: /mute NAME').waitFor();
    // Who leaves with something unsent is asked first; that is another test's business.
    await expect.poll(() => page.locator('[data-state="sending"]').count()).toBe(0);
    await say(ana, '!DISCONNECT');
    await page.getByLabel('Your name').waitFor();
    await say(bob, '<EXIT>');
    await bob.page.getByLabel('Your name').waitFor();
    await end(ana, bob);
  });

  it('keys and buttons put Markdown around what is marked', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who marks');
    const { page } = ana;
    const value = () => field(ana).inputValue();
    await create(ana, 'marks');
    await type(ana, 'word');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+b');
    expect(await value()).toBe('**word**');
    await page.keyboard.press('Control+b');
    expect(await value()).toBe('word');
    await page.keyboard.press('Control+i');
    expect(await value()).toBe('_word_');
    await page.keyboard.press('Control+z');
    expect(await value()).toBe('word');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+k');
    expect(await value()).toBe('[word](https://)');
    await page.keyboard.type('https://lab.local/');
    expect(await value()).toBe('[word](https://lab.local/)');
    await page.getByRole('button', { name: 'Formatting' }).click();
    await page
      .getByRole('toolbar', { name: 'Formatting' })
      .getByRole('button', { name: 'Quote' })
      .click();
    await page.keyboard.press('Enter');
    const link = page.getByRole('main').locator('blockquote').getByRole('link', { name: 'word' });
    await expect.poll(() => link.getAttribute('href')).toBe('https://lab.local/');
    await type(ana, 'a `b` **c** ~~d~~');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => message(ana, 'a b c d').locator('code, strong, del').allTextContents())
      .toEqual(['b', 'c', 'd']);
    await end(ana);
  });

  it('a text that is too long stays, and says by how much', async () => {
    const ana = await here.visitors.guest('loopback', 'ana with much to say');
    const { page } = ana;
    await create(ana, 'length');
    await field(ana).fill('ö'.repeat(8192));
    await page.getByText('0', { exact: true }).waitFor();
    await field(ana).press('End');
    await type(ana, 'more');
    await page.getByText('-4', { exact: true }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => field(ana).inputValue()).toMatch(/more$/);
    for (let i = 0; i < 4; i++) await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await message(ana, 'öööö').getByText('Sent', { exact: true }).waitFor({ state: 'attached' });
    await end(ana);
  });

  it('what is written on one device is there on another one', async () => {
    const come = async (way: string) => {
      const visit = await here.visitors.come('loopback');
      await visit.page.getByText(way, { exact: true }).click();
      await visit.page.getByLabel('Your name').fill('mara');
      await visit.page.getByLabel(/assword/).fill('correct horse');
      await visit.page.keyboard.press('Enter');
      await field(visit).waitFor();
      return visit;
    };
    const one = await come('New account');
    await create(one, 'devices');
    await type(one, 'half a senten');
    const other = await come('Sign in');
    await entry(other, /^devices Something is written here and not sent/).click();
    await expect.poll(() => field(other).inputValue()).toBe('half a senten');
    await field(other).press('End');
    await type(other, 'ce');
    // The field of the first has the focus still.
    await field(other).press('Enter');
    await sees(one, 'half a sentence');
    await expect.poll(() => field(one).inputValue()).toBe('');
    await end(one, other);
  });
});
