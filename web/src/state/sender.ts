import { refusals } from '../protocol/refusals';
import type { ReplyFrame, Welcome } from '../protocol/server-frames';
import type { CommandId, ConversationId, Seq } from '../protocol/values';
import { Backoff } from './backoff';
import type { UnsettledState } from './client';
import type { Then, Unnumbered } from './connection';
import type { Entry, Outbox, Told } from './port';
import type { Clock } from './surroundings';

/** Settled ones that are remembered, so that another tab that missed it does not begin again. */
const rememberedSettled = 1_000;

/** What has no answer after so long is kept as what the server may have. */
const unansweredMillis = 1_000;

/** Asks the server; the answer comes later, or never if the line is lost before. */
export type Asking = (frame: Unnumbered, then: Then) => void;

/** What a pause holds up: all, or one lane. */
const everything = 'everything';

/** What goes in order: the messages of a conversation, and the changes in it. */
function laneOf({ kind, conversation }: Entry): string {
  return kind === 'post' ? conversation : `${conversation} changes`;
}

/**
 * Sends what the tabs wrote, in the order written, each until it is accepted or finally refused,
 * with the same cid in every try, over as many connections as it takes. One command is under way at
 * a time: with several, a refusal that passes (`slow-down`, `busy`) could hit one message and spare
 * the next, which then would stand before it. Where one conversation is slow the others go on.
 */
export class Sender {
  readonly #clock: Clock;
  readonly #outbox: Outbox;
  readonly #tell: (told: Told) => void;
  readonly #patience: Backoff;
  readonly #entries = new Map<CommandId, Entry>();
  readonly #settled = new Map<CommandId, { conversation: ConversationId; seq: Seq }>();
  #queue: CommandId[] = [];
  #ask: Asking | null = null;
  #welcome: Welcome | null = null;
  readonly #pauses = new Map<string, () => void>();
  #underWay: CommandId | null = null;

  constructor(clock: Clock, outbox: Outbox, chance: () => number, tell: (told: Told) => void) {
    this.#clock = clock;
    this.#outbox = outbox;
    this.#tell = tell;
    this.#patience = new Backoff(chance);
  }

