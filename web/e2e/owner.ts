import { expect } from 'vitest';
import type { Visit } from './browser';
import type { Place } from './place';

/** The one who makes an account with the invite that the server printed. */
export async function becomeOwner(here: Place, name: string): Promise<Visit> {
  const { output } = here.server;
  const code = /#invite=([\w-]+)/.exec(output)?.[1] ?? /--invite ([\w-]+)/.exec(output)?.[1];
  expect(code, output).toBeDefined();
  const visit = await here.visitors.come('loopback', { path: `/#invite=${code}` });
  await visit.page.getByText('You were invited').waitFor();
  await visit.page.getByText('New account', { exact: true }).click();
  await visit.page.getByLabel('Your name').fill(name);
  await visit.page.getByLabel('Choose a password').fill('correct horse');
  await visit.page.keyboard.press('Enter');
  await visit.page.getByRole('textbox', { name: /^Write to/ }).waitFor();
  return visit;
}
