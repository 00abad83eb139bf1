import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bot } from './bot';
import { Visitors } from './browser';
import { PAYLOADS } from './payloads';
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

/** From now on, breaches of the policy are counted, and dialogs are seen. */
async function watch(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction('breached', (what: string) => seen.push(what));
  await page.evaluate(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { breached } = globalThis as unknown as { breached(what: string): void };
      breached(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return seen;
}

async function executed(page: Page): Promise<unknown> {
  return page.evaluate(() => (globalThis as { executed?: unknown }).executed);
}

describe.each(ORIGINS)('ATK-037 what others write is never run: %s', (origin) => {
  it('in messages, and in what quotes them', async () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(300);
    const eve = await Bot.enter(visitors, origin, `eve ${origin}`);
    const { conversation } = await eve.command('create-room', { name: `corpus ${origin}` });
    const ana = await visitors.guest(origin, `ana ${origin}`);
    const seen = await watch(ana.page);
    for (const payload of PAYLOADS) await eve.post(payload, conversation);
    const last = await eve.post('that was all', conversation);
    for (let seq = last.seq; seq > 0; seq -= 12) {
      await ana.page.goto(`${server.url(origin)}/#/c/${conversation}/${seq}`);
      await ana.page.locator(`[data-seq="${seq}"]`).waitFor();
    }
    expect(await executed(ana.page)).toBeUndefined();
    expect(await ana.page.locator('main img[src="x"], main script, main iframe').count()).toBe(0);
    expect(seen).toEqual([]);
    expect(ana.complaints).toEqual([]);
    await ana.context.close();
    await eve.close();
  });
});
