import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { create, end, field, goTo, join, message, say } from './acts';
import type { Visit } from './browser';
import { choose, tone } from './chosen';
import { place } from './place';

const here = place(undefined, ['--disk-reserve', '0']);
const HEARD = { permissions: ['microphone'] };

/** Where a voice message is made. */
function recorder({ page }: Visit): Locator {
  return page.getByRole('main').getByRole('region', { name: 'Voice message', exact: true });
}

function press({ page }: Visit): Promise<void> {
  return page.getByRole('main').getByRole('button', { name: 'Record a voice message' }).click();
}

/** Waits until something has the focus. */
async function isFocused(it: Locator): Promise<void> {
  await it.waitFor();
  await expect.poll(() => it.evaluate((each) => each === document.activeElement)).toBe(true);
}

/** Speaks for a while, with keys alone. */
async function speak(visit: Visit): Promise<void> {
  const { page } = visit;
  await page.getByRole('main').getByRole('button', { name: 'Record a voice message' }).focus();
  await page.keyboard.press('Enter');
  await isFocused(recorder(visit).getByRole('button', { name: 'Stop' }));
  await recorder(visit)
    .getByText(/^0:0[3-9]$/)
    .waitFor();
  await page.keyboard.press('Enter');
  await isFocused(recorder(visit).getByRole('button', { name: 'Send' }));
}

/** Where in a sound one is, in seconds. */
const heardOf = (it: Locator) =>
  it.getByRole('slider', { name: 'Place in the sound' }).evaluate((each) => {
    return (each as HTMLInputElement).valueAsNumber;
  });

describe.each(['loopback', 'secure'] as const)('a voice message: %s', (origin) => {
  it('is recorded, listened to, sent, and heard by somebody else at any place and speed', async () => {
    const ana = await here.visitors.guest(origin, `ana ${origin}`, HEARD);
    const bob = await here.visitors.guest(origin, `bob ${origin}`);
    await create(ana, `voices ${origin}`);
    await join(bob, `voices ${origin}`);
    await speak(ana);
    const own = recorder(ana);
    await own.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => heardOf(own)).toBeGreaterThan(0.2);
    await own.getByRole('button', { name: 'Send' }).focus();
    await ana.page.keyboard.press('Enter');
    await own.waitFor({ state: 'detached' });
    await isFocused(field(ana));
    const voice = bob.page
      .getByRole('main')
      .getByRole('figure', { name: /^Voice message, 0:0[3-9]/ });
    await voice.waitFor();
    await voice.getByRole('button', { name: 'Speed: 1 times' }).click();
    await voice.getByRole('button', { name: 'Speed: 1.5 times' }).click();
    await voice.getByRole('button', { name: 'Speed: 2 times' }).waitFor();
    const slider = voice.getByRole('slider', { name: 'Place in the sound' });
    await slider.focus();
    await bob.page.keyboard.press('ArrowRight');
    await expect.poll(() => heardOf(voice)).toBe(2);
    const farthest = slider.evaluate((each) => {
      const slider = each as HTMLInputElement;
      return new Promise<number>((resolve) => {
        let most = 0;
        const look = () => {
          if (most > 2 && slider.valueAsNumber === 0) resolve(most);
          most = Math.max(most, slider.valueAsNumber);
          requestAnimationFrame(look);
        };
        look();
      });
    });
    await bob.page.keyboard.press(' ');
    expect(await farthest).toBeGreaterThan(2.5);
    await voice.getByRole('button', { name: 'Play' }).waitFor();
    await end(ana, bob);
  });
});

/** Lets this page have no microphone, for that reason. */
async function without({ page }: Visit, reason: string): Promise<void> {
  await page.evaluate((name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
  }, reason);
}

describe('without a microphone it is said what helps', () => {
  it('where the browser does not let the page have it, there is none, or it is taken', async () => {
    const ana = await here.visitors.guest('loopback', 'ana unheard');
    const box = recorder(ana);
    await press(ana);
    await box.getByRole('alert').getByText('Allow it in the settings').waitFor();
    for (const [reason, help] of [
      ['NotFoundError', 'Connect one'],
      ['NotReadableError', 'Another program has the microphone'],
      ['TypeError', 'does not answer'],
    ] as const) {
      await without(ana, reason);
      await box.getByRole('button', { name: 'Try again' }).click();
      await box.getByRole('alert').getByText(help).waitFor();
    }
    await box.getByRole('button', { name: 'Close' }).click();
    await box.waitFor({ state: 'detached' });
    await isFocused(field(ana));
    await end(ana);
  });

  it('without encryption: the way to it, and everything else goes on', async () => {
    const ana = await here.visitors.guest('basic', 'ana in the open');
    await create(ana, 'in the open');
    await press(ana);
    const box = recorder(ana);
    await box.getByText('only over an encrypted connection').waitFor();
    expect(await box.getByRole('link', { name: 'Set up secure access' }).getAttribute('href')).toBe(
      '/join',
    );
    await box.getByRole('button', { name: 'Close' }).click();
    await choose(ana, tone('heron.wav', 20));
    await say(ana, 'a heron');
    const heron = ana.page.getByRole('figure', { name: 'heron.wav' });
    await heron.getByText('0:20').waitFor();
    await heron.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => heardOf(heron), { interval: 20 }).toBeGreaterThan(0.1);
    await end(ana);
  });
});

