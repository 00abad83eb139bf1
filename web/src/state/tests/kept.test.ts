import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { HandBrowser } from './browser';
import { ana, bob, everyone, expectSame, openWorld, staff, texts } from './world';

/** A browser that keeps things over the life of its pages. */
function machine() {
  const { databases, notes } = new HandBrowser('no-locks');
  return { databases, notes };
}

test('what ana wrote without a connection survives her page, and is sent once', async () => {
  const world = openWorld();
  const kept = machine();
  const client = await world.client(ana, kept);
  world.server.reachable = false;
  world.server.cut();
  await world.pass(100);
  expect(client.link().state).toBe('offline');
  client.post({ conversation: everyone, text: 'one' });
  client.post({ conversation: everyone, text: 'two' });
  await world.pass(100);
  const sending = client.unsettled(everyone);
  expect(sending.map(({ status }) => status)).toEqual([
    { state: 'sending', kept: true },
    { state: 'sending', kept: true },
  ]);
  client.close();
  await world.pass(100);

  const again = await world.client(ana, kept);
  expect(again.unsettled(everyone)).toMatchObject([
    { words: { text: 'one' } },
    { words: { text: 'two' } },
  ]);
  expect(again.unsettled(everyone)[0]?.cid).toBe(sending[0]?.cid);
  world.server.reachable = true;
  await world.pass(20_000);
  expect(again.unsettled(everyone)).toEqual([]);
  expect(world.server.past().lines(ana)).toMatchObject([{ text: 'one' }, { text: 'two' }]);
  again.close();
  const third = await world.client(ana, kept);
  expect(third.unsettled(everyone)).toEqual([]);
});

test('a start without a connection shows what was there last', async () => {
  const world = openWorld();
  const kept = machine();
  const client = await world.client(ana, kept);
  for (let at = 1; at <= 10; at += 1) world.server.posts(bob, `lunch ${at}`);
  world.server.happen(everyone, { kind: 'reacted', target: 3, reaction: 'x', on: true }, bob);
  await Promise.all([client.open(everyone), world.pass()]);
  client.setState(`favourite:${staff}`, 'yes');
  await world.pass(3_000);
  world.server.posts(ana, 'kept when the page is closed');
  await world.pass(50);
  client.close();
  world.server.reachable = false;
  await world.pass();

  const offline = await world.client(ana, kept);
  await Promise.all([offline.open(everyone), world.pass(500)]);
  expect(offline.link().state).toBe('offline');
  expect(offline.me()?.name).toBe('ana');
  expect(offline.person(bob)?.name).toBe('bob');
  expect(offline.conversation(staff)?.favourite).toBe(true);
  expect(offline.conversation(everyone)?.unread).toBe(10);
  expectSame(offline.timeline(everyone).lines, world.server.past().lines(ana));
  const found = offline.findHere('LUNCH 3');
  await world.pass();
  expect((await found).map(({ text }) => text)).toEqual(['lunch 3']);
  offline.setState(`draft:${everyone}`, 'half a');

  for (let at = 11; at <= 100; at += 1) world.server.posts(bob, `lunch ${at}`);
  world.server.happen(everyone, { kind: 'edited', target: 2, text: 'supper' }, bob);
  world.server.reachable = true;
  await world.pass(20_000);
  expectSame(offline.timeline(everyone).lines, world.server.past().lines(ana));
  expect(world.server.states.get(ana)?.map(({ value }) => value)).toEqual(['yes', 'half a']);
});

