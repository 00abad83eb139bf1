// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../../state/client';
import type { Told } from './carrier';
import { forgetParcels } from './parcels';
import { Shipping } from './shipping';

/** What stands for the way to the server: each file that is brought, and what it is told. */
interface Brought {
  readonly name: string;
  readonly words: object;
  readonly address: string | undefined;
  readonly told: Told;
  started: number;
  over: 'no' | 'paused' | 'cancelled';
}

let brought: Brought[] = [];

vi.mock('./carrier', () => ({
  Carrier: class {
    readonly #one: Brought;
    constructor(file: File, words: object, address: string | undefined, told: Told) {
      this.#one = { name: file.name, words, address, told, started: 0, over: 'no' };
      brought.push(this.#one);
    }
    start() {
      this.#one.started += 1;
      this.#one.over = 'no';
    }
    async pause() {
      this.#one.over = 'paused';
    }
    async cancel() {
      this.#one.over = 'cancelled';
    }
  },
}));

const HERE = { conversation: 'c1', thread: undefined };

function clientOf(posted: unknown[][]): Client {
  let cids = 0;
  return {
    me: () => ({ person: 'p1', limits: { file: 1_000 } }),
    freshCid: () => {
      cids += 1;
      return `cid-${cids}`;
    },
    post: (...all: unknown[]) => posted.push(all),
  } as unknown as Client;
}

const file = (name: string, size = 10) => new File([new Uint8Array(size)], name);

/** The carrier of a file, when it is on its way. */
async function carrying(name: string): Promise<Brought> {
  return vi.waitFor(() => {
    const found = brought.findLast((each) => each.name === name);
    if (found === undefined || found.started === 0) throw new Error(`${name} waits`);
    return found;
  });
}

let posted: unknown[][] = [];
let shipping: Shipping;

beforeEach(async () => {
  shipping?.close();
  await forgetParcels();
  sessionStorage.clear();
  brought = [];
  posted = [];
  shipping = new Shipping(clientOf(posted));
});

test('two go at once, and the next one when there is room', async () => {
  expect(shipping.add(HERE, [file('a'), file('b'), file('c')])).toBe('');
  const first = await carrying('a');
  await carrying('b');
  expect(brought.map((each) => each.name)).toEqual(['a', 'b']);
  first.told.done('f1');
  await carrying('c');
});

test('a message is posted when all of its files are there, once, in their order', async () => {
  shipping.add(HERE, [file('a'), file('b')]);
  const [a, b] = [await carrying('a'), await carrying('b')];
  b.told.done('f2');
  shipping.send(HERE, 'look', 7);
  expect(posted).toEqual([]);
  a.told.done('f1');
  const words = { conversation: 'c1', text: 'look', reply: 7, files: ['f1', 'f2'] };
  expect(posted).toEqual([[words, 'cid-1']]);
  expect(shipping.to(HERE)).toEqual([]);
});

test('what is written goes nowhere before it is sent', async () => {
  shipping.add(HERE, [file('a')]);
  (await carrying('a')).told.done('f1');
  expect(posted).toEqual([]);
  shipping.send(HERE, '', undefined);
  expect(posted).toEqual([[{ conversation: 'c1', text: '', files: ['f1'] }, 'cid-1']]);
});

test('after a reload it goes on at its address, under the same name', async () => {
  shipping.add(HERE, [file('a'), file('b')]);
  (await carrying('a')).told.done('f1');
  (await carrying('b')).told.begun('/api/files/f2');
  shipping.send(HERE, 'late', undefined);
  await new Promise((resolve) => setTimeout(resolve, 0));
  shipping.close();
  brought = [];
  shipping = new Shipping(clientOf(posted));
  const b = await carrying('b');
  expect(b.address).toBe('/api/files/f2');
  expect(brought).toHaveLength(1);
  b.told.done('f2');
  expect(posted).toEqual([[{ conversation: 'c1', text: 'late', files: ['f1', 'f2'] }, 'cid-1']]);
});

test('another tab does not bring it as well', async () => {
  shipping.add(HERE, [file('a')]);
  await carrying('a');
  sessionStorage.clear();
  brought = [];
  const other = new Shipping(clientOf(posted));
  other.add({ conversation: 'c2', thread: undefined }, [file('z')]);
  await carrying('z');
  expect(brought.map((each) => each.name)).toEqual(['z']);
  expect(other.to(HERE)).toEqual([]);
  other.close();
});

test('what the server refuses is said, and tried anew from the beginning', async () => {
  shipping.add(HERE, [file('a')]);
  const a = await carrying('a');
  a.told.begun('/api/files/f1');
  a.told.refused({ error: 'quota', message: '' });
  const [piece] = shipping.to(HERE)[0]?.pieces() ?? [];
  expect(piece?.state()).toBe('failed');
  expect(piece?.trouble()).toMatch(/no room/);
  if (piece !== undefined) shipping.again(piece);
  await vi.waitFor(() => expect(brought).toHaveLength(2));
  expect(brought[1]?.address).toBeUndefined();
});

test('a file that is held goes on, and one that is taken out is forgotten', async () => {
  shipping.add(HERE, [file('a'), file('b')]);
  const [a, b] = [await carrying('a'), await carrying('b')];
  const [first, second] = shipping.to(HERE)[0]?.pieces() ?? [];
  if (first === undefined || second === undefined) throw new Error('there are two');
  shipping.pause(first);
  expect(a.over).toBe('paused');
  shipping.again(first);
  expect(a.started).toBe(2);
  shipping.cancel(second);
  expect(b.over).toBe('cancelled');
  shipping.send(HERE, 'one', undefined);
  a.told.done('f1');
  expect(posted).toEqual([[{ conversation: 'c1', text: 'one', files: ['f1'] }, 'cid-1']]);
});

test('what no server takes is said at once', () => {
  expect(shipping.add(HERE, [file('large', 1_001)])).toMatch(/large has 1,001 bytes/);
  const many = Array.from({ length: 11 }, (_, at) => file(`${at}`));
  expect(shipping.add(HERE, many)).toMatch(/at most 10/);
  expect(shipping.writing(HERE)).toBeNull();
});

test('a voice message is said by itself: what one writes there stays', async () => {
  shipping.add(HERE, [file('a.txt')]);
  const about = { duration: '3000', waveform: '0f' };
  expect(shipping.say(HERE, file('voice.webm'), about, 7)).toBe('');
  const voice = await carrying('voice.webm');
  expect(voice.words).toEqual({ conversation: 'c1', ...about });
  voice.told.done('f9');
  expect(posted).toEqual([[{ conversation: 'c1', text: '', reply: 7, files: ['f9'] }, 'cid-2']]);
  expect(
    shipping
      .writing(HERE)
      ?.pieces()
      .map((each) => each.file.name),
  ).toEqual(['a.txt']);
});

test('a voice message that is too large is refused in words', () => {
  const about = { duration: '3000', waveform: '0f' };
  expect(shipping.say(HERE, file('voice.webm', 1_001), about, undefined)).toContain('voice.webm');
  expect(shipping.underWay()).toBe(0);
});
