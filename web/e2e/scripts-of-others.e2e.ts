import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { create, end, message, say } from './acts';
import { Bot } from './bot';
import { choose, plain, tone } from './chosen';
import { PAYLOADS } from './payloads';
import { place } from './place';
import { ORIGINS } from './server';

const here = place();

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

describe.each(ORIGINS)('ATK-037, ATK-045 what others write is never run: %s', (origin) => {
  it('in messages', async () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(300);
    const eve = await Bot.enter(here.visitors, origin, `eve ${origin}`);
    const ana = await here.visitors.guest(origin, `ana ${origin}`);
    const seen = await watch(ana.page);
    const first = await eve.post('what follows is no harm');
    for (const payload of PAYLOADS) await eve.post(payload);
    const last = await eve.post('that was all');
    await ana.page.locator(`[data-seq="${last.seq}"]`).waitFor();
    for (let seq = last.seq; seq >= first.seq; seq -= 10) {
      await ana.page.evaluate(
        (place) => location.assign(place),
        `#/c/${eve.welcome.everyone}/${seq}`,
      );
      await ana.page.locator(`[data-seq="${seq}"]`).waitFor();
    }
    await nothingRan(ana.page);
    expect(seen).toEqual([]);
    expect(ana.complaints).toEqual([]);
    await ana.context.close();
    await eve.close();
  });
});

it('ATK-037 nor in topics, names, answers, threads, pins, reactions, reports and hits', async () => {
  const eve = await Bot.enter(here.visitors, 'loopback', 'eve', 'correct horse');
  const ana = await here.visitors.guest('loopback', 'ana');
  const seen = await watch(ana.page);
  const short = PAYLOADS.filter((each) => each.length <= 60).slice(0, 40);
  const root = await eve.post('where it begins');
  for (const [number, payload] of short.entries()) {
    const topic = payload.replaceAll('\n', ' ');
    await eve.command('create-room', { name: `room ${number}`, topic, description: payload });
    await eve.ask('set-profile', { displayName: topic, status: topic });
    const said = await eve.post(payload);
    await eve.post('an answer', eve.welcome.everyone, { reply: said.seq });
    await eve.post(payload, eve.welcome.everyone, { thread: root.seq });
    const reaction = payload.slice(0, 32);
    const on = { conversation: eve.welcome.everyone, target: said.seq, reaction, on: true };
    if (reaction.trim() === reaction && !/\s/.test(reaction)) await eve.command('react', on);
  }
  const { page } = ana;
  await page.getByRole('button', { name: 'Details' }).first().click();
  await page.keyboard.press('Control+Shift+F');
  await page.getByLabel('Search in your conversations').fill('globalThis');
  await page.getByRole('search').getByRole('listitem').first().waitFor();
  await nothingRan(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.evaluate((place) => location.assign(place), `#/c/${eve.welcome.everyone}/${root.seq}`);
  await page.locator(`[data-seq="${root.seq}"]`).waitFor();
  await page
    .getByRole('button', { name: /answers|replies/i })
    .first()
    .click();
  await page.keyboard.press('Control+k');
  await nothingRan(page);
  expect(seen).toEqual([]);
  expect(ana.complaints).toEqual([]);
  await ana.context.close();
  await eve.close();
});

it('ATK-037 nor in files, by their names and by what is in them', async () => {
  const ana = await here.visitors.guest('loopback', 'ana with files');
  const seen = await watch(ana.page);
  const { page } = ana;
  await create(ana, 'strange files');
  const buffer = Buffer.from(PAYLOADS.join('\n'));
  const name = '"><img src=x onerror=globalThis.executed=1>';
  const mimeType = 'text/html';
  const wave = tone(`${name}.wav`);
  await choose(
    ana,
    { name: `${name}.html`, mimeType, buffer },
    { name: 'image.svg', mimeType: 'image/svg+xml', buffer },
    wave,
    { ...wave, name: 'a.js' },
    plain(`${name}.iso`, 10),
  );
  await say(ana, 'strange files');
  const said = message(ana, 'strange files');
  await said.getByRole('figure', { name: 'onerror' }).waitFor();
  for (const open of await said.locator('.text-open').all()) {
    await open.click();
    await page.locator('.text-read code').getByText('executed').first().waitFor();
    await nothingRan(page);
    await page.keyboard.press('Escape');
    await page.locator('.text-read').waitFor({ state: 'detached' });
  }
  expect(await said.locator('.text-open').count()).toBe(2);
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  await page.locator('.files-entry').nth(4).waitFor();
  await nothingRan(page);
  expect(seen).toEqual([]);
  await end(ana);
});

/** Nothing of others was run, nor stands on the page as an element. */
async function nothingRan(page: Page): Promise<void> {
  expect(await executed(page)).toBeUndefined();
  const elements = 'img[src="x"], script:not([src^="/assets/"]), iframe, object, embed, marquee';
  expect(await page.locator(elements).count()).toBe(0);
}
