import { freshCid, type RandomBytes } from '../protocol/cids';
import type { ClientFrame, CommandFrame } from '../protocol/client-frames';
import type {
  Accepted,
  Event,
  Notice,
  ReplyFrame,
  ServerFrame,
  Welcome,
} from '../protocol/server-frames';
import { isCommand, isStored } from '../protocol/writing';
import type { Then, Unnumbered } from './connection';
import { Link } from './link';
import { ownEvent } from './own-events';
import type { Entry, Line, Outbox, Said, Told } from './port';
import { Sender } from './sender';
import type { Socket } from './socket';
import type { Surroundings } from './surroundings';

/** A tab, by a name that no other one has. */
export type TabId = string;

/** How a host reaches the tabs. */
export interface Tabs {
  tell(tab: TabId, told: Told): void;
  tellAll(told: Told): void;
}

interface Question {
  readonly frame: Unnumbered;
  readonly then: Then;
}

/**
 * The one that has the line, for all tabs of a person: hands each of them every frame that is no
 * reply, in order; translates the numbers of what they ask; sends what they wrote. To an own
 * command the server replies and sends no event: the tabs are told the event in its place.
 */
export class Host {
  readonly #around: Surroundings;
  readonly #tabs: Tabs;
  readonly #link: Link;
  readonly #sender: Sender;
  readonly #stored: Question[] = [];
  readonly #lastCounts = new Map<string, Notice>();
  #asking = false;
  #closed = false;
  #socket: Socket | null = null;
  #welcome: Welcome | null = null;

