import { describe, expect, test } from 'vitest';
import type { ServerFrame } from '../../protocol/server-frames';
import { ana, bob, everyone, expectSame, openWorld, staff, texts, type World } from './world';

/** Ana in the common room, with its newest lines. */
async function inside(world: World) {
  const client = await world.client();
  await Promise.all([client.open(everyone), world.pass()]);
  return client;
}

function posts(world: World) {
  return world.server.heard.flatMap(({ frame }) => (frame.kind === 'post' ? [frame] : []));
}

describe('what one writes', () => {
  test('is sent again under the same cid when the reply is lost, and is there once', async () => {
    const world = openWorld();
    const client = await inside(world);
    let lost = false;
    world.server.fault = (frame) => {
      if (frame.kind !== 'post' || lost) return null;
      lost = true;
      return 'cut-after';
    };
    const cid = client.post({ conversation: everyone, text: 'once @bob' });
    await world.pass(20_000);
    expect(posts(world).every((frame) => frame.cid === cid)).toBe(true);
    expect(world.server.past().head).toBe(1);
    expect(texts(client)).toEqual(['once @bob']);
    expect(client.unsettled(everyone)).toEqual([]);
  });

  test('is settled when it is seen, whatever is said of it then', async () => {
    const world = openWorld();
    const client = await inside(world);
    let sent = 0;
    world.server.fault = (frame) => {
      if (frame.kind !== 'post') return null;
      sent += 1;
      return sent === 1 ? 'cut-after' : 'muted';
    };
    client.post({ conversation: everyone, text: 'once' });
    await world.pass(20_000);
    expect(texts(client)).toEqual(['once']);
    expect(client.unsettled(everyone)).toEqual([]);
  });

  test('is at every moment there, and never twice', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.answerLatency = () => 40;
    client.post({ conversation: everyone, text: 'here @bob' });
    await world.pass(0);
    for (let at = 0; at < 100; at += 1) {
      expect(texts(client).length + client.unsettled(everyone).length).toBe(1);
      await world.pass(1);
    }
    expect(texts(client)).toEqual(['here @bob']);
  });

  test('waits as long as the server says, and keeps its order', async () => {
    const world = openWorld();
    const client = await inside(world);
    let refused = 0;
    world.server.retryAfter = 2_000;
    world.server.fault = (frame) => {
      if (frame.kind !== 'post' || refused >= 3) return null;
      refused += 1;
      return refused === 2 ? 'busy' : 'slow-down';
    };
    for (const text of ['one', 'two', 'three']) client.post({ conversation: everyone, text });
    await world.pass(5_900);
    expect(posts(world).map(({ text }) => text)).toEqual(['one', 'one', 'one']);
    await world.pass(1_000);
    expect(texts(client)).toEqual(['one', 'two', 'three']);
  });

  test('fails for good with the reason, and can be sent again or taken back', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.fault = (frame) => (frame.kind === 'post' ? 'muted' : null);
    const cid = client.post({ conversation: everyone, text: 'hello' });
    client.post({ conversation: everyone, text: 'and bye' });
    await world.pass();
    const [failed, other] = client.unsettled(everyone);
    expect(failed?.status).toMatchObject({ state: 'failed', refused: { error: 'muted' } });
    world.server.fault = () => null;
    client.again(failed?.cid ?? '');
    expect(await client.forget(other?.cid ?? '')).toMatchObject({ words: { text: 'and bye' } });
    await world.pass();
    expect(texts(client)).toEqual(['hello']);
    expect(client.unsettled(everyone)).toEqual([]);
    expect(posts(world).at(-1)?.cid).not.toBe(cid);
  });

  test.each([
    ['x'.repeat(16_385), 'text-too-long'],
    ['世'.repeat(5_462), 'text-too-long'],
    ['\ud800', 'malformed'],
    [' \n ', 'text-empty'],
  ])('is not even sent if no server would take it (%#)', async (text, error) => {
    const world = openWorld();
    const client = await inside(world);
    client.post({ conversation: everyone, text });
    await world.pass();
    expect(client.unsettled(everyone)[0]?.status).toMatchObject({
      state: 'failed',
      refused: { error },
    });
    expect(posts(world)).toEqual([]);
  });
});

