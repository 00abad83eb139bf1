import { describe, expect, it } from 'vitest';
import { create, end, entry, field, goTo, join, message, press, said, say, sees } from './acts';
import { Bot } from './bot';
import type { Visit } from './browser';
import { place } from './place';
import { ORIGINS } from './server';

const here = place('with eve');

/** Opens what can be set of the room in the middle. */
async function about({ page }: Visit, room: string) {
  await page
    .getByRole('main')
    .getByRole('button', { name: `More about ${room}` })
    .click();
  await page.getByRole('menuitem', { name: `About ${room}` }).click();
  const dialog = page.getByRole('dialog', { name: `About ${room}` });
  await dialog.getByRole('button', { name: 'Save' }).waitFor();
  return dialog;
}

/** The line of somebody in the list of people. */
function person({ page }: Visit, name: string) {
  return page
    .getByRole('complementary', { name: 'People' })
    .getByRole('listitem')
    .filter({ hasText: name });
}

/** Chooses what to do with somebody in the list of people. */
async function treat(visit: Visit, name: string, entry: string): Promise<void> {
  await person(visit, name).click({ button: 'right' });
  await visit.page.getByRole('menuitem', { name: entry }).click();
}

describe.each(ORIGINS)('rooms: %s', (origin) => {
  it('one makes a room, another one finds it, and they talk privately beside it', async () => {
    const ana = await here.visitors.guest(origin, `ana ${origin}`);
    const bob = await here.visitors.guest(origin, `bob ${origin}`);
    const room = `garden ${origin}`;
    await ana.page.getByRole('button', { name: 'Rooms: find or make one' }).click();
    await ana.page.getByRole('menuitem', { name: 'Make a room' }).click();
    const making = ana.page.getByRole('dialog', { name: 'Make a room' });
    await making.getByLabel('What it is called').fill(room);
    await making.getByLabel('Topic').fill('Beds and bees');
    await ana.page.keyboard.press('Enter');
    await ana.page.getByRole('textbox', { name: `Write to ${room}` }).waitFor();

    await bob.page.getByRole('button', { name: 'Rooms: find or make one' }).click();
    await bob.page.getByRole('menuitem', { name: 'Find a room' }).click();
    const finding = bob.page.getByRole('dialog', { name: 'Find a room' });
    await finding.getByLabel('Find a room').fill('bees');
    await finding.getByRole('button', { name: `Join ${room}` }).click();
    await bob.page.getByRole('button', { name: 'Beds and bees' }).waitFor();

    await person(ana, `bob ${origin}`).getByRole('button').first().dblclick();
    const pane = ana.page.getByRole('region', { name: `Private with bob ${origin}` });
    const secret = pane.getByRole('textbox', { name: `Write to bob ${origin}` });
    await secret.fill('psst');
    await secret.press('Enter');
    await pane.getByText('psst', { exact: true }).waitFor();
    await entry(bob, `ana ${origin} 1 message unread`).waitFor();
    const opening = ana.context.waitForEvent('page');
    await pane.getByRole('button', { name: 'Move to a window of its own' }).click();
    const own = await opening;
    await own.getByRole('log').getByText('psst', { exact: true }).waitFor();
    await pane.waitFor({ state: 'hidden' });
    await own.getByRole('textbox', { name: `Write to bob ${origin}` }).fill('from a window');
    await own.keyboard.press('Enter');
    await entry(bob, `ana ${origin} 2 messages unread`).click();
    await sees(bob, 'from a window');
    await own.close();

    await bob.page.bringToFront();
    await goTo(bob, room);
    await bob.page
      .getByRole('main')
      .getByRole('button', { name: `More about ${room}` })
      .click();
    await bob.page.getByRole('menuitem', { name: `Leave ${room}` }).click();
    await bob.page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await field(bob).and(bob.page.getByLabel('Write to everyone')).waitFor();
    await entry(bob, room).waitFor({ state: 'hidden' });
    await ana.page.getByRole('log').getByText(`bob ${origin} left`).waitFor();
    await end(ana, bob);
  });
});

