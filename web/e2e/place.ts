import { afterAll, beforeAll } from 'vitest';
import { Bot } from './bot';
import { Visitors } from './browser';
import { Server } from './server';

/** Nobody who tests is too fast for a server that lets everybody speak so fast. */
const UNHURRIED = ['--pace-burst', '10000', '--pace-per-second', '1000'];

/** For what would take far too long otherwise. */
export const UNLIMITED = ['--host', '127.0.0.1', '--limits', 'off'];

/** What the tests of a file have: a real server, a browser, and perhaps somebody to talk to. */
export interface Place {
  readonly server: Server;
  readonly visitors: Visitors;
  /** There only if she was asked for. */
  readonly eve: Bot;
}

/** Starts it before the tests of a file, and ends it after them. */
export function place(company?: 'with eve', flags = UNHURRIED): Place {
  let server: Server | undefined;
  let visitors: Visitors | undefined;
  let eve: Bot | undefined;
  const there = <Of>(it: Of | undefined): Of => {
    if (it === undefined) throw new Error('It is there while tests run, if it was asked for.');
    return it;
  };
  beforeAll(async () => {
    server = await Server.start(...flags);
    visitors = await Visitors.of(server);
    if (company !== undefined) eve = await Bot.enter(visitors, 'loopback', 'eve');
  });
  afterAll(async () => {
    await visitors?.close();
    await server?.close();
  });
  return {
    get server() {
      return there(server);
    },
    get visitors() {
      return there(visitors);
    },
    get eve() {
      return there(eve);
    },
  };
}
