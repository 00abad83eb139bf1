import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { place, UNLIMITED } from '../place';
import { middle, record, short } from './figures';

const SLOWER = 4;
const STARTS = 7;

const here = place(undefined, UNLIMITED);

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

it('starts on a slow machine', async () => {
  const { page, context } = await here.visitors.guest('loopback', 'starter');
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
  const millis = middle(times);
  record(
    'web-start',
    here.visitors,
    { slower: SLOWER, millis: times },
    {
      'CPU slower': `${SLOWER} ×`,
      'document to composer, ms': short(millis, 0),
      'slowest of them': `${short(Math.max(...times), 0)} of ${STARTS}`,
    },
  );
  await context.close();
});
