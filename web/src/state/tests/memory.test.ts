import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Client } from '../client';
import { keptHidden, keptRecent, keptShown } from '../viewing';
import { HandBrowser } from './browser';
import { ana, bob, expectSame, openWorld, type World } from './world';

/** So many times more lines than are kept may be here before they go. */
const over = 1.25;

/** Rooms that ana and bob are in, each with so many messages of bob's. */
function rooms(world: World, count: number, messages: number): readonly string[] {
  const ids = Array.from({ length: count }, (_, at) => `c${10 + at}`);
  for (const id of ids) {
    const past = world.server.make(id, id);
    for (const [person, name] of [[ana, 'ana'] as const, [bob, 'bob'] as const]) {
      past.people.set(person, name);
    }
    for (let at = 1; at <= messages; at += 1) world.server.posts(bob, `message ${at}`, id);
  }
  return ids;
}

/** Shows a conversation as a view does. Returns what ends it. */
async function shows(world: World, client: Client, id: string): Promise<() => void> {
  const end = client.watch(`timeline:${id}`, () => undefined);
  await Promise.all([client.open(id), world.pass(20)]);
  return end;
}

/** Scrolls up to the first message. Returns how many lines were here at most. */
async function scrollsUp(world: World, client: Client, id: string): Promise<number> {
  let most = 0;
  while (client.timeline(id).older) {
    await Promise.all([client.older(id), world.pass(20)]);
    const { lines } = client.timeline(id);
    most = Math.max(most, lines.length);
    client.lookAt(id, lines[0]?.seq ?? 0);
  }
  return most;
}

/** Scrolls down to the newest message. */
async function scrollsDown(world: World, client: Client, id: string): Promise<number> {
  let most = 0;
  while (client.timeline(id).newer) {
    await Promise.all([client.newer(id), world.pass(20)]);
    const { lines, live } = client.timeline(id);
    most = Math.max(most, lines.length);
    client.lookAt(id, live ? null : (lines.at(-1)?.seq ?? 0));
  }
  return most;
}

/** What is here is what the server has, from the first line that is here on. */
function expectNewest(world: World, client: Client, id: string): void {
  const { lines } = client.timeline(id);
  const first = lines[0]?.seq ?? 0;
  const said = world.server.past(id).lines(ana);
  expectSame(
    lines,
    said.filter(({ seq }) => seq >= first),
  );
}

test('of many rooms that were scrolled through only the last ones keep all their lines', async () => {
  const world = openWorld();
  const ids = rooms(world, 8, 400);
  const client = await world.client();
  for (const id of ids) {
    const end = await shows(world, client, id);
    await scrollsUp(world, client, id);
    expect(client.timeline(id).lines).toHaveLength(400);
    end();
  }
  const sizes = ids.map((id) => client.timeline(id).lines.length);
  const gone = ids.length - keptRecent;
  for (const size of sizes.slice(0, gone)) expect(size).toBeLessThanOrEqual(keptHidden * over);
  expect(sizes.slice(gone)).toEqual(Array(keptRecent).fill(400));
  for (const id of ids) {
    expect(client.conversation(id)?.unread).toBe(100);
    expectNewest(world, client, id);
  }
}, 20_000);

test('what went is the same when the room is opened again, with what happened meanwhile', async () => {
  const world = openWorld();
  const [first = '', ...others] = rooms(world, 2 + keptRecent, 700);
  const client = await world.client();
  const end = await shows(world, client, first);
  await scrollsUp(world, client, first);
  client.markRead(first, 690);
  await world.pass(3_000);
  expect(client.conversation(first)?.unread).toBe(10);
  end();
  for (const id of others) (await shows(world, client, id))();
  expect(client.timeline(first).lines.length).toBeLessThanOrEqual(keptHidden * over);

  world.server.posts(bob, 'an answer', first, { thread: 3 });
  world.server.posts(bob, 'news for ana', first, { mentions: [ana] });
  world.server.happen(first, { kind: 'edited', target: 5, text: 'edited out of sight' }, bob);
  world.server.happen(first, { kind: 'reacted', target: 650, reaction: 'x', on: true }, bob);
  world.server.happen(first, { kind: 'deleted', target: 695 }, bob);
  await world.pass(3_000);
  expect(client.conversation(first)).toMatchObject({ unread: 10, mentions: 1 });
  expect(world.server.past(first).unread(ana)).toBe(10);

  await shows(world, client, first);
  expectNewest(world, client, first);
  await scrollsUp(world, client, first);
  expect(client.timeline(first).lines[0]?.seq).toBe(1);
  expectNewest(world, client, first);
  expect(client.message(first, 3)?.folded.replies).toBe(1);
  expect(client.message(first, 5)?.text).toBe('edited out of sight');
}, 20_000);

test('a long room that is scrolled through has a bounded number of lines, and the right ones', async () => {
  const world = openWorld();
  const [id = ''] = rooms(world, 1, 4_000);
  const client = await world.client();
  await shows(world, client, id);
  const bound = (keptShown + keptHidden) * over + 200;
  expect(await scrollsUp(world, client, id)).toBeLessThan(bound);
  expect(client.timeline(id)).toMatchObject({ live: false, newer: true, older: false });

  // She is at the first message now: what happens to it is seen, what is new elsewhere is counted.
  world.server.happen(id, { kind: 'reacted', target: 1, reaction: 'x', on: true }, bob);
  world.server.posts(bob, 'an answer', id, { thread: 2 });
  world.server.posts(bob, 'far below', id);
  await world.pass(100);
  const { lines } = client.timeline(id);
  expect(lines.at(-1)?.seq).toBeLessThan(3_000);
  expectSame(lines, world.server.past(id).lines(ana).slice(0, lines.length));
  expect(client.message(id, 2)?.folded.replies).toBe(1);
  expect(client.conversation(id)).toMatchObject({ head: 4_003, unread: 100 });

  expect(await scrollsDown(world, client, id)).toBeLessThan(bound);
  expect(client.timeline(id).live).toBe(true);
  expect(client.timeline(id).lines.at(-1)?.seq).toBe(4_003);
  expectNewest(world, client, id);
}, 20_000);

