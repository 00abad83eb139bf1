import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Client } from '../client';
import { HandBrowser, type Tab } from './browser';
import { ana, bob, everyone, expectSame, openWorld, staff, texts, type World } from './world';

/** A tab of a browser that dies with its line when it is killed. */
async function open(world: World, browser: HandBrowser): Promise<{ client: Client; tab: Tab }> {
  const tab = browser.tab();
  const wires = new Set<() => void>();
  let dead = false;
  const alive = {
    ...tab.around,
    clock: {
      steady: () => world.clock.steady(),
      wall: () => world.clock.wall(),
      after: (millis: number, run: () => void) =>
        world.clock.after(millis, () => {
          if (!dead) run();
        }),
    },
    dial: (listener: Parameters<typeof world.server.dial>[1]) => {
      const wire = world.server.dial(ana, {
        text: (frame) => {
          if (!dead) listener.text(frame);
        },
        closed: (code, words) => {
          if (!dead) listener.closed(code, words);
        },
      });
      wires.add(() => wire.close());
      return {
        send: (frame: string) => {
          if (!dead) wire.send(frame);
        },
        close: () => {
          if (!dead) wire.close();
        },
      };
    },
  };
  const client = await world.client(ana, alive);
  const kill = () => {
    dead = true;
    tab.kill();
    for (const close of wires) close();
  };
  return { client, tab: { ...tab, kill } };
}

describe.each(['locks', 'no-locks'] as const)('tabs of a browser with %s', (locks) => {
  test('one leads and has the line, all of them are online and alike', async () => {
    const world = openWorld();
    const browser = new HandBrowser(locks);
    const tabs = [
      await open(world, browser),
      await open(world, browser),
      await open(world, browser),
    ];
    expect(tabs.map(({ client }) => client.leads())).toEqual([true, false, false]);
    expect(world.server.connections(ana)).toBe(1);
    for (const { client } of tabs) void client.open(everyone);
    await world.pass();
    world.server.posts(bob, 'hello');
    for (const { client } of tabs) client.post({ conversation: everyone, text: 'here @bob' });
    void tabs[1]?.client.command('react', {
      conversation: everyone,
      target: 1,
      reaction: 'x',
      on: true,
    });
    await world.pass(2_000);
    for (const { client } of tabs) {
      expect(client.link()).toEqual({ state: 'online', caughtUp: true });
      expect(texts(client)).toEqual(['hello', 'here @bob', 'here @bob', 'here @bob']);
      expectSame(client.timeline(everyone).lines, world.server.past().lines(ana));
      expect(client.unsettled(everyone)).toEqual([]);
      expect(client.presence().count).toBe(1);
    }
    tabs[2]?.client.markRead(everyone, 1);
    tabs[1]?.client.setState(`favourite:${staff}`, 'yes');
    await world.pass(2_000);
    for (const { client } of tabs) {
      expect(client.conversation(everyone)?.unread).toBe(0);
      expect(client.conversation(staff)?.favourite).toBe(true);
    }
  });

  test.each(['closed', 'killed', 'put away'] as const)(
    'the one that leads is %s in the middle: nothing is lost and nothing twice',
    async (how) => {
      const world = openWorld();
      const browser = new HandBrowser(locks);
      const first = await open(world, browser);
      const second = await open(world, browser);
      const third = await open(world, browser);
      for (const { client } of [first, second, third]) void client.open(everyone);
      await world.pass();
      for (let at = 0; at < 10; at += 1) {
        first.client.post({ conversation: everyone, text: `first ${at}` });
        second.client.post({ conversation: everyone, text: `second ${at}` });
      }
      await world.pass(7);
      if (how === 'closed') first.client.close();
      else if (how === 'killed') first.tab.kill();
      else first.tab.leave();
      for (let at = 10; at < 20; at += 1) {
        second.client.post({ conversation: everyone, text: `second ${at}` });
        world.server.posts(bob, `bob ${at}`);
      }
      await world.pass(30_000);
      expect(second.client.leads() !== third.client.leads()).toBe(true);
      expect(world.server.connections(ana)).toBe(1);
      const said = world.server.past().lines(ana);
      for (const { client } of [second, third]) {
        expect(client.link().state).toBe('online');
        expectSame(client.timeline(everyone).lines, said);
        expect(client.unsettled(everyone)).toEqual([]);
      }
      const ours = texts(second.client).filter((text) => !text.startsWith('bob'));
      expect(ours.filter((text) => text.startsWith('first'))).toEqual(
        Array.from({ length: 10 }, (_, at) => `first ${at}`),
      );
      expect(ours.filter((text) => text.startsWith('second'))).toEqual(
        Array.from({ length: 20 }, (_, at) => `second ${at}`),
      );
      if (how !== 'put away') return;
      world.wake();
      await world.pass(10_000);
      expect(first.client.link().state).toBe('online');
      expectSame(first.client.timeline(everyone).lines, said);
      expect(world.server.connections(ana)).toBe(1);
    },
  );

  test('what one tab wrote the others see, and whoever leads sends', async () => {
    const world = openWorld();
    const browser = new HandBrowser(locks);
    const first = await open(world, browser);
    const second = await open(world, browser);
    world.server.reachable = false;
    world.server.cut();
    await world.pass(100);
    second.client.post({ conversation: everyone, text: 'later' });
    await world.pass(100);
    expect(first.client.unsettled(everyone)).toHaveLength(1);
    expect(second.client.link().state).toBe('offline');
    second.tab.kill();
    await world.pass(100);
    world.server.reachable = true;
    await world.pass(30_000);
    expect(world.server.past().head).toBe(1);
    expect(first.client.unsettled(everyone)).toEqual([]);
  });

  test('one tab signs out, and all of them are out', async () => {
    const world = openWorld();
    const browser = new HandBrowser(locks);
    const first = await open(world, browser);
    const second = await open(world, browser);
    void second.client.signOut();
    await world.pass(5_000);
    for (const { client } of [first, second]) {
      expect(client.link().state).toBe('signed-out');
      expect(client.me()).toBeNull();
    }
    const names = (await browser.databases.databases()).map(({ name }) => name);
    expect(names.filter((name) => name !== 'klatch-leader')).toEqual([]);
  });
});
