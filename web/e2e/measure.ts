import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { Bot } from './bot';
import { Visitors } from './browser';
import { Server } from './server';

const ROOMS = Number(process.env.MEASURED_ROOMS ?? 50);
const MESSAGES = Number(process.env.MEASURED_MESSAGES ?? 5_000);
const SLOWER = 4;
const STARTS = 7;

let server: Server;
let visitors: Visitors;

beforeAll(async () => {
  server = await Server.start('--host', '127.0.0.1', '--limits', 'off');
  visitors = await Visitors.of(server);
});

afterAll(async () => {
  await visitors?.close();
  await server?.close();
});

/** One line a figure, for bench/results. */
function tell(what: string, value: number, unit: string): void {
  process.stdout.write(`web ${what}: ${Math.round(value * 10) / 10} ${unit}\n`);
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds from the document to the field in which one writes, of somebody who is in. */
async function start(page: Page): Promise<number> {
  await page.reload();
  await page.getByRole('textbox', { name: /^Write to/ }).waitFor();
  return page.evaluate(() => {
    const [document] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const written = performance.getEntriesByName('ready')[0]?.startTime ?? Number.NaN;
    return written - (document?.responseEnd ?? 0);
  });
}

async function heap(tools: CDPSession): Promise<number> {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  return usedSize / 1_000_000;
}

it('starts on a slow machine', async () => {
  const { page, context } = await visitors.guest('loopback', 'starter');
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('textarea') === null) return;
      performance.mark('ready');
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  const tools = await context.newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const times: number[] = [];
  for (let round = 0; round < STARTS; round += 1) times.push(await start(page));
  tell(`from the document to the composer, CPU ${SLOWER} times slower`, middle(times), 'ms');
  await context.close();
});

it('keeps its memory in many long rooms, and scrolls', async () => {
  const writer = await Bot.enter(visitors, 'loopback', 'writer');
  const rooms: string[] = [];
  for (let number = 0; number < ROOMS; number += 1) {
    const { conversation } = await writer.command('create-room', { name: `room ${number}` });
    await writer.flood(conversation, MESSAGES);
    rooms.push(conversation);
  }
  const { page, context } = await visitors.guest('loopback', 'reader');
  const tools = await context.newCDPSession(page);
  const profile = await writer.ask('read-profile', { name: 'reader' });
  if (profile.kind !== 'profile') throw new Error(JSON.stringify(profile));
  const people = [profile.person.person];
  for (const conversation of rooms) await writer.command('invite', { conversation, people });
  const before = await heap(tools);
  for (const conversation of rooms) {
    await page.evaluate((place) => location.assign(place), `#/c/${conversation}`);
    await page
      .getByText(`message ${MESSAGES - 1} `, { exact: false })
      .first()
      .waitFor();
    await scrollUp(page);
  }
  const after = await heap(tools);
  tell('heap before', before, 'MB');
  tell(`heap after ${ROOMS} rooms of ${MESSAGES} messages, each scrolled through`, after, 'MB');
  await context.close();
});

/** To the first message, as fast as pages come. */
async function scrollUp(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const log = document.querySelector<HTMLElement>('[role="log"]');
    if (log === null) return;
    const beginning = () => document.querySelector('.beginning') !== null;
    while (!beginning()) {
      log.scrollTop = 0;
      await new Promise(requestAnimationFrame);
    }
  });
}