test('the newest lines are there at once after scrolling far up', async () => {
  const world = openWorld();
  const [id = ''] = rooms(world, 1, 4_000);
  const client = await world.client();
  await shows(world, client, id);
  await scrollsUp(world, client, id);
  world.server.reachable = false;
  world.server.cut();
  await world.pass(100);
  await Promise.all([client.jumpToEnd(id), world.pass(20)]);
  expect(client.timeline(id).lines.length).toBeGreaterThanOrEqual(keptHidden);
  expectNewest(world, client, id);
}, 20_000);

test('where somebody reads stays while a flood of news arrives', async () => {
  const world = openWorld();
  const [id = ''] = rooms(world, 1, 1_000);
  const client = await world.client();
  await shows(world, client, id);
  await scrollsUp(world, client, id);
  client.lookAt(id, 500);
  for (let at = 0; at < 3_000; at += 1) {
    world.server.posts(bob, `flood ${at}`, id);
    if (at % 100 === 0) await world.pass(20);
  }
  await world.pass(1_000);
  const { lines, live } = client.timeline(id);
  expect(live).toBe(false);
  expect(lines.length).toBeLessThan((keptShown + keptHidden) * over + 200);
  const seqs = new Set(lines.map(({ seq }) => seq));
  for (let seq = 1; seq <= 1_000; seq += 1) expect(seqs.has(seq)).toBe(true);

  await Promise.all([client.jumpToEnd(id), world.pass(20)]);
  client.lookAt(id, null);
  for (let at = 0; at < 3_000; at += 1) {
    world.server.posts(bob, `more ${at}`, id);
    if (at % 100 === 0) await world.pass(20);
  }
  await world.pass(1_000);
  expect(client.timeline(id).live).toBe(true);
  expect(client.timeline(id).lines.length).toBeLessThan((keptShown + keptHidden) * over + 200);
  expectNewest(world, client, id);
}, 20_000);

test('without a connection the lines kept on this machine are there, before and after a start', async () => {
  const world = openWorld();
  const { databases, notes } = new HandBrowser('no-locks');
  const [first = '', ...others] = rooms(world, 2 + keptRecent, 500);
  const client = await world.client(ana, { databases, notes });
  const end = await shows(world, client, first);
  await scrollsUp(world, client, first);
  end();
  for (const id of others) (await shows(world, client, id))();
  await world.pass(3_000);
  world.server.posts(bob, 'last words', first);
  await world.pass(3_000);
  world.server.reachable = false;
  world.server.cut();
  await world.pass(100);
  await shows(world, client, first);
  expect(client.timeline(first).lines.length).toBeGreaterThanOrEqual(keptHidden);
  expectNewest(world, client, first);
  client.close();
  await world.pass(100);

  const again = await world.client(ana, { databases, notes });
  await Promise.all([again.open(first), world.pass(500)]);
  expect(again.link().state).toBe('offline');
  expect(again.timeline(first).lines).toHaveLength(keptHidden);
  expectNewest(world, again, first);
  const found = again.findHere('last words');
  await world.pass();
  expect((await found).map(({ text }) => text)).toEqual(['last words']);
}, 20_000);

test('an answer that is erased where it is not here is not counted any more', async () => {
  const world = openWorld();
  const [id = ''] = rooms(world, 1, 200);
  for (let at = 0; at < 3; at += 1) world.server.posts(bob, 'an answer', id, { thread: 5 });
  for (let at = 0; at < 3_800; at += 1) world.server.posts(bob, `more ${at}`, id);
  const client = await world.client();
  await shows(world, client, id);
  await Promise.all([client.jump(id, 5), world.pass(20)]);
  expect(client.message(id, 5)?.folded.replies).toBe(3);
  expect(client.message(id, 202)).toBeNull();
  world.server.happen(id, { kind: 'deleted', target: 202 }, bob);
  world.server.happen(id, { kind: 'deleted', target: 203 }, bob);
  await world.pass(100);
  expect(client.message(id, 5)?.folded).toMatchObject({ replies: 1, lastReply: 201 });
  const asked = world.server.heard.filter(({ frame }) => 'limit' in frame && frame.limit === 1);
  expect(asked.length).toBeLessThanOrEqual(2);
}, 20_000);

test('of many changes few are kept, and pages that are older than those are asked for again', async () => {
  const world = openWorld();
  const [id = ''] = rooms(world, 1, 300);
  const client = await world.client();
  await shows(world, client, id);
  world.server.answerLatency = () => 3_000;
  const older = client.older(id);
  await world.pass(10);
  world.server.happen(id, { kind: 'edited', target: 239, text: 'anew' }, bob);
  for (let at = 0; at < 1_000; at += 1) {
    const on = at % 2 === 0;
    world.server.happen(id, { kind: 'reacted', target: 240, reaction: 'x', on }, bob);
    if (at % 100 === 0) await world.pass(10);
  }
  world.server.answerLatency = () => 1;
  await Promise.all([older, world.pass(5_000)]);
  await scrollsUp(world, client, id);
  expectNewest(world, client, id);
  expect(client.message(id, 239)?.text).toBe('anew');
}, 20_000);
