import { beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe';
import { Bot } from './bot';
import { keeps, type Visit } from './browser';
import { becomeOwner } from './owner';
import { place } from './place';
import { ORIGINS, type Origin } from './server';

const here = place();
let owner: Visit;

beforeAll(async () => {
  owner = await becomeOwner(here, 'olga');
});

async function openMenu({ page }: Visit, entry: RegExp | string): Promise<void> {
  await page.locator('.sidebar-me').click();
  await page.getByRole('menuitem', { name: entry }).click();
  await page.getByRole('dialog').waitFor();
}

async function close({ page }: Visit): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe.each(ORIGINS)('settings: %s', (origin) => {
  it('colours, size and language hold at once and after a reload', async () => {
    const visit = await here.visitors.guest(origin, `ana ${origin}`);
    const { page } = visit;
    const root = page.locator('html');
    await openMenu(visit, 'Settings');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Colours').selectOption('dark');
    await page.getByLabel('Size of text').selectOption('large');
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');
    await page.reload();
    await page.getByRole('textbox', { name: /^An everyone/ }).waitFor();
    await expect.poll(() => root.getAttribute('lang')).toBe('de');
    await expect.poll(() => root.getAttribute('data-text-size')).toBe('large');
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });

  it('everything is in a catalogue, and runs from right to left', async () => {
    const visit = await here.visitors.guest(origin, `mirror ${origin}`);
    const { page } = visit;
    await page.evaluate(() => localStorage.setItem('klatch.language', 'pseudo'));
    await page.reload();
    await page.getByRole('textbox').last().waitFor();
    await expect.poll(() => page.locator('html').getAttribute('dir')).toBe('rtl');
    const labels = await page
      .locator('button, a, input, textarea')
      .evaluateAll((all) =>
        all.map((each) => each.getAttribute('aria-label') ?? each.textContent?.trim() ?? ''),
      );
    const names = /everyone|mirror|leaver|^olga|^ana|^$|^[A-Z]{1,2}|^\d+:\d+$/;
    expect(labels.filter((each) => !each.includes('⟦') && !names.test(each))).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(1280);
    await visit.context.close();
  });

  it('ATK-044 after signing out nothing is left of what was read', async () => {
    const visit = await here.visitors.guest(origin, `leaver ${origin}`);
    const { page } = visit;
    await page.getByRole('textbox', { name: /^Write to/ }).fill(`secret of ${origin}`);
    await page.keyboard.press('Enter');
    await keeps(page, new RegExp(`secret of ${origin}`));
    await openMenu(visit, 'Settings');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByLabel('Your name').waitFor();
    await keeps(page, /^\[\]$|^(?!.*secret of)/);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.reload();
    await page.getByLabel('Your name').waitFor();
    await visit.context.close();
  });
});

it('the test of notifications says which step fails, and what one shows of oneself is kept', async () => {
  const visit = await here.visitors.guest('basic', 'listener');
  await openMenu(visit, 'Settings');
  await visit.page.getByRole('button', { name: 'Test me' }).click();
  await visit.page.getByText('notifications need an encrypted connection').first().waitFor();
  const lastSeen = visit.page.getByLabel('When you were last here');
  await lastSeen.selectOption('Nobody sees it');
  await visit.page.getByRole('button', { name: 'Save', exact: true }).click();
  await visit.page.getByText('Saved.').waitFor();
  await close(visit);
  await openMenu(visit, 'Settings');
  await expect.poll(() => lastSeen.inputValue()).toBe('hidden');
  await visit.context.close();
});

it('a mention in another place counts in the title, and a hit of the search opens in context', async () => {
  const visit = await here.visitors.guest('loopback', 'seeker');
  const bob = await Bot.enter(here.visitors, 'loopback', 'bob');
  const { conversation } = await bob.command('create-room', { name: 'Library' });
  await bob.command('invite', { conversation, people: [await personOf(bob, 'seeker')] });
  for (let number = 0; number < 120; number += 1) await bob.post(`line ${number}`, conversation);
  const hit = await bob.post('the needle is here, @seeker', conversation);
  for (let number = 0; number < 120; number += 1) await bob.post(`more ${number}`, conversation);
  await expect.poll(() => visit.page.title(), { timeout: 20_000 }).toBe('(1) Klatch');
  await visit.page.keyboard.press('Control+Shift+F');
  await expect
    .poll(
      async () => {
        await visit.page.getByLabel('Search in your conversations').fill('');
        await visit.page.getByLabel('Search in your conversations').fill('needle');
        await visit.page.getByText(/^One message$|Nothing was found/).waitFor();
        return visit.page.getByRole('status').filter({ hasText: 'One message' }).count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  expect(await barriers(visit.page)).toEqual([]);
  await visit.page
    .getByRole('listitem')
    .getByRole('button', { name: /needle/ })
    .click();
  await visit.page.locator(`[data-seq="${hit.seq}"]`).waitFor();
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
  await bob.close();
});

async function personOf(bot: Bot, name: string): Promise<string> {
  const profile = await bot.ask('read-profile', { name });
  return (profile as unknown as { person: { person: string } }).person.person;
}

it('the owner sees the server, closes it to guests, and brings somebody in by an invite', async () => {
  const { page } = owner;
  await openMenu(owner, /^Run the server/);
  await page.getByText('Free on the disk').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Guests').selectOption('no');
  await page.getByRole('dialog').getByText('Done.').first().waitFor();
  await page.getByRole('tab', { name: 'People' }).click();
  await page.getByText('olga').last().waitFor();
  await page.getByRole('tab', { name: 'What was done' }).click();
  await page.getByRole('list', { name: 'What was done' }).getByText('olga').first().waitFor();
  await close(owner);
  const late = await here.visitors.come('loopback');
  await late.page.getByText('This server takes no guests').waitFor();
  await late.context.close();
  await openMenu(owner, 'Bring people in');
  await page.getByLabel('For how many people').fill('1');
  await page.getByLabel('They come as').selectOption('guest');
  await page.getByRole('button', { name: 'Make an invite' }).click();
  await page.getByText('This is shown once').waitFor();
  const link = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
  expect(link).toMatch(/^https:\/\/[^/]+\/join#invite=[\w-]+&fingerprint=[0-9a-f]{64}$/);
  await close(owner);
  const invited = await here.visitors.come('secure', { path: `/${new URL(link).hash}` });
  await invited.page.getByLabel('Your name').fill('invited');
  await invited.page.keyboard.press('Enter');
  await invited.page.getByRole('textbox', { name: /^Write to/ }).waitFor();
  expect(new URL(invited.page.url()).hash).not.toContain('invite');
  expect(owner.complaints).toEqual([]);
  await invited.context.close();
});

it('a message is reported, and settled by one who may', async () => {
  const reporter = await account('reporter', 'loopback');
  const said = await reporter.post('somebody should look at this');
  await reporter.ask('report', {
    conversation: reporter.welcome.everyone,
    target: said.seq,
    reason: 'rude',
  });
  await openMenu(owner, /^Run the server/);
  await owner.page.getByRole('tab', { name: 'Reports' }).click();
  await owner.page.getByText('rude').waitFor();
  await owner.page.getByRole('button', { name: 'Settled' }).click();
  await owner.page.getByText('Nothing here.').waitFor();
  await close(owner);
  await reporter.close();
});

function account(name: string, origin: Origin): Promise<Bot> {
  return Bot.enter(here.visitors, origin, name, 'correct horse');
}
