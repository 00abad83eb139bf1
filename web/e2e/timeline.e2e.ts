import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  choose,
  create,
  end,
  entry,
  field,
  goTo,
  join,
  message,
  press,
  said,
  say,
  sees,
} from './acts';
import { place } from './place';
import { ORIGINS } from './server';

const here = place('with eve');

describe.each(ORIGINS)('a message: %s', (origin) => {
  it('is changed, answered, copied as a link, opened in another tab, and deleted', async () => {
    const ana = await here.visitors.guest(origin, `ana ${origin}`);
    await create(ana, `walk ${origin}`);
    await said(ana, 'the frist');
    await field(ana).press('ArrowUp');
    await ana.page.getByText('You are changing your message').waitFor();
    await expect.poll(() => field(ana).inputValue()).toBe('the frist');
    await field(ana).fill('the first');
    await field(ana).press('Enter');
    await message(ana, 'the first').getByRole('button', { name: 'edited' }).waitFor();

    await choose(ana, 'the first', 'Copy link');
    await ana.page.getByText('Copied.').waitFor();
    await field(ana).focus();
    await ana.page.keyboard.press('Control+V');
    const link = await field(ana).inputValue();
    expect(link).toMatch(new RegExp(`^${here.server.url(origin)}/#/c/c[0-9a-z]+/\\d+$`));
    await field(ana).fill('');
    const other = await here.visitors.open(ana.context, link);
    await other.page.locator('article[data-lit=true]', { hasText: 'the first' }).waitFor();
    expect(other.complaints).toEqual([]);

    await ana.page.bringToFront();
    await choose(ana, 'the first', 'Delete');
    await ana.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await sees(ana, 'This message was deleted.');
    await other.page.bringToFront();
    await sees(other, 'This message was deleted.');
    await expect.poll(() => message(ana, 'the first').count()).toBe(0);
    await end(ana);
  });
});

describe('what one does with messages', () => {
  it('the toolbar changes a message, and what it said before can be read', async () => {
    const bob = await here.visitors.guest('loopback', 'bob of versions');
    await create(bob, 'versions');
    await said(bob, 'one');
    await press(bob, 'one', 'Edit');
    await field(bob).fill('two');
    await bob.page.getByRole('button', { name: 'Save' }).click();
    await message(bob, 'two').getByRole('button', { name: 'edited' }).click();
    const dialog = bob.page.getByRole('dialog', { name: 'What it said before' });
    await dialog.getByText('one', { exact: true }).waitFor();
    await bob.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await press(bob, 'two', 'Edit');
    await field(bob).press('Escape');
    await expect.poll(() => field(bob).inputValue()).toBe('');
    await end(bob);
  });

  it('reactions say who, and go by a second press', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who reacts');
    const { conversation } = await here.eve.command('create-room', { name: 'reactions' });
    const { seq } = await here.eve.post('good news', conversation);
    await join(ana, 'reactions');
    await press(ana, 'good news', 'React with 👍');
    const thumb = message(ana, 'good news').getByRole('button', { name: /^👍/ });
    await expect.poll(() => thumb.textContent()).toBe('👍1: you');
    await expect.poll(() => thumb.getAttribute('aria-pressed')).toBe('true');
    await here.eve.command('react', { conversation, target: seq, reaction: '👍', on: true });
    await expect.poll(() => thumb.textContent()).toBe('👍2: you and eve');
    await thumb.click();
    await expect.poll(() => thumb.textContent()).toBe('👍1: eve');
    await press(ana, 'good news', 'React');
    await ana.page.getByRole('searchbox', { name: 'Find an emoji' }).fill('party popper');
    await ana.page.getByRole('region', { name: 'Found' }).getByRole('button').first().waitFor();
    await ana.page.keyboard.press('Enter');
    await message(ana, 'good news')
      .getByRole('button', { name: /^🎉.*1.*: you/ })
      .waitFor();
    await end(ana);
  });

  it('an answer quotes what it answers, and leads there', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who answers');
    const { conversation } = await here.eve.command('create-room', { name: 'answers' });
    await here.eve.post('what is the *question*?', conversation);
    await Promise.all(
      Array.from({ length: 60 }, (_, at) => here.eve.post(`line ${at}`, conversation)),
    );
    await join(ana, 'answers');
    await sees(ana, /line 59$/);
    await ana.page.getByRole('log').hover();
    await ana.page.mouse.wheel(0, -9000);
    await press(ana, 'what is the question?', 'Reply');
    await ana.page.getByText('Reply to eve').waitFor();
    await say(ana, 'this one');
    const quote = message(ana, 'this one').getByRole('button', {
      name: 'eve what is the question',
    });
    await quote.waitFor();
    await expect
      .poll(() => message(ana, 'what is the question?').last().textContent())
      .toMatch(/this one/);
    await quote.click();
    await ana.page
      .locator('article[data-lit=true]', { hasText: 'what is the question?' })
      .waitFor();
    await end(ana);
  });

  it('a thread is opened and answered beside the conversation', async () => {
    const ana = await here.visitors.guest('loopback', 'ana in threads');
    const { conversation } = await here.eve.command('create-room', { name: 'threads' });
    const { seq } = await here.eve.post('who comes along?', conversation);
    await join(ana, 'threads');
    await press(ana, 'who comes along?', 'Answer in a thread');
    const thread = ana.page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('No answers yet.').waitFor();
    await thread.getByRole('textbox', { name: 'Answer in this thread' }).fill('I do');
    await ana.page.keyboard.press('Enter');
    await thread.getByText('I do', { exact: true }).waitFor();
    await here.eve.post('me too', conversation, { thread: seq });
    await thread.getByText('me too', { exact: true }).waitFor();
    await thread.getByRole('button', { name: 'Close' }).click();
    await message(ana, 'who comes along?').getByRole('button', { name: '2 answers' }).click();
    await thread.getByText('I do', { exact: true }).waitFor();
    await expect.poll(() => message(ana, 'I do').count()).toBe(0);
    await end(ana);
  });

  it('a pin is in the list of pins, and leads to its message', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who pins');
    await create(ana, 'pins');
    await said(ana, 'the plan');
    await choose(ana, 'the plan', 'Pin for everybody');
    await message(ana, 'the plan').getByText('Pinned').waitFor();
    await ana.page.getByRole('button', { name: 'Details', exact: true }).click();
    const details = ana.page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('button', { name: /the plan/ }).click();
    await ana.page.locator('article[data-lit=true]', { hasText: 'the plan' }).waitFor();
    await choose(ana, 'the plan', 'Take the pin out');
    await details.getByText('Nothing is pinned.').waitFor();
    await end(ana);
  });

  it('a message is forwarded, with the name of who said it', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who forwards');
    await create(ana, 'forwards');
    const { conversation } = await here.eve.command('create-room', { name: 'source' });
    await here.eve.post('pass it on', conversation);
    await join(ana, 'source');
    await choose(ana, 'pass it on', 'Forward');
    const dialog = ana.page.getByRole('dialog', { name: 'Forward a message' });
    await dialog.getByLabel('Where to').fill('forw');
    await dialog.getByRole('button', { name: 'forwards' }).click();
    await ana.page.getByText('Forwarded to forwards.').waitFor();
    await goTo(ana, 'forwards');
    await message(ana, 'pass it on').getByText('First said by eve').waitFor();
    await end(ana);
  });
});

