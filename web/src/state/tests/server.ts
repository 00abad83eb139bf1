import type { ClientFrame, CommandFrame } from '../../protocol/client-frames';
import type { Http } from '../../protocol/http';
import { type RefusalName, refusals } from '../../protocol/refusals';
import type { Accepted, Event, ServerFrame } from '../../protocol/server-frames';
import type { ConversationId, PersonId, State, Summary } from '../../protocol/values';
import { isStored } from '../../protocol/writing';
import type { Clock, Wire, WireListener } from '../surroundings';
import { Past } from './past';
import { refusal } from './refusal';

const everyone = 'c1';

const limits = {
  text: 16_384,
  frame: 65_536,
  history: 200,
  cursors: 200,
  beat: 15_000,
  silence: 45_000,
};

/** A frame as tests read it: any member may be there. */
export type Loosely = Record<string, unknown> & { kind: string };

interface Open {
  readonly person: PersonId;
  readonly listener: WireListener;
  over: boolean;
}

/**
 * A server that lives in a test: says what docs/protocol.md says, and on demand loses, refuses and
 * delays. `heard` is all that it was told.
 */
export class PlayedServer {
  readonly #clock: Clock;
  readonly heard: { readonly person: PersonId; readonly frame: ClientFrame }[] = [];
  readonly pasts = new Map<ConversationId, Past>();
  readonly people = new Map<PersonId, string>();
  readonly states = new Map<PersonId, State[]>();
  readonly #open = new Set<Open>();
  readonly #done = new Map<string, { what: string; accepted: Accepted }>();
  epoch = 'e1';
  /** How long a frame is under way, in milliseconds. */
  latency = 1;
  reachable = true;
  /** Sessions that have ended. */
  readonly ended = new Set<PersonId>();
  /** Missed events of one conversation that `resume` brings. */
  resumes = 2_000;
  /** Events on one page of `resume`. */
  resumePage = 30;
  /** Decides about a frame: it is refused, or the line is lost before or after it. */
  fault: (frame: ClientFrame) => RefusalName | 'cut-before' | 'cut-after' | null = () => null;
  retryAfter = 500;
  /** Frames that get lost on the way to clients. */
  deaf: (frame: ServerFrame) => boolean = () => false;
  /** Says nothing at all any more. */
  mute = false;
  /** How often somebody tried to open a line. */
  dials = 0;
  /** How long answers from what is stored are under way: they may overtake events, or lag. */
  answerLatency: () => number = () => this.latency;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.make(everyone, 'everyone');
  }

  make(id: ConversationId, title: string): Past {
    const past = new Past(id);
    past.title = title;
    this.pasts.set(id, past);
    return past;
  }

  past(id: ConversationId = everyone): Past {
    const past = this.pasts.get(id);
    if (past === undefined) throw new Error(`no conversation ${id}`);
    return past;
  }

  enters(person: PersonId, name: string, ...into: readonly ConversationId[]): void {
    this.people.set(person, name);
    for (const id of [everyone, ...into]) this.past(id).people.set(person, name);
  }

  connections(person?: PersonId): number {
    return [...this.#open].filter((open) => person === undefined || open.person === person).length;
  }

  http(person: PersonId): Http {
    const lost = async () => ({ kind: 'lost' as const });
    return {
      enter: lost,
      aboutServer: lost,
      changePassword: lost,
      deleteAccount: lost,
      whoAmI: async () => {
        if (!this.reachable) return { kind: 'lost' };
        if (this.ended.has(person)) {
          return refusal({ kind: 'beat', ref: 0 }, 'not-signed-in');
        }
        return { kind: 'session', ...this.#person(person) };
      },
      signOut: async () => {
        if (!this.reachable) return { kind: 'lost' };
        this.end(person);
        return { kind: 'done' };
      },
    };
  }

  /** The session is over. */
  end(person: PersonId): void {
    this.ended.add(person);
    this.cut(person, 4401);
  }

  dial(person: PersonId, listener: WireListener): Wire {
    this.dials += 1;
    const open: Open = { person, listener, over: false };
    this.#clock.after(this.latency, () => this.#opened(open));
    return {
      send: (text) => {
        const frame: ClientFrame = JSON.parse(text);
        this.#clock.after(this.latency, () => this.#hears(open, frame));
      },
      close: () => this.#close(open, 1000),
    };
  }

  #opened(open: Open): void {
    if (open.over) return;
    if (!this.reachable || this.ended.has(open.person)) {
      this.#close(open, 1006);
      return;
    }
    this.#open.add(open);
    this.#say(open, this.welcome(open.person));
    this.#arrived(open.person);
  }

  welcome(person: PersonId): ServerFrame {
    const server = { server: 'Klatch', version: '0.1.0', protocol: 1, epoch: this.epoch };
    const who = { ...this.#person(person), everyone };
    return { kind: 'welcome', ...server, ...who, time: 1, features: [], limits };
  }

  #person(person: PersonId) {
    return { person, name: this.people.get(person) ?? '', role: 'member' };
  }

  #arrived(person: PersonId): void {
    for (const open of this.#open) this.#say(open, { kind: 'arrived', ...this.#person(person) });
  }

  #close(open: Open, code: number): void {
    if (open.over) return;
    open.over = true;
    this.#open.delete(open);
    this.#clock.after(this.latency, () => open.listener.closed(code, ''));
  }

  /** Closes all lines, or those of one person. */
  cut(person?: PersonId, code = 1006): void {
    for (const open of [...this.#open]) {
      if (person === undefined || open.person === person) this.#close(open, code);
    }
  }

  /** Says something to all connections of a person. */
  say(person: PersonId, frame: ServerFrame): void {
    for (const open of this.#open) if (open.person === person) this.#say(open, frame);
  }

  #say(open: Open, frame: ServerFrame, latency = this.latency): void {
    if (this.mute || (this.deaf(frame) && !('ref' in frame))) return;
    const text = JSON.stringify(frame);
    this.#clock.after(latency, () => {
      if (!open.over) open.listener.text(text);
    });
  }

  /** An event happens by somebody who is not a client of this test, or by a command. */
  happen(id: ConversationId, event: Loosely, by: PersonId, except?: Open, cid?: string): Event {
    const past = this.past(id);
    const seq = past.head + 1;
    const made = {
      conversation: id,
      seq,
      time: 1_767_225_600_000 + seq,
      author: by,
      name: this.people.get(by) ?? '',
      cid: cid ?? `${by}-${id}-${seq}`,
    };
    const whole = { ...event, ...made } as unknown as Event;
    past.events.push(whole);
    for (const open of this.#open) {
      if (open !== except && past.people.has(open.person)) this.#say(open, whole);
    }
    return whole;
  }

  posts(by: PersonId, text: string, id: ConversationId = everyone, more: object = {}): Event {
    return this.happen(id, { kind: 'posted', text, ...more }, by);
  }

  summary(past: Past, me: PersonId): Summary {
    const read = past.marks.get(me) ?? 0;
    const unread = past.unread(me);
    const mentions = past.mentions(me);
    return {
      conversation: past.id,
      type: 'room',
      title: past.title,
      head: past.head,
      time: past.events.at(-1)?.time ?? 1,
      people: past.people.size,
      ...(read === 0 ? {} : { read }),
      ...(unread === 0 ? {} : { unread: Math.min(unread, 100) }),
      ...(mentions === 0 ? {} : { mentions }),
    };
  }

  #hears(open: Open, frame: ClientFrame): void {
    if (open.over) return;
    const fault = this.fault(frame);
    if (fault === 'cut-before') {
      this.#close(open, 1006);
      return;
    }
    this.heard.push({ person: open.person, frame });
    if (fault !== null && fault !== 'cut-after') {
      const { retryAfter } = this;
      const later = refusals[fault] >= 400 && fault !== 'epoch-changed';
      this.#say(open, refusal(frame, fault, later ? { retry: true, retryAfter } : {}));
      return;
    }
    const answer = 'cid' in frame ? this.#command(open, frame) : this.#answer(open, frame);
    if (fault === 'cut-after') this.#close(open, 1006);
    else this.#say(open, answer, isStored(frame.kind) ? this.answerLatency() : this.latency);
  }

  #command(open: Open, frame: CommandFrame): ServerFrame {
    if (frame.epoch !== this.epoch) return refusal(frame, 'epoch-changed');
    const { ref, ...rest } = frame;
    const key = `${open.person} ${frame.cid}`;
    const done = this.#done.get(key);
    const what = JSON.stringify(rest);
    if (done !== undefined) {
      if (done.what !== what) return refusal(frame, 'cid-reused');
      return { ...done.accepted, ref };
    }
    const event = this.#does(open, frame);
    if (typeof event === 'string') return refusal(frame, event);
    const { conversation, seq, time = 0 } = event;
    const accepted: Accepted = {
      kind: 'accepted',
      ref,
      cid: frame.cid,
      conversation,
      seq,
      time,
    };
    this.#done.set(key, { what, accepted });
    return accepted;
  }

  #does(open: Open, frame: CommandFrame): Event | RefusalName {
    const { kind, ref: _ref, cid, epoch: _epoch, ...members } = frame;
    const by = open.person;
    if (frame.kind === 'create-room') {
      const id = `cr${this.pasts.size}`;
      this.make(id, frame.name).people.set(by, this.people.get(by) ?? '');
      this.say(by, { kind: 'entered', summary: this.summary(this.past(id), by) });
      const title = frame.name;
      return this.happen(id, { kind: 'created', type: 'room', title }, by, open, cid);
    }
    if (!('conversation' in frame)) return 'internal';
    const past = this.pasts.get(frame.conversation);
    const isIn = past?.people.has(by) === true;
    if (past === undefined || (!isIn && frame.kind !== 'join')) return 'unknown-conversation';
    if (frame.kind === 'join') {
      past.people.set(by, this.people.get(by) ?? '');
      past.marks.set(by, past.head);
      this.say(by, { kind: 'entered', summary: this.summary(past, by) });
      return this.happen(past.id, { kind: 'joined' }, by, open, cid);
    }
    const kinds: Readonly<Record<string, string>> = {
      post: 'posted',
      edit: 'edited',
      delete: 'deleted',
      react: 'reacted',
      pin: 'pinned',
      leave: 'left',
      change: 'changed',
    };
    if ('target' in frame && past.isErased(frame.target)) return 'unknown-message';
    const done = { ...members, kind: kinds[kind] ?? kind };
    const event = this.happen(past.id, done, by, open, cid);
    if (frame.kind === 'post' && !past.marks.has(by)) past.marks.set(by, 0);
    if (frame.kind === 'leave') past.people.delete(by);
    return event;
  }

  #answer(open: Open, frame: ClientFrame): ServerFrame {
    const { ref } = frame;
    const me = open.person;
    switch (frame.kind) {
      case 'list-conversations': {
        const mine = [...this.pasts.values()].filter((past) => past.people.has(me));
        const all = mine.map((past) => this.summary(past, me));
        const from = Number(frame.after ?? 0);
        const conversations = all.slice(from, from + 100);
        const after = from + 100 < all.length ? { after: String(from + 100) } : {};
        return { kind: 'conversations', ref, conversations, ...after };
      }
      case 'list-people': {
        const ids = new Set([...this.#open].map((each) => each.person));
        const people = [...ids].map((person) => this.#person(person));
        return { kind: 'people', ref, people };
      }
      case 'list-states': {
        const all = this.states.get(me) ?? [];
        const states = all.filter((state) => state.version > (frame.after ?? 0));
        const read = [...this.pasts.values()].map((past) => [past.id, past.marks.get(me)] as const);
        const marks = read.flatMap(([conversation, seq]) =>
          seq === undefined ? [] : [{ conversation, seq }],
        );
        return { kind: 'states', ref, states, marks };
      }
      case 'set-state': {
        const { key, value } = frame;
        const all = this.states.get(me) ?? [];
        const version = 1 + Math.max(0, ...all.map((state) => state.version));
        const state = { key, value, version };
        this.states.set(me, [...all.filter((each) => each.key !== key), state]);
        this.say(me, { kind: 'state', state });
        return { kind: 'done', ref };
      }
      case 'resume': {
        const pages = frame.cursors.flatMap(({ conversation, seq, time }) => {
          const past = this.pasts.get(conversation);
          if (past === undefined || !past.people.has(me)) return [];
          const known = frame.epoch === this.epoch;
          return [past.missed(known ? seq : past.head + 1, time, this)];
        });
        return { kind: 'resumed', ref, epoch: this.epoch, pages };
      }
      case 'beat':
      case 'typing':
        return { kind: 'done', ref };
      default:
        return 'conversation' in frame
          ? this.#answerIn(me, frame as Extract<ClientFrame, { conversation: string }>)
          : refusal(frame, 'unknown-kind');
    }
  }

  #answerIn(me: PersonId, frame: Extract<ClientFrame, { conversation: string }>): ServerFrame {
    const { ref } = frame;
    const past = this.pasts.get(frame.conversation);
    if (past === undefined || !past.people.has(me)) return refusal(frame, 'unknown-conversation');
    switch (frame.kind) {
      case 'read-history': {
        return { kind: 'history', ref, ...past.history(me, frame) };
      }
      case 'read-conversation': {
        const counts = { messages: 0, files: 0, slowSeconds: 0, announcement: false };
        const summary = this.summary(past, me);
        return { kind: 'conversation', ref, summary, made: 1, newcomers: 'all', ...counts };
      }
      case 'mark-read': {
        if (frame.thread === undefined) {
          past.marks.set(me, Math.max(past.marks.get(me) ?? 0, frame.seq));
          const { conversation, seq } = frame;
          const unread = past.unread(me);
          this.say(me, { kind: 'marked', mark: { conversation, seq }, unread, mentions: 0 });
        }
        return { kind: 'done', ref };
      }
      default:
        return refusal(frame, 'unknown-kind');
    }
  }

  /** The store was replaced: nothing that was said is there any more. */
  wipe(): void {
    this.epoch = `${this.epoch}+`;
    this.#done.clear();
    this.states.clear();
    for (const past of this.pasts.values()) {
      past.events.length = 0;
      past.marks.clear();
    }
    this.cut();
  }
}
