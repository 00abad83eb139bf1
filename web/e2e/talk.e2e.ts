import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe';
import { Bot } from './bot';
import { keeps, type Visit, Visitors } from './browser';
import { ORIGINS, Server } from './server';

let server: Server;
let visitors: Visitors;

beforeAll(async () => {
  server = await Server.start('--pace-burst', '10000', '--pace-per-second', '1000');
  visitors = await Visitors.of(server);
});

afterAll(async () => {
  await visitors?.close();
  await server?.close();
});

async function say({ page }: Visit, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Write to/ }).fill(text);
  await page.keyboard.press('Enter');
}

async function sees({ page }: Visit, text: string): Promise<void> {
  await page.locator('.rich-text', { hasText: text }).first().waitFor();
}

describe.each(ORIGINS)('talking: %s', (origin) => {
  it('two people hear each other at once, and each message once', async () => {
    const ana = await visitors.guest(origin, `ana ${origin}`);
    const bob = await visitors.guest(origin, `bob ${origin}`);
    await say(ana, `hello **bob** ${origin}`);
    await sees(bob, `hello bob ${origin}`);
    expect(await bob.page.locator('.rich-text strong').last().textContent()).toBe('bob');
    await say(bob, `hello ana ${origin}`);
    await sees(ana, `hello ana ${origin}`);
    for (const visit of [ana, bob]) {
      for (const text of [`hello bob ${origin}`, `hello ana ${origin}`]) {
        expect(await visit.page.locator('.rich-text', { hasText: text }).count()).toBe(1);
      }
      expect(visit.complaints).toEqual([]);
    }
    await ana.context.close();
    await bob.context.close();
  });

  it('what is written while the server is dead is kept, over a reload, and arrives once', async () => {
    const ana = await visitors.guest(origin, `writer ${origin}`);
    await say(ana, `before ${origin}`);
    await sees(ana, `before ${origin}`);
    if (origin !== 'basic') {
      await ana.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await keeps(ana.page, /"kind":"welcome"/);
      await keeps(ana.page, new RegExp(`"kind":"posted"[^{}]*"text":"before ${origin}"`));
    }
    await server.end('SIGKILL');
    await ana.page.getByText('No connection').first().waitFor();
    await say(ana, `one ${origin}`);
    await say(ana, `two ${origin}`);
    await sees(ana, `two ${origin}`);
    if (origin !== 'basic') {
      // Without a service worker a page cannot be loaded from nowhere; what it kept stays.
      await ana.page.reload();
      await sees(ana, `before ${origin}`);
      await sees(ana, `two ${origin}`);
    }
    await server.again();
    await ana.page.getByText('No connection').first().waitFor({ state: 'hidden' });
    const bob = await visitors.guest(origin, `reader ${origin}`);
    await sees(bob, `two ${origin}`);
    const texts = await bob.page.locator('.rich-text', { hasText: origin }).allInnerTexts();
    const own = texts.filter((each) => /^(before|one|two) /.test(each));
    expect(own).toEqual([`before ${origin}`, `one ${origin}`, `two ${origin}`]);
    await ana.context.close();
    await bob.context.close();
  });

  it('ATK-044 who leaves without a connection is out when there is one again', async () => {
    const { page, context } = await visitors.guest(origin, `gone ${origin}`);
    await server.end('SIGKILL');
    await page.getByText('No connection').first().waitFor();
    await page.locator('.sidebar-me').click();
    await page.getByRole('menuitem', { name: 'Leave Klatch' }).click();
    await page.getByText('The server does not answer').or(page.getByLabel('Your name')).waitFor();
    await server.again();
    await page.reload();
    await page.getByLabel('Your name').waitFor();
    expect(await page.evaluate(async () => (await fetch('/api/session')).status)).toBe(401);
    await context.close();
  });

  it('two tabs of one person show the same, and the second goes on when the first is closed', async () => {
    const first = await visitors.guest(origin, `tabs ${origin}`);
    const second = await visitors.open(first.context, server.url(origin));
    await second.page.getByRole('textbox', { name: /^Write to/ }).waitFor();
    await say(first, `from the first ${origin}`);
    await sees(second, `from the first ${origin}`);
    await say(second, `from the second ${origin}`);
    await sees(first, `from the second ${origin}`);
    await first.page.close();
    await say(second, `alone ${origin}`);
    const bot = await Bot.enter(visitors, origin, `bot ${origin}`);
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
    const visit = await visitors.come(origin, {
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
      const visit = await visitors.guest(origin, `eyes ${origin} ${colorScheme}`, { colorScheme });
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