test('without a database, or with a full one, all goes on and says so', async () => {
  const world = openWorld();
  const kept = machine();
  const full = new Proxy(kept.databases, {
    get: () => () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  globalThis.indexedDB = full;
  const client = await world.client(ana, { ...kept, databases: full });
  world.server.reachable = false;
  world.server.cut();
  await world.pass(100);
  client.post({ conversation: everyone, text: 'not lost' });
  await world.pass(100);
  expect(client.unsettled(everyone)).toMatchObject([
    { status: { state: 'sending', kept: false }, words: { text: 'not lost' } },
  ]);
  world.server.reachable = true;
  await world.pass(20_000);
  expect(client.unsettled(everyone)).toEqual([]);
  expect(world.server.past().head).toBe(1);
});

test('nothing is left after signing out', async () => {
  const world = openWorld();
  const kept = machine();
  const client = await world.client(ana, kept);
  world.server.posts(bob, 'secret');
  await Promise.all([client.open(everyone), world.pass(3_000)]);
  void client.signOut();
  await world.pass(1_000);
  expect(client.link().state).toBe('signed-out');
  expect(client.conversations()).toEqual([]);
  expect(client.me()).toBeNull();
  expect(await kept.databases.databases()).toEqual([]);
  const other = await world.client(ana, kept);
  expect(other.link().state).toBe('signed-out');
  expect(other.me()).toBeNull();
});

test('after a restore from a backup what was written is held until ana decides', async () => {
  const world = openWorld();
  const kept = machine();
  const client = await world.client(ana, kept);
  world.server.posts(bob, 'gone soon');
  await Promise.all([client.open(everyone), world.pass()]);
  expect(texts(client)).toEqual(['gone soon']);
  world.server.reachable = false;
  world.server.cut();
  await world.pass(100);
  client.post({ conversation: everyone, text: 'an answer' });
  client.post({ conversation: everyone, text: 'never mind' });
  await world.pass(100);
  world.server.wipe();
  world.server.reachable = true;
  await world.pass(20_000);
  expect(texts(client)).toEqual([]);
  const held = client.unsettled(everyone);
  expect(held.map(({ status }) => status)).toEqual([
    { state: 'held', why: 'other-epoch' },
    { state: 'held', why: 'other-epoch' },
  ]);
  expect(await client.forget(held[1]?.cid ?? '')).toMatchObject({ words: { text: 'never mind' } });
  client.again(held[0]?.cid ?? '');
  await world.pass(1_000);
  expect(client.unsettled(everyone)).toEqual([]);
  expect(texts(client)).toEqual(['an answer']);
});

test('a guest of the same name finds what the one before wrote, as held', async () => {
  const world = openWorld();
  const kept = machine();
  const note = { person: ana, name: 'ana', role: 'guest' };
  const client = await world.client(ana, kept);
  world.server.reachable = false;
  world.server.cut();
  await world.pass(100);
  client.post({ conversation: everyone, text: 'too late' });
  await world.pass(100);
  client.close();
  await world.pass(100);
  kept.notes.setItem('klatch-person', JSON.stringify(note));
  world.server.reachable = true;
  world.server.enters('pana2', 'ana');
  const next = await world.client('pana2', kept);
  expect(next.unsettled(everyone)).toMatchObject([
    { status: { state: 'held', why: 'other-person' }, words: { text: 'too late' } },
  ]);
  expect((await kept.databases.databases()).map(({ name }) => name)).toEqual(['klatch-pana2']);
});

test('after a session has ended nobody sees what was there before', async () => {
  const world = openWorld();
  const kept = machine();
  const client = await world.client(ana, kept);
  world.server.posts(bob, 'for ana');
  await Promise.all([client.open(everyone), world.pass(3_000)]);
  world.server.end(ana);
  await world.pass(1_000);
  expect(client.link().state).toBe('signed-out');
  client.close();
  world.server.reachable = false;
  const next = await world.client(bob, kept);
  expect(next.me()).toBeNull();
  expect(next.conversations()).toEqual([]);
  world.server.reachable = true;
  await world.pass(20_000);
  expect(next.me()?.name).toBe('bob');
  next.close();
  await world.pass(1_000);

  world.server.ended.delete(ana);
  const back = await world.client(ana, kept);
  await Promise.all([back.open(everyone), world.pass(1_000)]);
  expect(texts(back)).toEqual(['for ana']);
});