describe('the line', () => {
  test('is given up after 20 silent seconds; a hidden page judges later', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.seen = false;
    await world.pass(60_000);
    expect(client.link().state).toBe('online');
    expect(world.server.dials).toBe(1);
    world.seen = true;
    world.server.mute = true;
    world.wake();
    await world.pass(4_000);
    expect(client.link().state).toBe('online');
    await world.pass(3_000);
    expect(client.link().state).not.toBe('online');
    world.server.mute = false;
    await world.pass(30_000);
    expect(client.link()).toEqual({ state: 'online', caughtUp: true });
  });

  test('answers a beat at once', async () => {
    const world = openWorld();
    await inside(world);
    world.server.say(ana, { kind: 'beat' });
    await world.pass();
    expect(world.server.heard.at(-1)?.frame.kind).toBe('beat');
  });

  test('comes back after closing not before the server wants it', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.say(ana, { kind: 'closing', message: 'Back soon.', retryAfter: 9_000 });
    await world.pass(10);
    world.server.cut(ana, 1012);
    await world.pass(8_000);
    expect(client.link()).toMatchObject({ state: 'offline', words: 'Back soon.' });
    await world.pass(10_000);
    expect(client.link().state).toBe('online');
  });

  test('does not storm a server that is away', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.reachable = false;
    world.server.cut();
    await world.pass(1_000);
    const before = world.server.dials;
    await world.pass(300_000);
    expect(world.server.dials - before).toBeLessThan(100);
    world.server.reachable = true;
    client.reconnect();
    await world.pass(100);
    expect(client.link().state).toBe('online');
  });

  test('that the server ended for good is not made anew but by the person', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.cut(ana, 4400);
    await world.pass(60_000);
    expect(client.link().state).toBe('stopped');
    client.reconnect();
    await world.pass(1_000);
    expect(client.link().state).toBe('online');
  });

  test('of a guest whose session has ended is over; what was written is there', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.reachable = false;
    world.server.cut();
    client.post({ conversation: everyone, text: 'too late' });
    await world.pass(100);
    world.server.ended.add(ana);
    world.server.reachable = true;
    await world.pass(60_000);
    expect(client.link()).toEqual({ state: 'signed-out', caughtUp: false });
    expect(client.unsettled(everyone)).toMatchObject([{ words: { text: 'too late' } }]);
    expect(await client.command('join', { conversation: staff })).toEqual({ kind: 'lost' });
    expect(await client.ask('list-sessions', {})).toEqual({ kind: 'lost' });
  });

  test('that is lost while a question is under way says so', async () => {
    const world = openWorld();
    const client = await inside(world);
    const asked = client.ask('read-conversation', { conversation: everyone });
    world.server.cut();
    await world.pass();
    expect(await asked).toEqual({ kind: 'lost' });
  });
});

