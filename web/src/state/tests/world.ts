import { afterEach, expect } from 'vitest';
import type { Client, Line } from '../client';
import { openClient } from '../open-client';
import type { Surroundings } from '../surroundings';
import { HandClock, randomOf } from './clock';
import { PlayedServer } from './server';

export const ana = 'pana';
export const bob = 'pbob';
export const everyone = 'c1';
export const staff = 'c2';

/** Ana's and bob's world: a played server, a clock that stands still, and tabs. */
export class World {
  readonly clock = new HandClock();
  readonly server = new PlayedServer(this.clock);
  readonly #opened: Client[] = [];
  seen = true;
  #seed = 0;
  readonly #wakers = new Set<() => void>();

  constructor() {
    this.server.make(staff, 'staff');
    this.server.enters(ana, 'ana', staff);
    this.server.enters(bob, 'bob', staff);
  }

  around(person: string, seed = 1, more: Partial<Surroundings> = {}): Surroundings {
    const chance = randomOf(seed);
    return {
      clock: this.clock,
      http: this.server.http(person),
      random: (bytes) => bytes.map(() => Math.floor(chance() * 256)).reduce(fill, bytes),
      chance,
      dial: (listener) => this.server.dial(person, listener),
      visible: () => this.seen,
      woken: (run) => {
        this.#wakers.add(run);
        return () => this.#wakers.delete(run);
      },
      leaving: () => () => undefined,
      channel: () => null,
      locks: null,
      databases: null,
      notes: null,
      ...more,
    };
  }

  wake(): void {
    for (const run of [...this.#wakers]) run();
  }

  /** Opens a client and lets it come online. */
  async client(person = ana, more: Partial<Surroundings> = {}): Promise<Client> {
    this.#seed += 1;
    const client = openClient(this.around(person, this.#seed, more));
    this.#opened.push(client);
    await this.pass(200);
    return client;
  }

  pass(millis = 100): Promise<void> {
    return this.clock.pass(millis);
  }

  close(): void {
    for (const client of this.#opened) client.close();
  }
}

function fill(bytes: Uint8Array<ArrayBuffer>, byte: number, at: number) {
  bytes[at] = byte;
  return bytes;
}

/** What a person reads, one word a line. */
export function texts(client: Client, id = everyone): readonly string[] {
  return client.timeline(id).lines.map((line) => (line.kind === 'posted' ? line.text : line.kind));
}

/** The same of the lines of a server, without what a client may leave out. */
export function expectSame(lines: readonly Line[], server: readonly unknown[]): void {
  const whole = (line: unknown) => {
    const { folded, ...rest } = line as { seq: number; kind: string; folded?: object };
    return rest.kind === 'posted' ? { ...rest, folded: folded ?? { version: rest.seq } } : rest;
  };
  expect(lines.map(whole)).toEqual(server.map(whole));
}

/** A world for one test, closed when it ends. */
export function openWorld(): World {
  const world = new World();
  afterEachOnce(() => world.close());
  return world;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function afterEachOnce(close: () => void): void {
  closing.push(close);
}