/** How far the top of a message is from the top of the window. */
function topOf(page: Page, seq: number): Promise<number> {
  return page.locator(`main article[data-seq="${seq}"]`).evaluate((it) => {
    return it.getBoundingClientRect().top;
  });
}

/** The seq of a message in the middle of what is seen. */
function middle(page: Page): Promise<number> {
  return page.getByRole('log').evaluate((log) => {
    const { top, height } = log.getBoundingClientRect();
    const all = [...log.querySelectorAll<HTMLElement>('article[data-seq]')];
    const found = all.find((each) => each.getBoundingClientRect().bottom > top + height / 4);
    return Number(found?.dataset.seq);
  });
}

/** The seq of the message that is just above what is seen. */
function above(page: Page): Promise<number> {
  return page.getByRole('log').evaluate((log) => {
    const { top } = log.getBoundingClientRect();
    const all = [...log.querySelectorAll<HTMLElement>('article[data-seq]')];
    const found = all.findLast((each) => each.getBoundingClientRect().bottom < top);
    return Number(found?.dataset.seq);
  });
}

describe('where one is', () => {
  it('what one reads does not move when older pages come, or others change', async () => {
    const { conversation } = await here.eve.command('create-room', { name: 'long' });
    const posts = await Promise.all(
      Array.from({ length: 400 }, (_, at) => {
        return here.eve.post(
          `line ${at}${at % 7 === 0 ? `\n\n- a\n- b\n- ${at}` : ''}`,
          conversation,
        );
      }),
    );
    const first = Math.min(...posts.map((each) => each.seq));
    const ana = await here.visitors.guest('loopback', 'ana who scrolls');
    const { page } = ana;
    await join(ana, 'long');
    await sees(ana, 'line 398');
    await page.getByRole('log').hover();
    const step = 450;
    for (let seq = await middle(page); seq > first + 20; seq = await middle(page)) {
      const before = await topOf(page, seq);
      await page.mouse.wheel(0, -step);
      // The message goes down as far as the wheel turns, whatever came in above it.
      await expect.poll(() => topOf(page, seq)).toBeGreaterThan(before + step - 3);
      await page.locator('[role=log][aria-busy=false]').waitFor();
      expect(await topOf(page, seq)).toBeLessThan(before + step + 3);
    }
    const seq = await middle(page);
    const place = await topOf(page, seq);
    await here.eve.command('edit', {
      conversation,
      target: await above(page),
      text: Array.from({ length: 8 }, (_, at) => `- grown ${at}`).join('\n'),
    });
    await sees(ana, 'grown 7');
    expect(Math.abs((await topOf(page, seq)) - place)).toBeLessThan(3);
    await here.eve.post('a new one below', conversation);
    const end1 = page.getByRole('button', { name: 'To the newest' });
    await expect.poll(() => end1.textContent()).toMatch(/1 message unread/);
    expect(Math.abs((await topOf(page, seq)) - place)).toBeLessThan(3);
    await end1.click();
    await sees(ana, 'a new one below');
    await end1.waitFor({ state: 'hidden' });
    await page.getByRole('main').getByRole('button', { name: 'More about long' }).click();
    await page.getByRole('menuitem', { name: 'Jump to a day' }).click();
    const dialog = page.getByRole('dialog', { name: 'Jump to a day' });
    await dialog.getByLabel('Day').waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('This is where long begins.').waitFor();
    await end(ana);
  });

  it('what is new is bold and counted in the list, and begins at a line', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who was away');
    const { conversation } = await here.eve.command('create-room', { name: 'news' });
    await here.eve.post('old', conversation);
    await join(ana, 'news');
    await sees(ana, 'old');
    await goTo(ana, 'everyone');
    const weight = () =>
      entry(ana, /^news/)
        .getByText('news')
        .evaluate((it) => Number(getComputedStyle(it).fontWeight));
    const plain = await weight();
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => here.eve.post(`news ${at}`, conversation)),
    );
    await entry(ana, 'news 50 messages unread').waitFor();
    expect(await weight()).toBeGreaterThan(plain);
    await here.eve.post('look, @ana who was away', conversation);
    await entry(ana, 'news 1 message for you').waitFor();
    await goTo(ana, 'news');
    const log = ana.page.getByRole('log');
    await log.getByText('New messages').waitFor();
    await message(ana, /news 0$/).waitFor();
    const line = await log.getByText('New messages').boundingBox();
    const head = await message(ana, /news 0$/).boundingBox();
    expect(line?.y).toBeLessThan(head?.y ?? 0);
    const place = await log.boundingBox();
    expect(line?.y).toBeGreaterThan(place?.y ?? 0);
    expect(head?.y).toBeLessThan((place?.y ?? 0) + (place?.height ?? 0));
    await ana.page.getByRole('button', { name: /^To the newest \d+ messages unread/ }).click();
    await sees(ana, /look, @ana who was away/);
    await entry(ana, 'news').waitFor();
    await ana.page.keyboard.press('Escape');
    await log.getByText('New messages').waitFor({ state: 'hidden' });
    await end(ana);
  });

  it('one sees who writes, who has read, and what was not taken', async () => {
    const ana = await here.visitors.guest('loopback', 'ana');
    const bob = await here.visitors.guest('loopback', 'bob');
    await create(ana, 'two');
    await join(bob, 'two');
    await field(bob).pressSequentially('hm');
    await ana.page.getByText('bob is writing …').waitFor();
    await say(ana, 'are you there?');
    await message(ana, 'are you there?').getByRole('button', { name: 'Read by bob' }).click();
    await ana.page
      .getByRole('dialog', { name: 'Who has read this' })
      .getByText('bob', { exact: true })
      .waitFor();
    await ana.page.keyboard.press('Escape');
    await say(ana, 'bob: hello');
    const pane = ana.page.getByRole('region', { name: 'Private with bob' });
    await pane.getByText('hello', { exact: true }).waitFor();
    await entry(bob, 'ana 1 message unread').waitFor();
    await bob.page.getByRole('button', { name: 'ana', exact: true }).first().click();
    await bob.page.getByRole('menuitem', { name: 'Take no private messages' }).click();
    const secret = pane.getByRole('textbox', { name: 'Write to bob' });
    await secret.fill('psst');
    await secret.press('Enter');
    await pane.getByText('Not sent. This person takes no messages from you.').waitFor();
    await bob.page.getByRole('button', { name: 'ana', exact: true }).first().click();
    await bob.page.getByRole('menuitem', { name: 'Take private messages from them' }).click();
    await pane.getByRole('button', { name: 'Try again' }).click();
    await entry(bob, 'ana 2 messages unread').waitFor();
    await pane.getByText('Not sent.').waitFor({ state: 'hidden' });
    await end(ana, bob);
  });
});