describe('events', () => {
  test('that are missing are fetched, and those behind them wait', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.deaf = (frame) => 'seq' in frame && frame.seq === 2;
    for (const text of ['one', 'two', 'three']) world.server.posts(bob, text);
    await world.pass();
    expect(texts(client)).toEqual(['one', 'two', 'three']);
  });

  test('that come twice or of unknown kinds do no harm', async () => {
    const world = openWorld();
    const client = await inside(world);
    const event = world.server.posts(bob, 'one') as ServerFrame;
    world.server.say(ana, event);
    world.server.happen(everyone, { kind: 'waved' }, bob);
    world.server.say(ana, { kind: 'weather' } as unknown as ServerFrame);
    world.server.posts(bob, 'two');
    world.server.say(ana, event);
    await world.pass();
    expect(texts(client)).toEqual(['one', 'opaque', 'two']);
  });

  test('that take ana out of a room take it from her list', async () => {
    const world = openWorld();
    const client = await inside(world);
    world.server.happen(staff, { kind: 'removed', person: ana, who: 'ana', banned: true }, bob);
    await world.pass();
    expect(client.conversation(staff)).toBeNull();
    expect(client.timeline(staff).lines).toEqual([]);
  });

  test('change what the list says: title, people, standing, mute, archive', async () => {
    const world = openWorld();
    const client = await inside(world);
    const { server } = world;
    const people = [{ person: 'peve', name: 'eve', role: 'member' }];
    server.happen(staff, { kind: 'changed', title: 'crew', topic: 'waves', archived: true }, bob);
    server.happen(staff, { kind: 'invited', people }, bob);
    server.happen(staff, { kind: 'promoted', person: ana, who: 'ana', standing: 'moderator' }, bob);
    server.happen(staff, { kind: 'muted', person: ana, who: 'ana', until: 99 }, bob);
    await world.pass();
    expect(client.conversation(staff)).toMatchObject({
      title: 'crew',
      topic: 'waves',
      archived: true,
      people: 3,
      standing: 'moderator',
      mutedUntil: 99,
    });
    expect(client.person('peve')?.name).toBe('eve');
    server.happen(staff, { kind: 'changed', topic: '', archived: false }, bob);
    server.happen(staff, { kind: 'muted', person: ana, who: 'ana', until: 0 }, bob);
    await world.pass();
    const now = client.conversation(staff);
    expect([now?.topic, now?.archived, now?.mutedUntil]).toEqual([undefined, undefined, undefined]);
  });

  test('of others are told to who listens, once, and not those that were missed', async () => {
    const world = openWorld();
    const client = await inside(world);
    const heard: string[] = [];
    client.listen((message) => heard.push(message.text));
    world.server.posts(bob, 'one');
    client.post({ conversation: everyone, text: 'mine' });
    await world.pass();
    world.server.cut();
    world.server.posts(bob, 'missed');
    await world.pass(20_000);
    world.server.posts(bob, 'two', staff);
    await world.pass();
    expect(heard).toEqual(['one', 'two']);
    expect(client.conversation(everyone)?.unread).toBe(2);
  });

  test('of another past of the same length are known by their time', async () => {
    const world = openWorld();
    for (let at = 0; at < 5; at += 1) world.server.posts(bob, `old ${at}`);
    const client = await inside(world);
    world.server.posts(bob, 'old 5');
    await world.pass();
    world.server.cut();
    const { events } = world.server.past();
    const replaced = events.map((event) => ({ ...event, time: 7, text: 'new' }));
    events.splice(0, events.length, ...(replaced as typeof events));
    world.server.posts(bob, 'newest');
    await world.pass(20_000);
    expect(texts(client)).toEqual(['new', 'new', 'new', 'new', 'new', 'new', 'newest']);
  });

  test('that erase what is not here are asked for', async () => {
    const world = openWorld();
    for (let at = 0; at < 5; at += 1) world.server.posts(bob, `${at}`);
    const client = await world.client();
    expect(client.conversation(everyone)?.unread).toBe(5);
    world.server.happen(everyone, { kind: 'deleted', target: 2 }, bob);
    await world.pass(3_000);
    expect(client.conversation(everyone)?.unread).toBe(4);
  });

  test('of a past that was replaced are forgotten, and read anew', async () => {
    const world = openWorld();
    for (let at = 0; at < 30; at += 1) world.server.posts(bob, `${at}`);
    const client = await inside(world);
    world.server.cut();
    for (let at = 30; at < 100; at += 1) world.server.posts(bob, `${at}`);
    world.server.resumes = 10;
    await world.pass(20_000);
    const { lines } = client.timeline(everyone);
    expect(lines).toHaveLength(50);
    expectSame(lines, world.server.past().lines(ana).slice(-50));
  });
});

describe('people', () => {
  test('come, go, write and are counted', async () => {
    const world = openWorld();
    const client = await inside(world);
    expect(client.presence().count).toBe(1);
    const other = await world.client(bob);
    expect([...client.presence().online.keys()].sort()).toEqual([ana, bob]);
    world.server.say(ana, { kind: 'typing', conversation: everyone, person: bob, name: 'bob' });
    world.server.say(ana, { kind: 'typing', conversation: everyone, person: ana, name: 'ana' });
    await world.pass();
    expect(client.typing(everyone).map(({ name }) => name)).toEqual(['bob']);
    expect(client.typing(everyone)).toBe(client.typing(everyone));
    other.post({ conversation: everyone, text: 'there' });
    await world.pass();
    expect(client.typing(everyone)).toEqual([]);
    world.server.say(ana, { kind: 'typing', conversation: everyone, person: bob, name: 'bob' });
    await world.pass(6_100);
    expect(client.typing(everyone)).toEqual([]);
    const marks = [
      { person: bob, seq: 1 },
      { person: ana, seq: 1 },
    ];
    world.server.say(ana, { kind: 'seen', conversation: everyone, marks });
    world.server.say(ana, { kind: 'departed', person: bob, name: 'bob', forGood: false });
    await world.pass();
    expect([...client.seen(everyone)]).toEqual([[bob, 1]]);
    expect(client.presence().count).toBe(1);
    world.server.say(ana, { kind: 'presence-count', online: 431 });
    world.server.say(ana, { kind: 'reported', open: 2 });
    await world.pass();
    expect(client.presence().count).toBe(431);
    expect(client.openReports()).toBe(2);
  });

  test('are told that one writes at most every few seconds', async () => {
    const world = openWorld();
    const client = await inside(world);
    for (let at = 0; at < 100; at += 1) {
      client.sayTyping(everyone);
      await world.pass(100);
    }
    const said = world.server.heard.filter(({ frame }) => frame.kind === 'typing');
    expect(said.length).toBeLessThanOrEqual(4);
    expect(said.length).toBeGreaterThanOrEqual(3);
  });
});
