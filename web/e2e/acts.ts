import type { Locator } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Visit } from './browser';

/** Where one writes in the conversation in the middle. */
export function field({ page }: Visit): Locator {
  return page.getByRole('main').getByRole('textbox', { name: /^Write to/ });
}

/** Writes something in the middle, and sends it. */
export async function say(visit: Visit, text: string): Promise<void> {
  await field(visit).fill(text);
  await field(visit).press('Enter');
}

/** A message in the middle, by what it says. */
export function message({ page }: Visit, text: string | RegExp): Locator {
  return page.getByRole('main').getByRole('article').filter({ hasText: text });
}

/** Waits until a message is there. */
export async function sees(visit: Visit, text: string | RegExp): Promise<void> {
  await message(visit, text).first().waitFor();
}

/** Says something, and waits until the server has it. */
export async function said(visit: Visit, text: string): Promise<void> {
  await say(visit, text);
  await message(visit, text).getByText('Sent', { exact: true }).waitFor({ state: 'attached' });
}

/** Presses a button of the toolbar that a message has while the pointer is on it. */
export async function press(visit: Visit, text: string | RegExp, button: string): Promise<void> {
  const its = message(visit, text).first();
  const wanted = its.getByRole('toolbar').getByRole('button', { name: button, exact: true });
  // The toolbar goes with the message from under the pointer when something above it grows.
  const pressed = async () => {
    await its.hover();
    await wanted.click({ timeout: 2_000 });
  };
  await vi.waitFor(pressed, { timeout: 20_000 });
}

/** Chooses an entry of the menu of a message. */
export async function choose(visit: Visit, text: string | RegExp, entry: string): Promise<void> {
  await press(visit, text, 'More');
  await visit.page.getByRole('menuitem', { name: entry }).click();
}

/** Makes a room, and is there. */
export async function create(visit: Visit, room: string): Promise<void> {
  await say(visit, `/create ${room}`);
  await visit.page.getByRole('textbox', { name: `Write to ${room}` }).waitFor();
}

/** Enters a room by its name, and is there. */
export async function join(visit: Visit, room: string): Promise<void> {
  await say(visit, `/join ${room}`);
  await visit.page.getByRole('textbox', { name: `Write to ${room}` }).waitFor();
}

/** A conversation in the list, by the words that it is called by and what waits in it. */
export function entry({ page }: Visit, name: string | RegExp): Locator {
  return page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name });
}

/** Goes to a conversation by its entry in the list. */
export async function goTo(visit: Visit, room: string): Promise<void> {
  await entry(visit, new RegExp(`^${room}`)).click();
  await visit.page.getByRole('textbox', { name: `Write to ${room}` }).waitFor();
}

/** The visitor goes; nothing was wrong with the page. */
export async function end(...visits: Visit[]): Promise<void> {
  for (const { complaints, context } of visits) {
    expect(complaints).toEqual([]);
    await context.close();
  }
}
