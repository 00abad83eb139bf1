import { expect, it } from 'vitest';
import { create, end, join, said, say } from './acts';
import { choose, plain } from './chosen';
import { place } from './place';

const here = place(undefined, ['--disk-reserve', '0']);

it('who is at the end stays there when there is more or less room for what was said', async () => {
  const ana = await here.visitors.guest('loopback', 'ana at the end');
  const bob = await here.visitors.guest('loopback', 'bob who speaks');
  await create(ana, 'the end');
  await join(bob, 'the end');
  for (let line = 0; line < 30; line += 1) await said(ana, `line ${line}`);
  const tray = ana.page.getByRole('list', { name: 'Files on their way' });
  for (let turn = 0; turn < 3; turn += 1) {
    await choose(ana, plain('a.bin', 100), plain('b.bin', 100), plain('c.bin', 100));
    await tray.waitFor();
    for (const name of ['a', 'b', 'c']) {
      await tray.getByRole('button', { name: `Take ${name}.bin out` }).click();
    }
    await tray.waitFor({ state: 'detached' });
    await say(bob, `turn ${turn}`);
    await expect
      .poll(() => ana.page.getByRole('main').getByRole('article').last().textContent())
      .toContain(`turn ${turn}`);
    await expect
      .poll(() => ana.page.getByRole('button', { name: 'To the newest' }).count())
      .toBe(0);
  }
  await end(ana, bob);
});