it('what was recorded is not lost when one goes elsewhere, and not sent by itself', async () => {
  const ana = await here.visitors.guest('loopback', 'ana who goes', HEARD);
  await create(ana, 'left behind');
  await press(ana);
  await recorder(ana)
    .getByText(/^0:0[1-9]$/)
    .waitFor();
  await goTo(ana, 'everyone');
  await goTo(ana, 'left behind');
  const waiting = ana.page.getByRole('list', { name: 'Files on their way' });
  await waiting.getByText(/^voice message .*\.webm$/).waitFor();
  await field(ana).fill('what I said on the way');
  await field(ana).press('Enter');
  const sent = message(ana, 'what I said on the way').getByRole('figure', { name: /^Voice/ });
  await sent.waitFor();
  await press(ana);
  await recorder(ana)
    .getByText(/^0:0[1-9]$/)
    .waitFor();
  await recorder(ana).getByRole('button', { name: 'Discard' }).click();
  await recorder(ana).waitFor({ state: 'detached' });
  await expect.poll(() => waiting.count()).toBe(0);
  await end(ana);
});

it('one sound plays at a time, and what is scrolled away goes on', async () => {
  const ana = await here.visitors.guest('loopback', 'ana with two ears');
  await create(ana, 'concert');
  await choose(ana, tone('first.wav', 30), tone('second.wav', 30));
  await say(ana, 'listen');
  const [first, second] = ['first.wav', 'second.wav'].map((name) =>
    ana.page.getByRole('figure', { name }),
  ) as [Locator, Locator];
  await first.getByRole('button', { name: 'Play' }).click();
  await first.getByRole('button', { name: 'Pause' }).waitFor();
  await second.getByRole('button', { name: 'Play' }).click();
  await first.getByRole('button', { name: 'Play' }).waitFor();
  await second.getByRole('button', { name: 'Pause' }).waitFor();
  const before = await heardOf(second);
  for (let line = 0; line < 25; line += 1) await say(ana, `line ${line}\n\n\nand more of it`);
  await second.waitFor({ state: 'detached' });
  await ana.page.getByRole('main').getByRole('article').last().hover();
  await expect
    .poll(async () => {
      await ana.page.mouse.wheel(0, -1_500);
      return second.count();
    })
    .toBe(1);
  await second.getByRole('button', { name: 'Pause' }).waitFor();
  expect(await heardOf(second)).toBeGreaterThan(before);
  await goTo(ana, 'everyone');
  await goTo(ana, 'concert');
  await ana.page.getByRole('main').getByRole('article').last().hover();
  await expect
    .poll(async () => {
      await ana.page.mouse.wheel(0, -1_500);
      return second.count();
    })
    .toBe(1);
  await second.getByRole('button', { name: 'Play' }).waitFor();
  await end(ana);
});

it('who leaves hears nothing any more', async () => {
  const ana = await here.visitors.guest('loopback', 'ana who leaves');
  const { page } = ana;
  await choose(ana, tone('long.wav', 60));
  await say(ana, 'a long one');
  await page.evaluate(() => {
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      Object.assign(globalThis, { heard: this });
      return play.call(this);
    };
  });
  const isQuiet = () =>
    page.evaluate(() => (globalThis as unknown as { heard: HTMLMediaElement }).heard.paused);
  const sound = page.getByRole('figure', { name: 'long.wav' });
  await sound.getByRole('button', { name: 'Play' }).click();
  await sound.getByRole('button', { name: 'Pause' }).waitFor();
  expect(await isQuiet()).toBe(false);
  await page.locator('.sidebar-me').click();
  await page.getByRole('menuitem', { name: 'Leave Klatch' }).click();
  await page.getByLabel('Your name').waitFor();
  await expect.poll(isQuiet).toBe(true);
  await end(ana);
});
