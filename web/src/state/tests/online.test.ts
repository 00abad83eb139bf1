import { expect, test } from 'vitest';
import { ana, bob, everyone, expectSame, openWorld, staff, texts } from './world';

test('ana comes online and reads what was said before and what is said now', async () => {
  const world = openWorld();
  for (let at = 1; at <= 120; at += 1) world.server.posts(bob, `before ${at}`);
  const client = await world.client();
  expect(client.link()).toEqual({ state: 'online', caughtUp: true });
  expect(client.me()?.name).toBe('ana');
  expect(client.conversations().map(({ title }) => title)).toEqual(['everyone', 'staff']);
  expect(client.conversation(everyone)).toMatchObject({ unread: 100, mentions: 0 });
  void client.open(everyone);
  await world.pass();
  world.server.posts(bob, 'now');
  await world.pass();
  expect(texts(client).at(-1)).toBe('now');
  expect(client.timeline(everyone)).toMatchObject({ older: true, newer: false, live: true });
  while (client.timeline(everyone).older) {
    void client.older(everyone);
    await world.pass();
  }
  expectSame(client.timeline(everyone).lines, world.server.past().lines(ana));
});

test('what ana writes is shown as sending, then once in its place', async () => {
  const world = openWorld();
  const client = await world.client();
  await Promise.all([client.open(everyone), world.pass()]);
  for (const text of ['one', 'two @bob', 'three']) {
    client.post({ conversation: everyone, text });
  }
  await world.pass(0);
  expect(client.unsettled(everyone)).toMatchObject([
    { words: { text: 'one' } },
    { words: { text: 'two @bob' } },
    { words: { text: 'three' } },
  ]);
  await world.pass(500);
  expect(texts(client)).toEqual(['one', 'two @bob', 'three']);
  expect(client.unsettled(everyone)).toEqual([]);
});

test('a change, a reaction and a pin are folded into the message', async () => {
  const world = openWorld();
  const client = await world.client();
  await Promise.all([client.open(everyone), world.pass()]);
  world.server.posts(bob, 'hello');
  await world.pass();
  const conversation = everyone;
  void client.command('react', { conversation, target: 1, reaction: 'x', on: true });
  world.server.happen(everyone, { kind: 'edited', target: 1, text: 'hello all' }, bob);
  world.server.happen(everyone, { kind: 'pinned', target: 1, on: true }, bob);
  await world.pass();
  expectSame(client.timeline(everyone).lines, world.server.past().lines(ana));
  expect(client.message(everyone, 1)?.text).toBe('hello all');
  expect(client.message(everyone, 1)?.folded.reactions?.[0]?.mine).toBe(true);
});

test('a room is made and left', async () => {
  const world = openWorld();
  const client = await world.client();
  const made = client.command('create-room', { name: 'Physics' });
  await world.pass();
  const accepted = await made;
  expect(accepted.kind).toBe('accepted');
  const id = accepted.kind === 'accepted' ? accepted.conversation : '';
  expect(texts(client, id)).toEqual(['created']);
  expect(client.conversation(id)?.title).toBe('Physics');
  void client.command('leave', { conversation: id });
  await world.pass();
  expect(client.conversation(id)).toBeNull();
  expect(client.conversation(staff)).not.toBeNull();
});

test('what is read is counted, said, and heard of on other devices', async () => {
  const world = openWorld();
  world.server.posts(bob, 'one');
  const client = await world.client();
  expect(client.conversation(everyone)?.unread).toBe(1);
  world.server.posts(bob, 'two', everyone, { mentions: [ana] });
  await world.pass();
  expect(client.conversation(everyone)).toMatchObject({ unread: 2, mentions: 1 });
  client.markRead(everyone, 1);
  await world.pass(3_000);
  expect(client.conversation(everyone)).toMatchObject({ unread: 1, mentions: 1, read: 1 });
  expect(world.server.past().marks.get(ana)).toBe(1);
  world.server.past().marks.set(ana, 2);
  world.server.say(ana, {
    kind: 'marked',
    mark: { conversation: everyone, seq: 2 },
    unread: 0,
  });
  await world.pass();
  expect(client.conversation(everyone)).toMatchObject({ unread: 0, mentions: 0, read: 2 });
});

test('states hold at once, are said, and make favourites, levels and drafts', async () => {
  const world = openWorld();
  const client = await world.client();
  client.setState(`favourite:${staff}`, 'yes');
  client.setState(`draft:${staff}`, 'not yet');
  client.setState(`notifications:${staff}`, 'mentions');
  expect(client.conversation(staff)).toMatchObject({
    favourite: true,
    draft: 'not yet',
    level: 'mentions',
  });
  await world.pass();
  expect(world.server.states.get(ana)).toHaveLength(3);
});

test('topics are told in batches, and what did not change is the same object', async () => {
  const world = openWorld();
  const client = await world.client();
  await Promise.all([client.open(everyone), world.pass()]);
  let told = 0;
  const end = client.watch(`timeline:${everyone}`, () => {
    told += 1;
  });
  for (let at = 0; at < 50; at += 1) world.server.posts(bob, `${at}`);
  await world.pass();
  expect(told).toBeLessThanOrEqual(3);
  expect(client.timeline(everyone)).toBe(client.timeline(everyone));
  expect(client.conversations()).toBe(client.conversations());
  const other = client.conversation(staff);
  world.server.posts(bob, 'once more');
  await world.pass();
  expect(client.conversation(staff)).toBe(other);
  end();
});

test('ana jumps to an old message, reads on from there, and comes back', async () => {
  const world = openWorld();
  for (let at = 1; at <= 300; at += 1) world.server.posts(bob, `${at}`);
  const client = await world.client();
  await Promise.all([client.open(everyone), world.pass()]);
  const jumped = client.jump(everyone, 100);
  await world.pass();
  expect(await jumped).toBe(true);
  expect(texts(client)).toContain('100');
  expect(client.timeline(everyone)).toMatchObject({ live: false, newer: true, older: true });
  world.server.happen(everyone, { kind: 'edited', target: 100, text: 'changed' }, bob);
  await world.pass();
  expect(client.message(everyone, 100)?.text).toBe('changed');
  expect(texts(client)).toContain('changed');
  while (client.timeline(everyone).newer) {
    void client.newer(everyone);
    await world.pass();
  }
  expect(client.timeline(everyone).live).toBe(true);
  const { lines } = client.timeline(everyone);
  expectSame(lines, world.server.past().lines(ana).slice(-lines.length));
  expect(lines[0]?.seq).toBeLessThan(100);
  const nowhere = client.jump(everyone, 9_999);
  await world.pass();
  expect(await nowhere).toBe(false);
});
