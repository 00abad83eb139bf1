import { expect, it } from 'vitest';
import { create, end, field, join, message, say } from './acts';
import { choose, plain } from './chosen';
import { becomeOwner } from './owner';
import { place } from './place';

const here = place(undefined, ['--disk-reserve', '0']);

it('an admin sees what takes space, and removes a file for everybody', async () => {
  const owner = await becomeOwner(here, 'olga');
  const bob = await here.visitors.guest('secure', 'bob');
  await create(bob, 'large things');
  await join(owner, 'large things');
  await choose(bob, plain('large.iso', 3_000_000), plain('<b>small.iso', 1_000));
  await field(bob).fill('two of them');
  await field(bob).press('Enter');
  await message(owner, 'two of them').getByText('large.iso').waitFor();
  await say(bob, 'said after it');

  const { page } = owner;
  await page.locator('.sidebar-me').click();
  await page.getByRole('menuitem', { name: /^Run the server/ }).click();
  const dialog = page.getByRole('dialog', { name: 'This server' });
  await dialog.getByRole('tab', { name: 'Space' }).click();
  const lines = (name: string) => dialog.getByRole('list', { name }).getByRole('listitem');
  await lines('Largest files').first().waitFor();
  await dialog.getByText('2.9 MB in 2 files').waitFor();
  expect(await lines('Largest files').allInnerTexts()).toEqual([
    expect.stringMatching(/large\.iso\s+2\.9 MB\s+bob · large things/),
    expect.stringMatching(/<b>small\.iso\s+1,000 bytes/),
  ]);
  const by = dialog.getByLabel('What takes space');
  await by.selectOption('By room');
  await lines('By room').filter({ hasText: 'large things' }).getByText('2 files').waitFor();
  await by.selectOption('By person');
  await lines('By person').filter({ hasText: 'bob' }).getByText('2 files').waitFor();
  await by.selectOption('By kind');
  await lines('By kind').filter({ hasText: 'Documents' }).getByText('2.9 MB').waitFor();
  await by.selectOption('Largest files');

  await dialog.getByRole('button', { name: 'Remove large.iso' }).click();
  const sure = page.getByRole('dialog', { name: 'Remove this file?' });
  await sure.getByText('large.iso (2.9 MB) is removed for everybody').waitFor();
  await sure.getByRole('button', { name: 'Cancel' }).click();
  await sure.waitFor({ state: 'detached' });
  await lines('Largest files').filter({ hasText: 'large.iso' }).waitFor();
  await dialog.getByRole('button', { name: 'Remove large.iso' }).click();
  await sure.getByRole('button', { name: 'Remove', exact: true }).click();
  await sure.waitFor({ state: 'detached' });
  await lines('Largest files').filter({ hasText: 'large.iso' }).waitFor({ state: 'detached' });
  const tab = dialog.getByRole('tab', { name: 'Space' });
  await expect.poll(() => tab.evaluate((each) => each === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  for (const visit of [owner, bob]) {
    await message(visit, 'This message was deleted').waitFor();
    await message(visit, 'said after it').waitFor();
    expect(await message(visit, 'two of them').count()).toBe(0);
  }
  await end(owner, bob);
});
