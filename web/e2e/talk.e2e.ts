import { describe, expect, it } from 'vitest';
import { end, field, message, press, said, say, sees } from './acts';
import { barriers } from './axe';
import { Bot } from './bot';
import { keeps } from './browser';
import { place } from './place';
import { ORIGINS } from './server';

const here = place();

describe.each(ORIGINS)('talking: %s', (origin) => {
  it('two people hear each other at once, and each message once', async () => {
    const ana = await here.visitors.guest(origin, `ana ${origin}`);
    const bob = await here.visitors.guest(origin, `bob ${origin}`);
    await say(ana, `hello **bob** ${origin}`);
    await sees(bob, `hello bob ${origin}`);
    await expect.poll(() => bob.page.locator('.rich-text strong').last().textContent()).toBe('bob');
    await say(bob, `hello ana ${origin}`);
    await sees(ana, `hello ana ${origin}`);
    for (const visit of [ana, bob]) {
      for (const text of [`hello bob ${origin}`, `hello ana ${origin}`]) {
        await expect
          .poll(() => visit.page.locator('.rich-text', { hasText: text }).count())
          .toBe(1);
      }
      expect(visit.complaints).toEqual([]);
    }
    await ana.context.close();
    await bob.context.close();
  });

  it('what is written and changed while the server is dead is kept, over a reload, and arrives once', async () => {
    const ana = await here.visitors.guest(origin, `writer ${origin}`);
    const { page } = ana;
    await said(ana, `befor ${origin}`);
    if (origin === 'basic') {
      await page.waitForFunction(() => {
        const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
        // The search, and the words that come with the first window.
        return [/search-.*js$/, /more-.*js$/].every((part) =>
          loaded.some((each) => part.test(each)),
        );
      });
    } else {
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await keeps(page, /"kind":"welcome"/);
      await keeps(page, new RegExp(`"kind":"posted"[^{}]*"text":"befor ${origin}"`));
    }
    await here.server.end('SIGKILL');
    const status = page.getByRole('status');
    await status.filter({ hasText: 'No connection. What you write is kept' }).waitFor();
    await say(ana, `one ${origin}`);
    await say(ana, `two ${origin}`);
    const waits = (text: string) =>
      message(ana, text).getByText('Kept. It is sent when the connection is back.');
    await waits(`two ${origin}`).waitFor({ state: 'attached' });
    await press(ana, `befor ${origin}`, 'Edit');
    await field(ana).fill(`before ${origin}`);
    await field(ana).press('Enter');
    await press(ana, `before ${origin}`, 'React with 👍');
    await message(ana, `before ${origin}`).getByRole('button', { name: /^👍 1/ }).waitFor();
    await waits(`before ${origin}`).waitFor({ state: 'attached' });
    // What waits can be said otherwise, or not at all.
    await field(ana).press('ArrowUp');
    await expect.poll(() => field(ana).inputValue()).toBe(`two ${origin}`);
    await message(ana, `two ${origin}`).waitFor({ state: 'detached' });
    await field(ana).fill(`second ${origin}`);
    await field(ana).press('Enter');
    await say(ana, `never ${origin}`);
    await message(ana, `never ${origin}`).getByRole('button', { name: 'Discard' }).click();
    await message(ana, `never ${origin}`).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+F');
    await page.getByLabel('Search in your conversations').fill(`befor ${origin}`);
    await page.getByRole('status').filter({ hasText: 'One message' }).waitFor();
    await page.keyboard.press('Escape');
    if (origin !== 'basic') {
      // Without a service worker a page cannot be loaded from nowhere; what it kept stays.
      await page.reload();
      await waits(`before ${origin}`).waitFor({ state: 'attached' });
      await sees(ana, `second ${origin}`);
    }
    await here.server.again();
    await page.getByText('No connection').first().waitFor({ state: 'hidden' });
    await message(ana, `second ${origin}`)
      .getByText('Sent', { exact: true })
      .waitFor({ state: 'attached' });
    const bob = await here.visitors.guest(origin, `reader ${origin}`);
    await sees(bob, `second ${origin}`);
    await message(bob, `before ${origin}`)
      .getByRole('button', { name: /^👍 1.*writer/ })
      .waitFor();
    await message(bob, `before ${origin}`).getByRole('button', { name: 'edited' }).waitFor();
    const texts = await bob.page.locator('.rich-text', { hasText: origin }).allInnerTexts();
    const own = texts.filter((each) => /^(before|one|two|second|never) /.test(each));
    expect(own).toEqual([`before ${origin}`, `one ${origin}`, `second ${origin}`]);
    await end(ana, bob);
  });

  it('ATK-044 who leaves without a connection is out when there is one again', async () => {
    const { page, context } = await here.visitors.guest(origin, `gone ${origin}`);
    await here.server.end('SIGKILL');
    await page.getByText('No connection').first().waitFor();
    await page.locator('.sidebar-me').click();
    await page.getByRole('menuitem', { name: 'Leave Klatch' }).click();
    await page.getByText('The server does not answer').or(page.getByLabel('Your name')).waitFor();
    await here.server.again();
    await page.reload();
    await page.getByLabel('Your name').waitFor();
    expect(await page.evaluate(async () => (await fetch('/api/session')).status)).toBe(401);
    await context.close();
  });

  it('two tabs of one person show the same, and the second goes on when the first is closed', async () => {
    const first = await here.visitors.guest(origin, `tabs ${origin}`);
    const second = await here.visitors.open(first.context, here.server.url(origin));
    await second.page.getByRole('textbox', { name: /^Write to/ }).waitFor();
    await say(first, `from the first ${origin}`);
    await sees(second, `from the first ${origin}`);
    await say(second, `from the second ${origin}`);
    await sees(first, `from the second ${origin}`);
    await first.page.close();
    await say(second, `alone ${origin}`);
    const bot = await Bot.enter(here.visitors, origin, `bot ${origin}`);
    await expect
      .poll(
        async () => {
          const history = await bot.ask('read-history', { conversation: bot.welcome.everyone });
          return JSON.stringify(history).includes(`alone ${origin}`);
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    expect(second.complaints).toEqual([]);
    await first.context.close();
    await bot.close();
  });

  it('a phone shows one column: the list, then a conversation, and back', async () => {
    const visit = await here.visitors.come(origin, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const { page, context } = visit;
    await page.getByLabel('Your name').fill(`phone ${origin}`);
    await page.getByRole('button', { name: 'Come in' }).tap();
    await page.getByRole('navigation').getByText('everyone').tap();
    await say(visit, `from a phone ${origin}`);
    await sees(visit, `from a phone ${origin}`);
    expect(await barriers(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Back to the list' }).tap();
    await page.getByRole('navigation').getByText('everyone').waitFor();
    expect(visit.complaints).toEqual([]);
    await context.close();
  });

  it('nothing bars the way in the main screen, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const visit = await here.visitors.guest(origin, `eyes ${origin} ${colorScheme}`, {
        colorScheme,
      });
      await say(
        visit,
        `> said before\n\nlook at \`this\` and [that](http://lab.local) ${colorScheme}`,
      );
      await sees(visit, `look at this`);
      expect(await barriers(visit.page)).toEqual([]);
      await visit.context.close();
    }
  });
});

it('what waits when a server begins anew is not lost, and goes only if one says so', async () => {
  const ana = await here.visitors.guest('loopback', 'ana of the past');
  const { page } = ana;
  await said(ana, 'gone with the past');
  await here.server.end('SIGKILL');
  await page.getByText('No connection').first().waitFor();
  await say(ana, 'still true');
  await say(ana, 'not any more');
  await message(ana, 'not any more').getByText('Kept.').waitFor({ state: 'attached' });
  await here.server.forget();
  await here.server.again();
  await page.getByLabel('Your name').fill('ana of the past');
  await page.keyboard.press('Enter');
  const held = page.getByRole('alert').filter({ hasText: 'Written where you are no more.' });
  await expect.poll(() => held.count()).toBe(2);
  await message(ana, 'not any more').getByRole('button', { name: 'Discard' }).click();
  await message(ana, 'still true').getByRole('button', { name: 'Edit' }).click();
  await expect.poll(() => field(ana).inputValue()).toBe('still true');
  await field(ana).press('Enter');
  await message(ana, 'still true')
    .getByText('Sent', { exact: true })
    .waitFor({ state: 'attached' });
  await message(ana, 'not any more').waitFor({ state: 'detached' });
  await end(ana);
});