  constructor(around: Surroundings, outbox: Outbox, tabs: Tabs) {
    this.#around = around;
    this.#tabs = tabs;
    const tell = (told: Told) => tabs.tellAll(told);
    this.#sender = new Sender(around.clock, outbox, () => around.chance(), tell);
    this.#link = new Link(around, {
      changed: (line: Line) => tell({ tell: 'line', line }),
      welcomed: (socket, welcome) => this.#begin(socket, welcome),
      heard: (frame) => this.#heard(frame),
      disconnected: () => this.#disconnected(),
    });
  }

  /** Goes online; `known`: there was a session on this machine. */
  async start(known: 'known' | 'unknown'): Promise<void> {
    await this.#sender.restore();
    if (!this.#closed) this.#link.start(known);
  }

  /** The outbox is another one now. */
  async restore(): Promise<void> {
    await this.#sender.restore();
  }

  /** A tab says something. */
  said(tab: TabId, said: Said): void {
    switch (said.say) {
      case 'hello':
        this.#attach(tab, said.entries);
        break;
      case 'ask':
        this.#ask(tab, said.frame);
        break;
      case 'keep':
        this.#sender.keep(said.entry);
        break;
      case 'again':
        this.#sender.again(said.cid, () => this.#fresh(this.#around.random));
        break;
      case 'forget':
        this.#sender.forget(said.cid);
        break;
      case 'reconnect':
        this.#link.again();
        break;
      case 'give-up':
        this.#link.giveUp();
        break;
      case 'signed-out':
        this.#link.leave();
        this.#sender.clear();
        this.#tabs.tellAll({ tell: 'left' });
        break;
    }
  }

  #fresh(random: RandomBytes): string {
    return freshCid(this.#around.clock.wall(), random);
  }

  #attach(tab: TabId, entries: readonly Entry[]): void {
    for (const entry of entries) this.#sender.keep(entry);
    this.#tabs.tell(tab, { tell: 'outbox', entries: this.#sender.entries() });
    this.#tabs.tell(tab, { tell: 'line', line: this.#link.line });
    if (this.#welcome === null) return;
    this.#tabs.tell(tab, { tell: 'frame', frame: this.#welcome });
    for (const frame of this.#lastCounts.values()) this.#tabs.tell(tab, { tell: 'frame', frame });
  }

  #begin(socket: Socket, welcome: Welcome): void {
    this.#socket = socket;
    this.#welcome = welcome;
    this.#asking = false;
    this.#stored.length = 0;
    this.#lastCounts.clear();
    this.#tabs.tellAll({ tell: 'frame', frame: welcome });
    this.#sender.connected((frame, then) => {
      socket.ask(frame, (answer) => {
        this.#link.settled();
        then(answer);
        if (answer.kind === 'accepted') this.#own(frame as CommandFrame, answer);
      });
    }, welcome);
  }

  #disconnected(): void {
    this.#socket = null;
    this.#welcome = null;
    this.#stored.length = 0;
    this.#sender.disconnected();
  }

  #heard(frame: ServerFrame): void {
    if (frame.kind === 'presence-count' || frame.kind === 'reported') {
      this.#lastCounts.set(frame.kind, frame);
    } else if (frame.kind === 'presence') {
      this.#lastCounts.set('presence-count', { kind: 'presence-count', online: frame.online });
    }
    if ('seq' in frame && !('ref' in frame)) this.#settles(frame);
    this.#tabs.tellAll({ tell: 'frame', frame });
  }

  /** What was written here is settled when its event is seen, also if its reply was lost. */
  #settles(event: Event): void {
    if ('cid' in event && event.author === this.#welcome?.person) this.#sender.seen(event);
    if (event.kind === 'changed' && event.slowSeconds !== undefined) {
      this.#sender.paceChanged(event.conversation);
    }
  }

  #ask(tab: TabId, frame: ClientFrame): void {
    const { ref, ...rest } = frame;
    this.#put(rest as Unnumbered, (answer) => this.#answered(tab, frame, answer));
  }

  /** One question to what is stored at a time, whichever tab asks. */
  #put(frame: Unnumbered, then: Then): void {
    if (!isStored(frame.kind)) {
      this.#socket?.ask(frame, then);
      return;
    }
    this.#stored.push({ frame, then });
    this.#nextStored();
  }

  #nextStored(): void {
    const socket = this.#socket;
    const next = this.#stored[0];
    if (this.#asking || socket === null || next === undefined) return;
    this.#asking = true;
    socket.ask(next.frame, (answer) => {
      this.#asking = false;
      this.#stored.shift();
      next.then(answer);
      this.#nextStored();
    });
  }

  #answered(tab: TabId, frame: ClientFrame, answer: ReplyFrame): void {
    this.#link.settled();
    if (answer.kind === 'history') for (const event of answer.events) this.#settles(event);
    if (answer.kind === 'resumed') {
      for (const page of answer.pages) for (const event of page.events) this.#settles(event);
    }
    this.#tabs.tell(tab, { tell: 'frame', frame: { ...answer, ref: frame.ref } });
    if (answer.kind === 'accepted' && isCommand(frame.kind)) {
      this.#own(frame as CommandFrame, answer);
    }
  }

  /** Tells the event for which a reply stands; where not all of it is known it is fetched. */
  #own(command: Omit<CommandFrame, 'ref'>, accepted: Accepted): void {
    const welcome = this.#welcome;
    if (welcome === null) return;
    const { person, name } = welcome;
    const event = ownEvent(command as CommandFrame, accepted, person, name);
    if (event === null) this.#fetch(accepted, welcome.epoch);
    else this.#tabs.tellAll({ tell: 'frame', frame: event });
  }

  #fetch(accepted: Accepted, epoch: string): void {
    const socket = this.#socket;
    const { conversation, seq } = accepted;
    const cursors = [{ conversation, seq: seq - 1 }];
    this.#put({ kind: 'resume', epoch, cursors }, (answer) => {
      if (answer.kind === 'resumed') {
        const events = answer.pages.flatMap((page) => page.events);
        const own = events.find((event) => event.seq === seq);
        if (own !== undefined) this.#tabs.tellAll({ tell: 'frame', frame: own });
      } else if (answer.kind === 'refused' && answer.retry) {
        this.#around.clock.after(answer.retryAfter ?? 100, () => {
          if (socket === this.#socket) this.#fetch(accepted, epoch);
        });
      }
    });
  }

  close(): void {
    this.#closed = true;
    this.#link.close();
    this.#sender.disconnected();
  }
}