  /** Reads what was not settled when this machine sent last. */
  async restore(): Promise<void> {
    for (const entry of await this.#outbox.entries()) this.#take(entry);
    this.#tell({ tell: 'outbox', entries: this.entries() });
    this.#next();
  }

  entries(): readonly Entry[] {
    return [...this.#entries.values()].sort((one, other) => one.written - other.written);
  }

  /** A tab has kept something: it is sent in its turn. What is known already is not sent twice. */
  keep(entry: Entry): void {
    const settled = this.#settled.get(entry.cid);
    if (settled !== undefined) {
      this.#tell({ tell: 'settled', cid: entry.cid, ...settled });
    } else if (this.#take(entry)) {
      this.#tell({ tell: 'entry', entry });
      this.#next();
    }
  }

  #take(entry: Entry): boolean {
    if (this.#entries.has(entry.cid) || this.#settled.has(entry.cid)) return false;
    this.#entries.set(entry.cid, entry);
    if (entry.status.state !== 'sending') return true;
    this.#queue.push(entry.cid);
    if (this.#welcome !== null) this.#admit(entry, this.#welcome);
    return true;
  }

  /** There is a connection. Entries of somebody else, and of another history, are held. */
  connected(ask: Asking, welcome: Welcome): void {
    this.#ask = ask;
    this.#welcome = welcome;
    for (const cid of [...this.#queue]) {
      const entry = this.#entries.get(cid);
      if (entry !== undefined) this.#admit(entry, welcome);
    }
    this.#next();
  }

  #admit(entry: Entry, { person, epoch }: Welcome): void {
    if (entry.person !== null && entry.person !== person) {
      this.#rest(entry, { state: 'held', why: 'other-person' });
    } else if (entry.epoch !== null && entry.epoch !== epoch) {
      this.#rest(entry, { state: 'held', why: 'other-epoch' });
    } else if (entry.person === null || entry.epoch === null) {
      this.#change({ ...entry, person, epoch });
    }
  }

  /** It is not sent unless the person says so. */
  #rest(entry: Entry, status: UnsettledState): void {
    this.#done(entry.cid);
    this.#change({ ...entry, status });
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.cid, entry);
    this.#tell({ tell: 'entry', entry });
  }

  /** That the server may have it is kept where that lasts: most have their answer in no time. */
  #keepAsked(cid: CommandId | null): void {
    const entry = cid === null ? undefined : this.#entries.get(cid);
    if (entry !== undefined && cid === this.#underWay) void this.#outbox.put(entry);
  }

  #change(entry: Entry): void {
    this.#put(entry);
    this.#outbox.put(entry).then((kept) => {
      const { status } = entry;
      if (kept || status.state !== 'sending' || this.#entries.get(entry.cid) !== entry) return;
      this.#put({ ...entry, status: { ...status, kept: false } });
    });
  }

  /** The connection is over. What was under way is sent again on the next one. */
  disconnected(): void {
    this.#ask = null;
    this.#keepAsked(this.#underWay);
    this.#underWay = null;
    for (const end of this.#pauses.values()) end();
    this.#pauses.clear();
  }

  /** Sends one that failed or was held after all, as the person and under the history of now. */
  again(cid: CommandId, fresh: () => CommandId): void {
    const entry = this.#entries.get(cid);
    if (entry === undefined || entry.status.state === 'sending') return;
    const { status } = entry;
    const now: Entry = {
      ...entry,
      // A cid that had its answer is used up.
      cid: status.state === 'failed' && status.refused !== null ? fresh() : cid,
      person: this.#welcome?.person ?? null,
      epoch: this.#welcome?.epoch ?? null,
      status: { state: 'sending', kept: true },
    };
    if (now.cid !== cid) this.forget(cid);
    this.#entries.delete(cid);
    this.#change(now);
    this.#queue.push(now.cid);
    this.#next();
  }

  /** Forgets one, unless the server may have it already. */
  forget(cid: CommandId): void {
    const entry = this.#entries.get(cid);
    if (entry === undefined) return;
    if (entry.status.state === 'sending' && entry.status.asked === true) {
      this.#tell({ tell: 'entry', entry });
      return;
    }
    this.#done(cid);
    this.#entries.delete(cid);
    void this.#outbox.drop(cid);
    this.#tell({ tell: 'forgotten', cid });
  }

  /** An own event arrived that another connection may have sent: then it is settled. */
  seen(own: { readonly cid: CommandId; conversation: ConversationId; seq: Seq }): void {
    if (this.#entries.has(own.cid)) this.#settle(own.cid, own.conversation, own.seq);
  }

  /** The pace of a conversation is another one: what waits for it may go now. */
  paceChanged(conversation: ConversationId): void {
    this.#pauses.get(conversation)?.();
    this.#pauses.delete(conversation);
    this.#next();
  }

  /** Forgets all of them. */
  clear(): void {
    this.disconnected();
    this.#queue = [];
    this.#entries.clear();
    this.#welcome = null;
    this.#tell({ tell: 'outbox', entries: [] });
  }

  #next(): void {
    if (this.#underWay !== null || this.#ask === null || this.#welcome === null) return;
    if (this.#pauses.has(everything)) return;
    const entry = this.#queue
      .map((cid) => this.#entries.get(cid))
      .find((each) => each !== undefined && !this.#pauses.has(laneOf(each)));
    if (entry === undefined) return;
    const { cid, kind, words } = entry;
    const epoch = entry.epoch ?? this.#welcome.epoch;
    this.#underWay = cid;
    this.#put(asked(entry));
    this.#clock.after(unansweredMillis, () => this.#keepAsked(cid));
    this.#ask({ kind, cid, epoch, ...words } as Unnumbered, (answer) =>
      this.#answered(cid, answer),
    );
  }

  #answered(cid: CommandId, answer: ReplyFrame): void {
    const entry = this.#entries.get(cid);
    if (cid !== this.#underWay || entry === undefined) return;
    this.#underWay = null;
    if (answer.kind === 'refused' && answer.retry) {
      const { status } = entry;
      // It was not done: it may be taken back again.
      if (status.state === 'sending') {
        this.#change({ ...entry, status: { state: 'sending', kept: status.kept } });
      }
      const lane = answer.code === refusals['slow-down'] ? laneOf(entry) : everything;
      this.#pause(lane, answer.retryAfter ?? this.#patience.next(100));
      this.#next();
      return;
    }
    this.#patience.reset();
    if (answer.kind === 'accepted') {
      this.#settle(entry.cid, answer.conversation, answer.seq);
    } else if (answer.kind !== 'refused') {
      this.#rest(entry, { state: 'failed', refused: null });
    } else if (answer.code === refusals['epoch-changed']) {
      this.#rest(entry, { state: 'held', why: 'other-epoch' });
    } else {
      this.#rest(entry, { state: 'failed', refused: answer });
    }
    this.#next();
  }

  #settle(cid: CommandId, conversation: ConversationId, seq: Seq): void {
    this.#done(cid);
    this.#entries.delete(cid);
    this.#settled.set(cid, { conversation, seq });
    const [oldest] = this.#settled.keys();
    if (this.#settled.size > rememberedSettled && oldest !== undefined) {
      this.#settled.delete(oldest);
    }
    // If that fails it is sent once more after the next start, and known by its cid.
    void this.#outbox.drop(cid);
    this.#tell({ tell: 'settled', cid, conversation, seq });
    this.#next();
  }

  #done(cid: CommandId): void {
    this.#queue = this.#queue.filter((queued) => queued !== cid);
    if (this.#underWay === cid) this.#underWay = null;
  }

  #pause(lane: string, millis: number): void {
    this.#pauses.get(lane)?.();
    const end = this.#clock.after(millis, () => {
      this.#pauses.delete(lane);
      this.#next();
    });
    this.#pauses.set(lane, end);
  }
}

/** From now on nobody knows but the server whether it has this. */
function asked(entry: Entry): Entry {
  const kept = entry.status.state !== 'sending' || entry.status.kept;
  return { ...entry, status: { state: 'sending', kept, asked: true } };
}
