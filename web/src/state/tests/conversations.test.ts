import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ClientFrame, CommandKind, QuestionKind } from '../../protocol/client-frames';
import type { Http } from '../../protocol/http';
import { clientKinds, isCommand } from '../../protocol/writing';
import type { Client, Line } from '../client';
import { openClient } from '../open-client';
import type { WireListener } from '../surroundings';
import { openWorld, type World } from './world';

type Members = Record<string, unknown>;

interface Step {
  readonly from?: string;
  readonly to?: string;
  readonly enters?: string;
  readonly opens?: string;
  readonly closed?: number;
  readonly frame?: Members & { kind: string; ref?: number };
}

const file = new URL('../../../../docs/protocol/conversations.json', import.meta.url);
const { conversations } = JSON.parse(readFileSync(file, 'utf8')) as {
  conversations: readonly { readonly name: string; readonly steps: readonly Step[] }[];
};

const whos = ['person', 'author', 'cross', 'nought', 'next', 'winner', 'caller', 'ringing'];
const limits = { text: 1, frame: 1, history: 1, cursors: 1, beat: 1, silence: 1 };

/** What stands for a value of a script, by its name and by the member that has it. */
function standIn(name: string, member: string): unknown {
  const plain = name.slice(1).toLowerCase().replace('_', 'some');
  if (whos.includes(member)) return `p${plain}`;
  if (member === 'conversation' || member === 'everyone') return `c${plain}`;
  if (member === 'limits') return limits;
  const number = Number(name.replace(/\D/g, ''));
  if (['leg', 'from', 'to'].includes(member)) return plain;
  const words = ['cid', 'epoch', 'code', 'invite', 'report', 'session', 'message', 'device'];
  return [...words, 'token', 'who', 'value'].includes(member) ? plain : 1_000 + number;
}

function filled(value: unknown, member: string): unknown {
  if (typeof value === 'string') {
    if (value.startsWith('$')) return standIn(value, member);
    return value.replace(/:\$(\w+)$/, (_, name: string) => `:p${name.toLowerCase()}`);
  }
  if (Array.isArray(value)) {
    return value.map((each) => filled(each, member === 'people' ? 'person' : member));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, filled(each, name)]),
  );
}

function without(frame: Members, ...names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(frame).filter(([name]) => !names.includes(name)));
}

/** A client that plays one of a script, and the server that answers what it asks by itself. */
class Player {
  readonly #world: World;
  readonly #expected: { readonly ref: number; readonly frame: Members; answer: unknown }[] = [];
  readonly #refs = new Map<number, ClientFrame>();
  readonly #heads = new Map<string, number>();
  readonly #summaries = new Map<string, Members>();
  readonly #cids = new Set<unknown>();
  readonly #own: Members[] = [];
  readonly events: Members[] = [];
  readonly client: Client;
  #listener: WireListener | null = null;

  constructor(world: World, name: string) {
    this.#world = world;
    const session = { kind: 'session', person: `p${name}`, name, role: 'guest' } as const;
    const http = { whoAmI: async () => session } as unknown as Http;
    this.client = openClient(
      world.around('', 1, {
        http,
        dial: (listener) => {
          this.#listener = listener;
          return { send: (text) => this.#heard(JSON.parse(text)), close: () => undefined };
        },
      }),
    );
  }

  #say(frame: object): void {
    this.#listener?.text(JSON.stringify(frame));
  }

