import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Client } from '../client';
import { HandBrowser } from './browser';
import { ana, bob, everyone, expectSame, openWorld, staff, texts, type World } from './world';

const conversation = everyone;

/** A browser that keeps things over the life of its pages. */
function machine() {
  const { databases, notes } = new HandBrowser('no-locks');
  return { databases, notes };
}

/** Ana has read what bob and she said, and the line is gone. */
async function offline(world: World, kept = machine()): Promise<Client> {
  const client = await world.client(ana, kept);
  await Promise.all([client.open(everyone), world.pass()]);
  world.server.posts(bob, 'hello');
  client.post({ conversation, text: 'helo bob' });
  await world.pass(3_000);
  cut(world);
  await world.pass(100);
  expect(client.link().state).toBe('offline');
  return client;
}

function cut(world: World): void {
  world.server.reachable = false;
  world.server.cut();
}

const reactions = (client: Client, seq: number) =>
  client.message(everyone, seq)?.folded.reactions?.map(({ reaction }) => reaction) ?? [];

describe('what ana changes without a connection', () => {
  test('reads so at once, survives her page, and is done once and in order', async () => {
    const world = openWorld();
    const kept = machine();
    const client = await offline(world, kept);
    client.change('edit', { conversation, target: 2, text: 'hello bob' });
    client.change('react', { conversation, target: 1, reaction: 'x', on: true });
    client.change('pin', { conversation, target: 1, on: true });
    client.post({ conversation, text: 'and more' });
    await world.pass(100);
    expect(texts(client)).toEqual(['hello', 'hello bob']);
    expect(reactions(client, 1)).toEqual(['x']);
    expect(client.message(everyone, 1)).toMatchObject({ changing: true, folded: { pinned: true } });
    expect(client.timeline(everyone)).toBe(client.timeline(everyone));
    expect(client.unsettled().map(({ kind }) => kind)).toEqual(['edit', 'react', 'pin', 'post']);
    client.close();
    await world.pass(100);

    const again = await world.client(ana, kept);
    await Promise.all([again.open(everyone), world.pass(500)]);
    expect(texts(again)).toEqual(['hello', 'hello bob']);
    expect(reactions(again, 1)).toEqual(['x']);
    world.server.reachable = true;
    await world.pass(20_000);
    expect(again.unsettled()).toEqual([]);
    expect(again.message(everyone, 1)?.changing).toBeUndefined();
    expectSame(again.timeline(everyone).lines, world.server.past().lines(ana));
    const happened = world.server.past().events.map(({ kind }) => kind);
    expect(happened).toEqual(['posted', 'posted', 'edited', 'reacted', 'pinned', 'posted']);
  });

  test('is done once if the line is lost before the reply', async () => {
    const world = openWorld();
    const client = await offline(world);
    let cuts = 2;
    world.server.fault = (frame) => {
      if (frame.kind !== 'react' || cuts === 0) return null;
      cuts -= 1;
      return 'cut-after';
    };
    client.change('react', { conversation, target: 1, reaction: 'x', on: true });
    client.change('react', { conversation, target: 1, reaction: 'x', on: false });
    world.server.reachable = true;
    await world.pass(60_000);
    expect(client.unsettled()).toEqual([]);
    expect(reactions(client, 1)).toEqual([]);
    const happened = world.server.past().events.map(({ kind }) => kind);
    expect(happened).toEqual(['posted', 'posted', 'reacted', 'reacted']);
  });

  test('is said to have failed if the server refuses it, and reads as before', async () => {
    const world = openWorld();
    const client = await offline(world);
    world.server.fault = (frame) => (frame.kind === 'edit' ? 'not-allowed' : null);
    const cid = client.change('edit', { conversation, target: 2, text: 'hello bob' });
    await world.pass(100);
    expect(texts(client)).toEqual(['hello', 'hello bob']);
    world.server.reachable = true;
    await world.pass(20_000);
    expect(texts(client)).toEqual(['hello', 'helo bob']);
    expect(client.unsettled()).toMatchObject([
      { cid, kind: 'edit', status: { state: 'failed', refused: { error: 'not-allowed' } } },
    ]);
    world.server.fault = () => null;
    client.again(cid);
    await world.pass(1_000);
    expect(texts(client)).toEqual(['hello', 'hello bob']);
    expect(client.unsettled()).toEqual([]);
  });

  test('is not done to messages of another history', async () => {
    const world = openWorld();
    const client = await offline(world);
    client.change('delete', { conversation, target: 2 });
    await world.pass(100);
    world.server.wipe();
    world.server.reachable = true;
    await world.pass(20_000);
    expect(client.unsettled()).toMatchObject([
      { kind: 'delete', status: { state: 'held', why: 'other-epoch' } },
    ]);
    expect(world.server.past().head).toBe(0);
  });
});

