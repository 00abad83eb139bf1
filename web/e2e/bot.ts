import type { Page } from 'playwright-core';
import type { Accepted, Refused, Reply, Welcome } from '../src/protocol/server-frames';
import type { Visitors } from './browser';
import type { Origin } from './server';

type Answer = Accepted | Refused | Reply;

/** Somebody else on the server, who speaks the protocol directly, frame by frame. */
export class Bot {
  readonly #page: Page;
  readonly welcome: Welcome;
  #made = 0;

  private constructor(page: Page, welcome: Welcome) {
    this.#page = page;
    this.welcome = welcome;
  }

  static async enter(visitors: Visitors, origin: Origin, name: string, password?: string) {
    const { page } = await visitors.come(origin, { path: '/join' });
    const welcome = await page.evaluate(
      async ([who, secret]) => {
        const how =
          secret === undefined
            ? { kind: 'guest', name: who }
            : { kind: 'sign-up', name: who, password: secret };
        const body = JSON.stringify(how);
        const headers = { 'Content-Type': 'application/json' };
        const entered = await fetch('/api/session', { method: 'POST', body, headers });
        if (!entered.ok) throw new Error(await entered.text());
        const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
        const socket = new WebSocket(`${scheme}://${location.host}/api/socket`, 'klatch.v1');
        const waiting = new Map<number, (answer: unknown) => void>();
        let ref = 0;
        const ask = (frame: Record<string, unknown>) =>
          new Promise((resolve) => {
            ref += 1;
            waiting.set(ref, resolve);
            const { kind, ...members } = frame;
            socket.send(JSON.stringify({ kind, ref, ...members }));
          });
        Object.assign(globalThis, { ask });
        return new Promise<unknown>((resolve, reject) => {
          socket.onerror = () => reject(new Error('no socket'));
          socket.onmessage = ({ data }) => {
            const frame = JSON.parse(data);
            if (frame.kind === 'welcome') resolve(frame);
            if (frame.kind === 'beat') void ask({ kind: 'beat' });
            waiting.get(frame.ref)?.(frame);
            waiting.delete(frame.ref);
          };
        });
      },
      [name, password] as const,
    );
    return new Bot(page, welcome as Welcome);
  }

  /** A question or instruction. */
  ask(kind: string, members: object = {}): Promise<Answer> {
    return this.#page.evaluate(
      (frame) => (globalThis as unknown as { ask(f: object): Promise<Answer> }).ask(frame),
      { kind, ...members },
    );
  }

  /** A command under a cid of its own; throws if it is refused. */
  async command(kind: string, members: object): Promise<Accepted> {
    this.#made += 1;
    const number = this.#made.toString(16).padStart(12, '0');
    const time = Date.now().toString(16).padStart(12, '0');
    const cid = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${number}`;
    const answer = await this.ask(kind, { cid, epoch: this.welcome.epoch, ...members });
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer as Accepted;
  }

  /** Says something, in everyone unless said otherwise. */
  post(text: string, conversation = this.welcome.everyone, more: object = {}): Promise<Accepted> {
    return this.command('post', { conversation, text, ...more });
  }

  /** Says so many things in one place, many under way at a time: what `text` says, and a number. */
  flood(
    conversation: string,
    messages: number,
    text = 'message # of a long talk about waves, strings and knots',
  ): Promise<void> {
    return this.#page.evaluate(
      async ([place, epoch, count, words]) => {
        const { ask } = globalThis as unknown as { ask(frame: object): Promise<unknown> };
        const run = crypto.getRandomValues(new Uint32Array(1))[0]?.toString(16).padStart(8, '0');
        const post = (number: number) => {
          const cid = `019b76da-b3b8-7000-800${number >> 16}-${run}${(number & 0xffff).toString(16).padStart(4, '0')}`;
          return ask({
            kind: 'post',
            cid,
            epoch,
            conversation: place,
            text: words.replace('#', `${number}`),
          });
        };
        for (let first = 0; first < count; first += 200) {
          const some = Math.min(200, count - first);
          await Promise.all(Array.from({ length: some }, (_, index) => post(first + index)));
        }
      },
      [conversation, this.welcome.epoch, messages, text] as const,
    );
  }

  /**
   * Life goes on in some places: so many things are said, some of them are reacted to or said
   * anew. Done when all of it is accepted.
   */
  live(conversations: readonly string[], messages: number): Promise<void> {
    return this.#page.evaluate(
      async ([places, epoch, count]) => {
        type Answer = { readonly kind: string; readonly seq: number };
        const { ask } = globalThis as unknown as { ask(frame: object): Promise<Answer> };
        const cid = () => {
          const hex = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
            byte.toString(16).padStart(2, '0'),
          ).join('');
          return `019b76da-b3b8-7000-8${hex.slice(0, 3)}-${hex.slice(3, 15)}`;
        };
        const does = async (kind: string, members: object) => {
          const answer = await ask({ kind, cid: cid(), epoch, ...members });
          if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
          return answer.seq;
        };
        const one = async (number: number) => {
          const conversation = places[number % places.length] ?? '';
          const text = `thing ${number} of **many** that are said: \`code\`, a list, https://klatch.example/`;
          const target = await does('post', { conversation, text });
          if (number % 5 === 0) {
            await does('react', { conversation, target, reaction: '👍', on: true });
          }
          if (number % 7 === 0) {
            await does('edit', { conversation, target, text: `${text} (better)` });
          }
        };
        for (let first = 0; first < count; first += 20) {
          const some = Math.min(20, count - first);
          await Promise.all(Array.from({ length: some }, (_, index) => one(first + index)));
        }
      },
      [conversations, this.welcome.epoch, messages] as const,
    );
  }

  async close(): Promise<void> {
    await this.#page.context().close();
  }
}
