import { refusals } from '../protocol/refusals';
import type { Posted, ReplyFrame, Welcome } from '../protocol/server-frames';
import type { CommandId, ConversationId, Seq } from '../protocol/values';
import { Backoff } from './backoff';
import type { UnsettledState } from './client';
import type { Then, Unnumbered } from './connection';
import type { Entry, Outbox, Told } from './port';
import type { Clock } from './surroundings';

/** Settled ones that are remembered, so that another tab that missed it does not begin again. */
const rememberedSettled = 1_000;

/** Asks the server; the answer comes later, or never if the line is lost before. */
export type Asking = (frame: Unnumbered, then: Then) => void;

/**
 * Sends what the tabs wrote, in the order written, each until it is accepted or finally refused,
 * with the same cid in every try, over as many connections as it takes. One command is under way at
 * a time: with several, a refusal that passes (`slow-down`, `busy`) could hit one message and spare
 * the next, which then would stand before it.
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
  #endPause: (() => void) | null = null;
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

  /** A tab has kept a message: it is sent in its turn. What is known already is not sent twice. */
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

  #change(entry: Entry): void {
    this.#entries.set(entry.cid, entry);
    this.#tell({ tell: 'entry', entry });
    this.#outbox.put(entry).then((kept) => {
      const { status } = entry;
      if (kept || status.state !== 'sending' || this.#entries.get(entry.cid) !== entry) return;
      const unkept: Entry = { ...entry, status: { state: 'sending', kept: false } };
      this.#entries.set(entry.cid, unkept);
      this.#tell({ tell: 'entry', entry: unkept });
    });
  }

  /** The connection is over. What was under way is sent again on the next one. */
  disconnected(): void {
    this.#ask = null;
    this.#underWay = null;
    this.#endPause?.();
    this.#endPause = null;
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

  /** Forgets one. */
  forget(cid: CommandId): void {
    if (this.#underWay === cid || !this.#entries.has(cid)) return;
    this.#done(cid);
    this.#entries.delete(cid);
    void this.#outbox.drop(cid);
    this.#tell({ tell: 'forgotten', cid });
  }

  /** An own event arrived that another connection may have sent: then it is settled. */
  seen(own: Posted): void {
    if (this.#entries.has(own.cid)) this.#settle(own.cid, own.conversation, own.seq);
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
    const [cid] = this.#queue;
    if (cid === undefined || this.#underWay !== null || this.#endPause !== null) return;
    const entry = this.#entries.get(cid);
    if (entry === undefined) {
      this.#done(cid);
      this.#next();
    } else if (this.#ask !== null && this.#welcome !== null) {
      this.#underWay = cid;
      const epoch = entry.epoch ?? this.#welcome.epoch;
      this.#ask({ kind: 'post', cid, epoch, ...entry.words }, (answer) =>
        this.#answered(entry, answer),
      );
    }
  }

  #answered(entry: Entry, answer: ReplyFrame): void {
    if (entry.cid !== this.#underWay) return;
    this.#underWay = null;
    if (answer.kind === 'refused' && answer.retry) {
      this.#pause(answer.retryAfter ?? this.#patience.next(100));
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

  #pause(millis: number): void {
    this.#endPause?.();
    this.#endPause = this.#clock.after(millis, () => {
      this.#endPause = null;
      this.#next();
    });
  }
}
