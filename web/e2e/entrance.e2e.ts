import { describe, expect, it } from 'vitest';
import { barriers } from './axe';
import { place } from './place';
import { ORIGINS } from './server';

const here = place(undefined, []);

describe.each(ORIGINS)('at the door: %s', (origin) => {
  it('a guest needs a name and one button, and is in after a reload, too', async () => {
    const { page, context, complaints } = await here.visitors.come(origin);
    await page.getByLabel('Your name').fill(`ana ${origin}`);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Write to everyone' }).waitFor();
    await page.reload();
    await page.getByRole('textbox', { name: 'Write to everyone' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('what is wrong with a name stands beside the field', async () => {
    const { page, context } = await here.visitors.come(origin);
    const name = page.getByLabel('Your name');
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByText('A name is needed').waitFor();
    await name.fill('admin');
    await page.keyboard.press('Enter');
    await page.getByText('make a name; 1 to 32').waitFor();
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
    await context.close();
  });

  it('nothing bars the way of those who cannot see or point', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await here.visitors.come(origin, { colorScheme });
      await page.getByLabel('Your name').waitFor();
      expect(await barriers(page)).toEqual([]);
      await context.close();
    }
  });

  it('whose session ends elsewhere is told so, and who signs out is not', async () => {
    const visit = await here.visitors.guest(origin, `brief ${origin}`);
    await visit.page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
    await visit.page.getByText('Your visit has ended').waitFor();
    await visit.page.getByLabel('Your name').fill(`again ${origin}`);
    await visit.page.keyboard.press('Enter');
    await visit.page.getByRole('textbox', { name: /^Write to/ }).waitFor();
    await visit.page.locator('.sidebar-me').click();
    await visit.page.getByRole('menuitem', { name: 'Leave Klatch' }).click();
    await visit.page.getByLabel('Your name').waitFor();
    await expect.poll(() => visit.page.getByText('Your visit has ended').count()).toBe(0);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });

  it('there are passwords where the line is encrypted, and nowhere else', async () => {
    const { page, context } = await here.visitors.come(origin);
    await page.getByLabel('Your name').waitFor();
    if (origin === 'basic') {
      await expect.poll(() => page.getByText('Sign in', { exact: true }).count()).toBe(0);
      await page.getByText('Not encrypted.').waitFor();
      await page.getByRole('link', { name: 'Set up secure access' }).click();
      await page.waitForURL('**/join');
    } else {
      await page.getByText('New account', { exact: true }).click();
      await page.getByLabel('Your name').fill(`eve ${origin}`);
      await page.getByLabel('Choose a password').fill('short');
      await page.keyboard.press('Enter');
      await page.getByText('A password has at least 8 characters').waitFor();
      await page.getByLabel('Choose a password').fill('correct horse');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Write to everyone' }).waitFor();
      await page.getByRole('button', { name: `eve ${origin}`, exact: true }).click();
      await page.getByRole('menuitem', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByText('Sign in', { exact: true }).click();
      await page.getByLabel('Your name').fill(`eve ${origin}`);
      await page.getByLabel('Password').fill('wrong horse');
      await page.keyboard.press('Enter');
      await page.getByText('Name and password do not fit.').waitFor();
      await page.getByLabel('Password').fill('correct horse');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Write to everyone' }).waitFor();
    }
    await context.close();
  });
});
