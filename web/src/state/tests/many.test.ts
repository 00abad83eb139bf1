import { expect, test } from 'vitest';
import { openClient } from '../open-client';
import type { WireListener } from '../surroundings';
import { ana, bob, everyone, openWorld } from './world';

test('a hundred thousand events cost no copy each, and old lines go', async () => {
  const world = openWorld();
  const listeners: WireListener[] = [];
  const around = world.around(ana, 1, {
    dial: (listener) => {
      listeners.push(listener);
      return world.server.dial(ana, listener);
    },
  });
  const client = openClient(around);
  await world.pass(200);
  await Promise.all([client.open(everyone), world.pass()]);
  let looks = 0;
  const end = client.watch(`timeline:${everyone}`, () => {
    looks += 1;
    client.timeline(everyone);
    client.conversation(everyone);
  });
  const event = { kind: 'posted', conversation: everyone, time: 1, author: bob, name: 'bob' };
  const begun = performance.now();
  for (let seq = 1; seq <= 100_000; seq += 1) {
    const text = JSON.stringify({ ...event, seq, cid: `${seq}`, text: 'again' });
    for (const listener of listeners) listener.text(text);
    if (seq % 100 === 0) await world.pass(20);
  }
  const took = performance.now() - begun;
  await world.pass(1_000);
  const { lines, older } = client.timeline(everyone);
  expect(lines.length).toBeLessThanOrEqual(2_875);
  expect(lines.at(-1)?.seq).toBe(100_000);
  expect(older).toBe(true);
  expect(client.conversation(everyone)?.unread).toBe(100);
  expect(looks).toBeGreaterThan(500);
  // Some seconds on a slow machine; a copy for each event would take minutes.
  expect(took).toBeLessThan(30_000);
  end();
  client.close();
}, 60_000);