describe('conversations', () => {
  it('a group of three is made, and only they hear it', async () => {
    const ana = await here.visitors.guest('loopback', 'ana of the group');
    const bob = await here.visitors.guest('loopback', 'bob of the group');
    await ana.page.getByRole('button', { name: 'Rooms: find or make one' }).click();
    await ana.page.getByRole('menuitem', { name: 'Make a group' }).click();
    const making = ana.page.getByRole('dialog', { name: 'Make a group' });
    await making.getByLabel('What it is called').fill('trio');
    await making.getByLabel('Who is in it').fill('bob of the group');
    await ana.page.keyboard.press('Enter');
    await making.getByText('A group takes at least three people.').waitFor();
    await making.getByLabel('Who is in it').fill('bob of the group, eve');
    await ana.page.keyboard.press('Enter');
    await ana.page.getByRole('textbox', { name: 'Write to trio' }).waitFor();
    await said(ana, 'just us');
    await entry(bob, /^trio 1 message/).click();
    await sees(bob, 'just us');
    await end(ana, bob);
  });

  it('owners set the topic, who may write and how often, and archive', async () => {
    const ana = await here.visitors.guest('loopback', 'ana the owner');
    const bob = await here.visitors.guest('loopback', 'bob the member');
    await create(ana, 'rules');
    await join(bob, 'rules');
    let dialog = await about(ana, 'rules');
    await dialog.getByLabel('Topic').fill('How we talk');
    await dialog.getByLabel('Who may write').selectOption('Owners and moderators');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await ana.page.getByText('Saved.').waitFor();
    await bob.page.getByRole('button', { name: 'How we talk' }).waitFor();
    await bob.page.getByText('lets only owners and moderators write').waitFor();
    await say(bob, 'may I?');
    await bob.page
      .getByRole('alert')
      .filter({ hasText: 'Not sent. You may not do that here.' })
      .waitFor();
    await bob.page.getByRole('button', { name: 'Discard' }).click();
    await said(ana, 'only I');
    await sees(bob, 'only I');

    dialog = await about(ana, 'rules');
    await dialog.getByLabel('Who may write').selectOption('All members');
    await dialog.getByLabel('Slow mode').selectOption('A message an hour');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await bob.page
      .getByText('lets each write every 3,600 seconds')
      .or(bob.page.getByText('lets each write every 3600 seconds'))
      .waitFor();
    await said(bob, 'first');
    await say(bob, 'second');
    await message(bob, 'second')
      .getByText('Sending', { exact: true })
      .waitFor({ state: 'attached' });
    await message(bob, 'second').getByRole('button', { name: 'Discard' }).waitFor();
    await expect.poll(() => message(ana, 'second').count()).toBe(0);
    dialog = await about(ana, 'rules');
    await dialog.getByLabel('Slow mode').selectOption('Off');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await bob.page.getByText('ended the slow mode').waitFor();
    // What waited for its turn never failed, and goes now.
    await message(bob, 'second').getByText('Sent', { exact: true }).waitFor({ state: 'attached' });
    await sees(ana, 'second');

    dialog = await about(ana, 'rules');
    await dialog.getByRole('button', { name: 'Archive', exact: true }).click();
    await bob.page.getByText('This conversation is archived').waitFor();
    await expect.poll(() => field(bob).count()).toBe(0);
    await ana.page.getByRole('main').getByRole('button', { name: 'More about rules' }).click();
    await ana.page.getByRole('menuitem', { name: 'Open again for writing' }).click();
    await field(bob).waitFor();
    await end(ana, bob);
  });

  it('members are shown with what they are, muted and taken out', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who moderates');
    const bob = await here.visitors.guest('loopback', 'bob who is loud');
    await create(ana, 'order');
    await join(bob, 'order');
    await said(ana, 'one at a time');
    await sees(bob, 'one at a time');
    await expect.poll(() => person(bob, 'ana who moderates').textContent()).toMatch(/Owner/);
    await expect.poll(() => person(bob, 'bob who is loud').textContent()).not.toMatch(/Owner/);
    await treat(ana, 'bob who is loud', 'Mute here for an hour');
    await bob.page.getByText(/You are muted here until .* You can read along\./).waitFor();
    await press(bob, 'one at a time', 'React with 👍');
    await bob.page
      .getByRole('status')
      .filter({ hasText: 'Reaction 👍: not done. You are muted here at the moment.' })
      .waitFor();
    await message(bob, 'one at a time')
      .getByRole('button', { name: /^👍 1/ })
      .waitFor({ state: 'detached' });
    await treat(ana, 'bob who is loud', 'Take out of this conversation');
    await bob.page.getByText('You are not in this conversation.').waitFor();
    await person(ana, 'bob who is loud').waitFor({ state: 'hidden' });
    await ana.page.getByRole('log').getByText('took bob who is loud out').waitFor();
    await end(ana, bob);
  });

  it('favourites, levels, keywords and the filter: the list shows what one wants to see', async () => {
    const ana = await here.visitors.guest('loopback', 'ana who orders');
    const { page } = ana;
    const { conversation } = await here.eve.command('create-room', { name: 'loud' });
    await join(ana, 'loud');
    await create(ana, 'zoo');
    const list = page.getByRole('navigation', { name: 'Conversations' });
    const choose = async (room: string, what: string) => {
      await entry(ana, new RegExp(`^${room}`)).hover();
      await list.getByRole('button', { name: `More about ${room}` }).click();
      const menu = page.getByRole('menu', { name: `More about ${room}` });
      await menu.getByText(what, { exact: true }).click();
      await menu.waitFor({ state: 'detached' });
    };
    await choose('zoo', 'Add to favourites');
    const favourites = list.locator('section', { has: page.getByText('Favourites') });
    await favourites.getByRole('link', { name: 'zoo' }).waitFor();

    await choose('loud', 'Tell me of nothing');
    await here.eve.post('anybody?', conversation);
    await here.eve.post('hello all');
    await entry(ana, 'everyone 1 message unread').waitFor();
    await list.getByRole('link', { name: 'loud', exact: true }).waitFor();
    await expect.poll(() => page.title()).toBe('• Klatch');
    await here.eve.post('@ana who orders, look', conversation);
    await entry(ana, 'loud 1 message for you').waitFor();
    await expect.poll(() => page.title()).toBe('• Klatch');
    await choose('loud', 'Tell me when I am named');
    await expect.poll(() => page.title()).toBe('(1) Klatch');

    await page.locator('.sidebar-me').click();
    await page.getByRole('menuitem', { name: 'Settings' }).click();
    await page.getByLabel('Keywords').fill('tea time');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await here.eve.post('is it tea time yet?', conversation);
    await goTo(ana, 'loud');
    const named = (text: string) => message(ana, text).getAttribute('data-named');
    await expect.poll(() => named('is it tea time yet?')).toBe('true');
    await expect.poll(() => named('anybody?')).toBe('false');

    const filter = page.getByRole('searchbox', { name: 'Filter conversations' });
    await filter.fill('zo');
    await entry(ana, /^loud/).waitFor({ state: 'detached' });
    await entry(ana, 'zoo').waitFor();
    await filter.press('Escape');
    await entry(ana, /^loud/).waitFor();
    await end(ana);
  });

  it('comings and goings one after another are one line, which opens', async () => {
    const ana = await here.visitors.guest('loopback', 'ana at the door');
    const { conversation } = await here.eve.command('create-room', { name: 'door' });
    await join(ana, 'door');
    for (const name of ['xaver', 'yvonne', 'zoe']) {
      const bot = await Bot.enter(here.visitors, 'loopback', name);
      await bot.command('join', { conversation });
      await bot.command('leave', { conversation });
      await bot.close();
    }
    const line = ana.page.getByRole('log').getByRole('button', { name: /xaver/ });
    await expect.poll(() => line.textContent()).toMatch(/xaver, yvonne,? and zoe left/);
    await line.click();
    const all = ana.page.getByRole('log').getByRole('listitem');
    await all.filter({ hasText: 'yvonne joined' }).waitFor();
    await all.filter({ hasText: 'yvonne left' }).waitFor();
    await end(ana);
  });

  it('tic-tac-toe is played to its end by two', async () => {
    const ana = await here.visitors.guest('loopback', 'ana of the game');
    const bob = await here.visitors.guest('loopback', 'bob of the game');
    await treat(ana, 'bob of the game', 'Ask for tic-tac-toe');
    const pane = ana.page.getByRole('region', { name: 'Private with bob of the game' });
    await pane.getByText('You asked for a game of tic-tac-toe.').waitFor();
    await entry(bob, /^ana of the game/).click();
    const boards = {
      ana: pane.getByRole('region', { name: 'Tic-tac-toe' }),
      bob: bob.page.getByRole('main').getByRole('region', { name: 'Tic-tac-toe' }),
    };
    await boards.bob.getByRole('button', { name: 'Play' }).click();
    await boards.ana.getByRole('button', { name: 'Square 1: free' }).waitFor();
    const anaBegins = await boards.ana.getByText('Your turn. You are X.').isVisible();
    const [cross, nought] = anaBegins ? [boards.ana, boards.bob] : [boards.bob, boards.ana];
    for (const [at, square] of [1, 4, 2, 5, 3].entries()) {
      const board = at % 2 === 0 ? cross : nought;
      await board.getByText('Your turn.').waitFor();
      await board.getByRole('button', { name: `Square ${square}: free` }).click();
    }
    await cross.getByText('You won.').waitFor();
    await nought.getByText('You lost.').waitFor();
    await nought.getByRole('button', { name: 'Square 3: X' }).waitFor();
    await nought.getByRole('button', { name: 'Play again' }).click();
    await cross.getByRole('button', { name: 'Not now' }).last().click();
    await nought.getByText('did not want to play.').waitFor();
    await end(ana, bob);
  });

  it('five people at once see the same in the same order', async () => {
    const { conversation } = await here.eve.command('create-room', { name: 'five' });
    const names = [1, 2, 3, 4, 5].map((each) => `person ${each}`);
    const all = await Promise.all(names.map((name) => here.visitors.guest('loopback', name)));
    for (const visit of all) await join(visit, 'five');
    for (let round = 0; round < 3; round++) {
      await Promise.all(all.map((visit, at) => say(visit, `${at} says ${round}`)));
    }
    await here.eve.post('that was all', conversation);
    const read = async (visit: Visit) => {
      await sees(visit, 'that was all');
      return message(visit, / says \d/)
        .locator('.rich-text')
        .allInnerTexts();
    };
    const first = all[0] as Visit;
    await expect.poll(async () => (await read(first)).length).toBe(15);
    const wanted = await read(first);
    for (const visit of all) {
      await expect.poll(() => read(visit)).toEqual(wanted);
      await expect.poll(() => person(visit, 'person').count()).toBe(5);
    }
    expect(new Set(wanted).size).toBe(15);
    await end(...all);
  });
});
