import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Client } from '../client';
import { HandBrowser } from './browser';
import { randomOf } from './clock';
import { ana, bob, everyone, expectSame, openWorld, staff, type World } from './world';

const eve = 'peve';
const rooms = [everyone, staff];

/** Chances of one run; the same for the same seed. */
class Dice {
  readonly #chance: () => number;

  constructor(seed: number) {
    this.#chance = randomOf(seed);
  }

  /** From 0 to below `sides`. */
  roll(sides: number): number {
    return Math.floor(this.#chance() * sides);
  }

  one<Thing>(things: readonly Thing[]): Thing {
    const thing = things[this.roll(things.length)];
    if (thing === undefined) throw new Error('nothing to choose from');
    return thing;
  }
}

/** Somebody else does something. */
function happens(world: World, dice: Dice): void {
  const { server } = world;
  const by = dice.one([bob, eve]);
  const id = dice.one(rooms);
  const past = server.past(id);
  const target = 1 + dice.roll(Math.max(1, past.head));
  const event = past.events[target - 1];
  const open = event?.kind === 'posted' && !past.isErased(target) ? event : undefined;
  const what = dice.roll(10);
  if (open === undefined || what < 4) {
    const mentions = dice.roll(4) === 0 ? { mentions: [ana] } : {};
    server.posts(by, `${by} ${past.head}`, id, mentions);
  } else if (what === 4) {
    const thread = open.thread ?? target;
    server.posts(by, `answer ${past.head}`, id, { thread });
  } else if (what === 5) {
    server.happen(id, { kind: 'edited', target, text: `edited ${past.head}` }, by);
  } else if (what === 6) {
    server.happen(id, { kind: 'deleted', target }, by);
  } else if (what === 7) {
    server.happen(id, { kind: 'pinned', target, on: dice.roll(2) === 0 }, by);
  } else {
    const reaction = dice.one(['x', 'y', 'z']);
    const on = dice.roll(3) > 0;
    server.happen(id, { kind: 'reacted', target, reaction, on }, dice.one([bob, eve, ana]));
  }
}

/** Ana does something. Returns what she wrote, if anything. */
function does(world: World, client: Client, dice: Dice, number: number): string | null {
  const id = dice.one(rooms);
  const { head } = world.server.past(id);
  const seq = 1 + dice.roll(Math.max(1, head));
  switch (dice.roll(9)) {
    case 0:
      void client.open(id);
      break;
    case 1:
      void client.older(id);
      break;
    case 2:
      void client.newer(id);
      break;
    case 3:
      void client.jump(id, seq);
      break;
    case 4:
      void client.jumpToEnd(id);
      break;
    case 5:
      client.markRead(id, seq);
      break;
    case 6:
      client.change('react', { conversation: id, target: seq, reaction: 'x', on: true });
      break;
    default: {
      const text = dice.roll(3) === 0 ? `ana ${number} @bob` : `ana ${number}`;
      client.post({ conversation: everyone, text });
      return text;
    }
  }
  return null;
}

/** What is shown has no hole, and reads as the server has it, as far as everything is here. */
function expectRight(world: World, client: Client): void {
  for (const id of rooms) {
    const { lines, live } = client.timeline(id);
    const said = world.server.past(id).lines(ana);
    const first = lines[0]?.seq ?? 0;
    const last = live ? Number.POSITIVE_INFINITY : (lines.at(-1)?.seq ?? 0);
    expectSame(
      lines,
      lines.length === 0 ? [] : said.filter(({ seq }) => seq >= first && seq <= last),
    );
    const past = world.server.past(id);
    expect(client.conversation(id)).toMatchObject({
      unread: Math.min(100, past.unread(ana)),
      mentions: Math.min(100, past.mentions(ana)),
    });
  }
}

async function quiet(world: World): Promise<void> {
  world.server.fault = () => null;
  world.server.reachable = true;
  await world.pass(60_000);
}

async function run(world: World, clients: readonly Client[], dice: Dice): Promise<void> {
  const written = clients.map((): string[] => []);
  for (let round = 0; round < 4; round += 1) {
    for (let step = 0; step < 60; step += 1) {
      happens(world, dice);
      const which = dice.roll(clients.length);
      const client = clients[which];
      if (client !== undefined && dice.roll(2) === 0) {
        const text = does(world, client, dice, round * 100 + step);
        if (text !== null) written[which]?.push(text);
      }
      if (dice.roll(25) === 0) world.server.cut(ana);
      if (dice.roll(3) === 0) await world.pass(dice.roll(60));
    }
    await quiet(world);
    for (const client of clients) {
      expect(client.link().caughtUp).toBe(true);
      // What was deleted meanwhile takes no reaction; all else is settled.
      const left = client.unsettled().filter(({ status }) => status.state !== 'failed');
      expect(left).toEqual([]);
      expectRight(world, client);
    }
    const said = world.server.past().events.filter((event) => event.kind === 'posted');
    const own = said.filter(({ author }) => author === ana).map(({ text }) => text);
    expect([...own].sort()).toEqual(written.flat().sort());
    written.forEach((texts) => {
      expect(own.filter((text) => texts.includes(text))).toEqual(texts);
    });
    faulty(world, dice);
  }
}

/** From here on the server loses, refuses and delays. */
function faulty(world: World, dice: Dice): void {
  const { server } = world;
  server.answerLatency = () => 1 + dice.roll(30);
  server.latency = 1 + dice.roll(10);
  server.resumes = dice.one([5, 40, 2_000]);
  server.retryAfter = 100 + dice.roll(1_000);
  server.fault = () => {
    const chance = dice.roll(60);
    if (chance === 0) return 'cut-before';
    if (chance === 1) return 'cut-after';
    if (chance === 2) return 'slow-down';
    return chance === 3 ? 'busy' : null;
  };
}

function crowded(): World {
  const world = openWorld();
  world.server.enters(eve, 'eve', staff);
  return world;
}

const seeds = Array.from({ length: 12 }, (_, at) => at + 1);

test.each(seeds)('whatever happens ana reads what the server has, seed %i', async (seed) => {
  const world = crowded();
  const client = await world.client();
  await run(world, [client], new Dice(seed));
});

test.each([101, 102, 103, 104])('so do two tabs of a browser, seed %i', async (seed) => {
  const world = crowded();
  const browser = new HandBrowser(seed % 2 === 0 ? 'locks' : 'no-locks');
  const one = await world.client(ana, browser.tab().around);
  const other = await world.client(ana, browser.tab().around);
  await run(world, [one, other], new Dice(seed));
});
