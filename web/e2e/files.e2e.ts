import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { create, end, field, join, message } from './acts';
import type { Visit } from './browser';
import { bytes, choose, picture, plain, slowDown } from './chosen';
import { place } from './place';
import { ORIGINS } from './server';

const here = place(undefined, ['--disk-reserve', '0']);

/** What a link of a file brings, as a fingerprint. */
async function fetched(visit: Visit, name: string): Promise<string> {
  const link = visit.page.getByRole('main').getByRole('link', { name });
  const download = visit.page.waitForEvent('download');
  await link.first().click();
  const hash = createHash('sha256');
  const stream = await (await download).createReadStream();
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const sha256 = (all: Buffer) => createHash('sha256').update(all).digest('hex');

describe.each(ORIGINS)('files: %s', (origin) => {
  it('are attached, arrive whole, and are shown for what they are', async () => {
    const ana = await here.visitors.guest(origin, `ana ${origin}`);
    const bob = await here.visitors.guest(origin, `bob ${origin}`);
    await create(ana, `files ${origin}`);
    await join(bob, `files ${origin}`);
    await choose(
      ana,
      await picture(ana, 'photo.png', 1600, 900),
      plain('отчёт „2026“.bin', 300_000),
    );
    await field(ana).fill('look at this');
    await field(ana).press('Enter');
    const said = message(bob, 'look at this');
    const shown = said.getByRole('button', { name: 'Show photo.png large' }).getByRole('img');
    await shown.waitFor();
    await expect
      .poll(() => shown.evaluate((img) => (img as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(100);
    expect(await fetched(bob, 'отчёт „2026“.bin')).toBe(sha256(bytes(300_000)));
    await said.getByRole('button', { name: 'Show photo.png large' }).click();
    const box = bob.page.getByRole('dialog', { name: 'Pictures' });
    await box.getByRole('img', { name: 'photo.png' }).waitFor();
    await bob.page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    await bob.page.getByRole('button', { name: 'Details' }).click();
    const panel = bob.page.getByRole('complementary');
    await panel.getByRole('link', { name: 'photo.png' }).waitFor();
    await panel.getByRole('combobox', { name: 'Which files' }).selectOption('Documents');
    await panel.getByRole('link', { name: 'photo.png' }).waitFor({ state: 'detached' });
    await panel.getByRole('link', { name: 'отчёт „2026“.bin' }).waitFor();
    await end(ana, bob);
  });
});

describe('a file', () => {
  it('that is too large is refused in words, and what was written stays', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who has much');
    await field(ana).fill('a large one');
    await ana.page.evaluate(() => {
      const data = new DataTransfer();
      const large = new File([], 'large.iso');
      Object.defineProperty(large, 'size', { value: 200 * 1024 * 1024 });
      data.items.add(large);
      const field = document.querySelector('.composer-field');
      const files = [large];
      Object.defineProperty(data, 'files', { value: files });
      Object.defineProperty(data, 'items', {
        value: [{ getAsFile: () => large, webkitGetAsEntry: () => null }],
      });
      field?.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    });
    await ana.page.getByRole('status').getByText('large.iso has 200').waitFor();
    await expect.poll(() => field(ana).inputValue()).toBe('a large one');
    await end(ana);
  });

  it('goes on after the server was killed, and after a reload, and is said once', async () => {
    const ana = await here.visitors.guest('loopback', 'ana with a bad line');
    const bob = await here.visitors.guest('loopback', 'bob who waits');
    await create(ana, 'bad lines');
    await join(bob, 'bad lines');
    await slowDown(ana, 4_000_000);
    await choose(ana, plain('large.bin', 12_000_000));
    await field(ana).fill('it took long');
    await field(ana).press('Enter');
    await ana.page.getByText('Sent as soon as the files are there: it took long').waitFor();
    const progress = ana.page.getByRole('progressbar', { name: 'How much of large.bin' });
    await expect
      .poll(async () => Number(await progress.getAttribute('value')))
      .toBeGreaterThan(0.1);
    await here.server.end('SIGKILL');
    await here.server.again();
    await expect
      .poll(async () => Number(await progress.getAttribute('value')))
      .toBeGreaterThan(0.3);
    await ana.page.reload();
    await message(bob, 'it took long').getByText('large.bin').waitFor({ timeout: 60_000 });
    expect(await fetched(bob, 'large.bin')).toBe(sha256(bytes(12_000_000)));
    await expect.poll(() => message(bob, 'it took long').count()).toBe(1);
    await end(ana, bob);
  });
});
