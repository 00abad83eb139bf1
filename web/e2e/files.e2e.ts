import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { create, end, field, join, message, say } from './acts';
import type { Visit } from './browser';
import { bytes, choose, film, give, picture, plain, slowDown } from './chosen';
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

/** What is on its way from where one writes. */
const tray = ({ page }: Visit) => page.getByRole('list', { name: 'Files on their way' });

const sha256 = (all: Buffer) => createHash('sha256').update(all).digest('hex');

describe.each(ORIGINS)('files: %s', (origin) => {
  it('are attached, arrive whole, and are shown for what they are', async () => {
    const ana = await here.visitors.guest(origin, `ana ${origin}`);
    const bob = await here.visitors.guest(origin, `bob ${origin}`);
    await create(ana, `files ${origin}`);
    await join(bob, `files ${origin}`);
    const brought = ana.page.waitForRequest((each) => each.method() === 'PATCH');
    await choose(
      ana,
      await picture(ana, 'photo.png', 1600, 900),
      plain('отчёт „2026“.bin', 300_000),
    );
    // Where the browser can reckon what the bytes are, the server is told.
    const told = (await brought).headers()['upload-checksum'] ?? '';
    expect(told.startsWith('sha256 ')).toBe(origin !== 'basic');
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

describe.each(['secure', 'basic'] as const)('what is inside of a file: %s', (origin) => {
  it('of a text the first lines, and more of it in a dialog', async () => {
    const ana = await here.visitors.guest(origin, `ana who reads ${origin}`);
    await create(ana, `texts ${origin}`);
    const lines = Array.from({ length: 9_000 }, (_, line) => `const line${line} = "<b>größe</b>";`);
    const text = Buffer.from(lines.join('\n'));
    await choose(ana, { name: 'long.js', mimeType: 'text/html', buffer: text });
    await say(ana, 'a text');
    const said = message(ana, 'a text');
    await said.getByText('const line5 = "<b>größe</b>";').waitFor();
    expect(await said.getByText('line6').count()).toBe(0);
    const asked = ana.page.waitForRequest((each) => each.url().includes('/api/files/f'));
    await said.getByRole('button', { name: 'Read long.js' }).click();
    expect((await asked).headers().range).toBe('bytes=0-204799');
    const dialog = ana.page.getByRole('dialog', { name: 'long.js' });
    const read = dialog.getByRole('region', { name: 'long.js' });
    await read.getByText('const line5000 = "<b>größe</b>";').waitFor();
    expect(await read.locator('b').count()).toBe(0);
    await dialog.getByText('These are the first 200 kB of').waitFor();
    await ana.page.keyboard.press('Escape');
    await choose(ana, {
      name: 'short.js',
      mimeType: 'text/plain',
      buffer: Buffer.from('const a = "b";\n'),
    });
    await say(ana, 'a short one');
    await message(ana, 'a short one').getByRole('button', { name: 'Read short.js' }).click();
    const coloured = ana.page.getByRole('dialog', { name: 'short.js' });
    await coloured.locator('.hljs-string').getByText('"b"').waitFor();
    await ana.page.keyboard.press('Escape');
    await end(ana);
  });

  it('a film, at any place of it, where its size was known before it was there', async () => {
    const ana = await here.visitors.guest(origin, `ana who films ${origin}`);
    const bob = await here.visitors.guest(origin, `bob who looks ${origin}`);
    await create(ana, `films ${origin}`);
    await join(bob, `films ${origin}`);
    await choose(ana, await film(ana, 'walk.webm', 3_000));
    await say(ana, 'a film');
    const shown = message(bob, 'a film').locator('video');
    await shown.waitFor();
    await message(bob, 'a film').getByRole('link', { name: 'walk.webm' }).waitFor();
    const box = await shown.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(16 / 9, 1);
    const at = () => shown.evaluate((each) => (each as HTMLVideoElement).currentTime);
    const picture = () => shown.evaluate((each) => (each as HTMLVideoElement).videoWidth);
    await expect.poll(picture).toBe(320);
    await shown.evaluate((each) => {
      (each as HTMLVideoElement).currentTime = 2;
    });
    await expect
      .poll(() => shown.evaluate((each) => (each as HTMLVideoElement).seeking))
      .toBe(false);
    expect(await at()).toBeCloseTo(2, 0);
    await shown.evaluate((each) => (each as HTMLVideoElement).play());
    await expect.poll(at, { interval: 20 }).toBeGreaterThan(2.1);
    await end(ana, bob);
  });
});

describe('a file', () => {
  it('is pasted, and several come with one caption, pictures as an album', async () => {
    const ana = await here.visitors.guest('basic', 'ana with an album');
    const bob = await here.visitors.guest('basic', 'bob with an album');
    await create(ana, 'albums');
    await join(bob, 'albums');
    await give(ana, 'paste', [{ name: 'pasted.txt', text: 'from elsewhere' }]);
    await tray(ana).getByText('pasted.txt').waitFor();
    await choose(
      ana,
      await picture(ana, 'one.png', 900, 600),
      await picture(ana, 'two.png', 600, 900),
      await picture(ana, 'three.png', 500, 500),
    );
    expect(await tray(ana).getByRole('listitem').count()).toBe(4);
    await field(ana).fill('all of it');
    await field(ana).press('Enter');
    const said = message(bob, 'all of it');
    await said.getByRole('button', { name: 'Read pasted.txt' }).waitFor();
    await said.getByText('from elsewhere').waitFor();
    const pictures = said.getByRole('button', { name: /^Show .*\.png large$/ });
    expect(await pictures.count()).toBe(3);
    await pictures.first().click();
    const box = bob.page.getByRole('dialog', { name: 'Pictures' });
    await box.getByText('1 / 3').waitFor();
    await bob.page.keyboard.press('ArrowRight');
    await box.getByRole('img', { name: 'two.png' }).waitFor();
    await bob.page.keyboard.press('+');
    await box.getByRole('button', { name: 'Show the whole of it' }).waitFor();
    await bob.page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await end(ana, bob);
  });

  it('is dropped; a folder beside it is refused by its name', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who drops');
    await create(ana, 'dropped');
    await give(ana, 'drop', [
      { name: 'a.txt', text: 'a' },
      { name: 'holidays', text: null },
    ]);
    await ana.page.getByRole('status').getByText('holidays is a folder').waitFor();
    await tray(ana).getByText('a.txt').waitFor();
    expect(await tray(ana).getByRole('listitem').count()).toBe(1);
    await tray(ana).getByRole('button', { name: 'Take a.txt out' }).click();
    await tray(ana).waitFor({ state: 'detached' });
    await end(ana);
  });

  it('is held, waits without a line, and goes on by itself or by a press', async () => {
    const ana = await here.visitors.guest('loopback', 'ana on a train');
    await create(ana, 'trains');
    await slowDown(ana, 1_000_000);
    await choose(ana, plain('slow.bin', 3_000_000));
    const moved = async () =>
      Number(await tray(ana).getByRole('progressbar').getAttribute('value'));
    await expect.poll(moved).toBeGreaterThan(0.1);
    await tray(ana).getByRole('button', { name: 'Hold slow.bin' }).click();
    await tray(ana)
      .getByText(/ of 2\.9 MB, held$/)
      .waitFor();
    const held = await moved();
    await ana.page.route('**/api/files/*', (route) => route.abort());
    const cut = ana.page.waitForEvent('requestfailed');
    await tray(ana).getByRole('button', { name: 'Go on with slow.bin' }).click();
    await cut;
    expect(await tray(ana).getByRole('alert').count()).toBe(0);
    await ana.page.unroute('**/api/files/*');
    await slowDown(ana, 20_000_000);
    await expect.poll(moved).toBeGreaterThan(held);
    await tray(ana).getByText('2.9 MB', { exact: true }).waitFor();
    await say(ana, 'there at last');
    await message(ana, 'there at last').getByText('slow.bin').waitFor();
    await end(ana);
  });

  it('for which there is no room left is refused in words, and can be tried again', async () => {
    const ana = await here.visitors.guest('loopback', 'ana without room');
    await create(ana, 'no room');
    await ana.page.route('**/api/files', (route) =>
      route.fulfill({
        status: 413,
        contentType: 'application/json',
        body: JSON.stringify({ error: 'quota', message: 'no room', number: 327 }),
      }),
    );
    await choose(ana, plain('one-too-many.bin', 1_000));
    await tray(ana).getByRole('alert').getByText('There is no room left for this file.').waitFor();
    await ana.page.unroute('**/api/files');
    await tray(ana).getByRole('button', { name: 'Go on with one-too-many.bin' }).click();
    await tray(ana).getByText('1,000 bytes', { exact: true }).waitFor();
    await say(ana, 'now there is room');
    await message(ana, 'now there is room').getByText('one-too-many.bin').waitFor();
    await end(ana);
  });

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