  #heard(frame: ClientFrame): void {
    const said = JSON.stringify(without({ ...frame }, 'ref', 'cid', 'epoch'));
    const expected = this.#expected.find(
      (each) => !this.#refs.has(each.ref) && JSON.stringify(each.frame) === said,
    );
    if (expected === undefined) this.#say(this.#answer(frame));
    else this.#refs.set(expected.ref, frame);
  }

  /** What the client asks besides the script. */
  #answer(frame: ClientFrame): object {
    const { ref } = frame;
    switch (frame.kind) {
      case 'list-conversations': {
        const all = [...this.#summaries].map(([id, summary]) => ({
          ...summary,
          head: this.#heads.get(id) ?? summary.head,
        }));
        return { kind: 'conversations', ref, conversations: all };
      }
      case 'list-people':
        return { kind: 'people', ref, people: [] };
      case 'list-states':
        return { kind: 'states', ref, states: [], marks: [] };
      case 'resume': {
        const pages = frame.cursors.map(({ conversation, seq }) => {
          const all = [...this.events, ...this.#own].filter(
            (event) => event.conversation === conversation && Number(event.seq) > seq,
          );
          const events = all.sort((one, other) => Number(one.seq) - Number(other.seq));
          return { conversation, head: seq + events.length, events, more: false, resync: false };
        });
        return { kind: 'resumed', ref, epoch: frame.epoch, pages };
      }
      case 'read-conversation': {
        const words = { code: 300, error: 'unknown-conversation', message: '', retry: false };
        return { kind: 'refused', ref, ...words };
      }
      default:
        return { kind: 'done', ref };
    }
  }

  enters(name: string): void {
    const everyone = 'ceveryone';
    const made = { type: 'room', title: 'everyone', head: 0, time: 1 };
    this.#summaries.set(everyone, { conversation: everyone, ...made });
    const who = { person: `p${name}`, name, role: 'guest' };
    const server = { server: 'Klatch', version: '1', protocol: 1, epoch: 'epoch', everyone };
    this.#say({ kind: 'welcome', ...server, ...who, time: 1, features: [], limits });
    this.#say({ kind: 'arrived', ...who });
  }

  /** Says what the script says, if this client can: it uses no cid twice and no old epoch. */
  says(script: Members & { kind: string; ref?: number }): void {
    const frame = without(filled(script, '') as Members, 'ref', 'cid', 'epoch');
    const again = script.cid !== undefined && this.#cids.has(script.cid);
    const other = script.epoch !== undefined && script.epoch !== '$epoch';
    if (again || other || !clientKinds.includes(script.kind)) return;
    if (script.kind === 'beat' || script.kind === 'resume') return;
    const expected = { ref: script.ref ?? 0, frame, answer: undefined as unknown };
    this.#expected.push(expected);
    const members = without(frame, 'kind');
    const asked = isCommand(script.kind)
      ? this.client.command(script.kind as CommandKind, members as never)
      : this.client.ask(script.kind as QuestionKind, members as never);
    void asked.then((answer) => {
      expected.answer = answer;
    });
  }

  /** Hears what the script says. */
  async hears(script: Members & { kind: string; ref?: number }): Promise<void> {
    const frame = filled(script, '') as Members & { kind: string };
    if (script.ref === undefined) {
      this.#notes(frame);
      this.#say(frame);
      return;
    }
    const sent = this.#refs.get(script.ref);
    if (sent === undefined) return;
    const cid = 'cid' in frame && 'cid' in sent ? { cid: sent.cid } : {};
    if (frame.kind === 'accepted') {
      if (sent.kind === 'post') this.#cids.add(script.cid);
      this.#notes({ ...frame, kind: 'accepted' });
    }
    this.#say({ ...frame, ref: sent.ref, ...cid });
    await this.#world.pass();
    const expected = this.#expected.find(({ ref }) => ref === script.ref);
    expect(expected?.answer).toMatchObject(without(frame, 'ref', 'cid'));
  }

  #notes(frame: Members & { kind: string }): void {
    const { conversation, seq, summary } = frame;
    if (frame.kind === 'entered') {
      const { conversation: id, ...rest } = summary as Members;
      this.#summaries.set(String(id), { conversation: id, ...rest });
    } else if (typeof seq === 'number' && typeof conversation === 'string') {
      this.#heads.set(conversation, Math.max(seq, this.#heads.get(conversation) ?? 0));
      // Of an own event the script says only where it is.
      if (frame.kind === 'accepted') this.#own.push({ kind: 'own', conversation, seq, time: 1 });
      else this.events.push(frame);
    }
  }

  closed(code: number): void {
    this.#listener?.closed(code, '');
  }

  /** Each line that was heard of a conversation that one is in is there, once. */
  expectLines(): void {
    for (const { conversation: id } of this.client.conversations()) {
      const heard = this.events.filter(
        (event) => event.conversation === id && !('target' in event),
      );
      const seqs = this.client.timeline(id).lines.map((line: Line) => line.seq);
      expect(new Set(seqs).size).toBe(seqs.length);
      for (const { seq } of heard) expect(seqs).toContain(seq);
    }
  }
}

/** Those who enter as guests. */
function playersOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ from, enters }) => (enters && from ? [from] : []));
}

const played = conversations.filter(({ steps }) => playersOf(steps).length > 0);

describe.each(played)('the conversation "$name"', ({ steps }) => {
  const names = playersOf(steps);
  test.each(names.map((name) => [name]))('is played by %s', async (name) => {
    const world = openWorld();
    const player = new Player(world, name);
    await world.pass();
    for (const step of steps) {
      if (step.from === name && step.enters !== undefined) player.enters(name);
      else if (step.from === name && step.frame !== undefined) player.says(step.frame);
      else if (step.to === name && step.frame !== undefined) await player.hears(step.frame);
      else if (step.to === name && step.closed !== undefined) player.closed(step.closed);
      await world.pass();
    }
    player.expectLines();
    player.client.close();
  });
});