describe('what waits', () => {
  test('can be taken back as long as the server cannot have it', async () => {
    const world = openWorld();
    const client = await offline(world);
    const never = client.post({ conversation, text: 'never mind' });
    const sent = client.post({ conversation, text: 'sent' });
    const edit = client.change('edit', { conversation, target: 2, text: 'bye' });
    await world.pass(100);
    expect(await client.forget(never)).toMatchObject({ words: { text: 'never mind' } });
    expect(await client.forget(edit)).toMatchObject({ kind: 'edit' });
    expect(texts(client)).toEqual(['hello', 'helo bob']);
    // The reply is lost, so nobody knows.
    world.server.fault = (frame) => (frame.kind === 'post' ? 'cut-after' : null);
    world.server.reachable = true;
    for (let turn = 0; turn < 100 && world.server.past().head < 3; turn += 1) await world.pass(100);
    cut(world);
    await world.pass(100);
    expect(client.unsettled()).toMatchObject([{ cid: sent, status: { asked: true } }]);
    expect(await client.forget(sent)).toBeNull();
    world.server.fault = () => null;
    world.server.reachable = true;
    await world.pass(30_000);
    expect(texts(client)).toEqual(['hello', 'helo bob', 'sent']);
    expect(client.unsettled()).toEqual([]);
  });

  test('because a room is slow holds nothing else up, and goes when the room is slow no more', async () => {
    const world = openWorld();
    const client = await world.client();
    await Promise.all([client.open(everyone), client.open(staff), world.pass()]);
    world.server.posts(bob, 'a talk');
    world.server.retryAfter = 3_600_000;
    let slow = true;
    world.server.fault = (frame) =>
      slow && frame.kind === 'post' && frame.conversation === everyone ? 'slow-down' : null;
    client.post({ conversation, text: 'later' });
    const second = client.post({ conversation, text: 'not at all' });
    client.post({ conversation: staff, text: 'here' });
    client.change('react', { conversation, target: 1, reaction: 'x', on: true });
    await world.pass(1_000);
    expect(texts(client, staff)).toEqual(['here']);
    expect(reactions(client, 1)).toEqual(['x']);
    expect(client.unsettled()).toMatchObject([
      { status: { state: 'sending', kept: false } },
      { status: { state: 'sending', kept: false } },
    ]);
    expect(await client.forget(second)).not.toBeNull();
    slow = false;
    world.server.happen(everyone, { kind: 'changed', slowSeconds: 0 }, bob);
    await world.pass(1_000);
    expect(texts(client).at(-1)).toBe('later');
    expect(client.unsettled()).toEqual([]);
  });
});

test('what ana read and set without a connection holds after her page is gone', async () => {
  const world = openWorld();
  const kept = machine();
  const client = await offline(world, kept);
  world.server.reachable = true;
  await world.pass(20_000);
  for (const text of ['one', 'two', 'three']) world.server.posts(bob, text);
  await world.pass(3_000);
  expect(client.conversation(everyone)?.unread).toBe(4);
  cut(world);
  await world.pass(100);
  client.markRead(everyone, 4);
  client.setState(`favourite:${staff}`, 'yes');
  await world.pass(3_000);
  client.close();
  await world.pass(100);
  const again = await world.client(ana, kept);
  expect(again.conversation(everyone)).toMatchObject({ unread: 1, read: 4 });
  world.server.reachable = true;
  await world.pass(20_000);
  expect(world.server.past().marks.get(ana)).toBe(4);
  expect(again.conversation(staff)?.favourite).toBe(true);
  expect(world.server.states.get(ana)).toMatchObject([{ value: 'yes' }]);
  expect(again.conversation(everyone)).toMatchObject({ unread: 1, read: 4 });
  // What was said is not said again by the next page.
  again.close();
  await world.pass(100);
  world.server.heard.length = 0;
  await world.client(ana, kept);
  await world.pass(3_000);
  expect(world.server.heard.filter(({ frame }) => frame.kind === 'mark-read')).toEqual([]);
});
