import type { ReplyFrame } from '../protocol/server-frames';
import type { ConversationId, Seq } from '../protocol/values';
import { Awaited } from './awaited';
import { openingEvents, wholePage } from './catch-up';
import type { Message, Timeline as Shown, Topic, Unsettled } from './client';
import type { Connection, Unnumbered } from './connection';
import type { Stays } from './stays';
import type { Timeline } from './timeline';

const nothing: Shown = { lines: [], older: false, newer: false, loading: false, live: true };

/** Lines kept around the place where somebody reads: what is further away goes, and comes again. */
export const keptShown = 2_000;
/** Newest lines kept of every conversation that was opened, in memory and on this machine's disk. */
export const keptHidden = 300;
/** So many of the conversations shown last keep more than that. */
export const keptRecent = 4;

/** Lines go when there are so many times more than are kept: seldom, and then many. */
const over = 1.25;

/** What is needed to read more. */
export interface ViewingOwner {
  connection(): Connection | null;
  /** Reads the newest page; `then` runs when it is here, or cannot be had. */
  openNewest(conversation: ConversationId, then: () => void): void;
  /** Takes what is kept on this machine. */
  restoreLines(conversation: ConversationId): Promise<void>;
  isWatched(topic: Topic): boolean;
  tell(topic: Topic): void;
  /** What one has changed and what is not accepted yet. */
  changes(conversation: ConversationId): readonly Unsettled[];
}

/** What is shown of timelines: the newest lines, or after a jump those around another place. */
export class Viewing {
  readonly #stays: Stays;
  readonly #owner: ViewingOwner;
  readonly #loading = new Map<ConversationId, number>();
  readonly #shown = new Map<ConversationId, Shown>();
  readonly #awaited = new Awaited();
  /** Those whose newest page is wanted as soon as there is a line. */
  readonly #wanted = new Set<ConversationId>();

  /** Where somebody reads who is not at the newest lines, as told last. */
  readonly #places = new Map<ConversationId, Seq>();
  /** Those shown last, the newest at the end. */
  readonly #recent = new Set<ConversationId>();
  /** Those whose newest page is under way. */
  readonly #opening = new Set<ConversationId>();

  /** Those of which a message is asked for, to know how many answers it has. */
  readonly #recounting = new Set<ConversationId>();

  constructor(stays: Stays, owner: ViewingOwner) {
    this.#stays = stays;
    this.#owner = owner;
  }

  timeline(id: ConversationId): Shown {
    const timeline = this.#stays.timeline(id);
    if (timeline === null) return nothing;
    const { lines, first } = timeline.shown;
    const known = this.#shown.get(id);
    const live = !timeline.windowed;
    const changes = this.#owner.changes(id);
    const now: Shown = {
      lines: this.#awaited.lines(lines, changes, this.#stays.me),
      older: first > timeline.start,
      newer: !live,
      loading: this.#loading.has(id) || (live && !timeline.opened && this.#wanted.has(id)),
      live,
    };
    if (known !== undefined && same(known, now)) return known;
    this.#shown.set(id, now);
    return now;
  }

  message(id: ConversationId, seq: Seq): Message | null {
    const message = this.#stays.timeline(id)?.message(seq) ?? null;
    if (message === null) return null;
    return this.#awaited.message(message, this.#owner.changes(id), this.#stays.me);
  }

  /** There is a line, and everything missed is here: reads what was asked for before. */
  connected(): void {
    for (const id of [...this.#wanted]) void this.#newest(id);
    this.#recounting.clear();
    for (const id of this.#stays.all()) this.recount(id);
  }

  /** Nothing of this conversation is here any more. */
  gone(id: ConversationId): void {
    this.#shown.delete(id);
    this.#wanted.delete(id);
    this.#places.delete(id);
    this.#recent.delete(id);
  }

  clear(): void {
    this.#shown.clear();
    this.#wanted.clear();
    this.#places.clear();
    this.#recent.clear();
  }

  /** Drops lines where there are many, so that a page that stays open for weeks stays small. */
  trim(id: ConversationId): void {
    const timeline = this.#stays.timeline(id);
    if (timeline === null) return;
    if (this.#isWatched(id) || this.#recent.has(id)) {
      if (timeline.size <= (keptShown + keptHidden) * over) return;
      timeline.narrow(this.#places.get(id) ?? timeline.last, keptShown, keptHidden);
      this.#owner.tell(`timeline:${id}`);
    } else if (timeline.size > keptHidden * over) {
      timeline.closeWindow();
      timeline.trim(keptHidden);
      this.#shown.delete(id);
    }
  }

  #isWatched(id: ConversationId): boolean {
    return this.#owner.isWatched(`timeline:${id}`);
  }

  /** It is shown now: of those that were shown before it, only the last ones keep all they have. */
  #showsNow(id: ConversationId): void {
    this.#places.delete(id);
    this.#recent.delete(id);
    this.#recent.add(id);
    for (const other of [...this.#recent].slice(0, -keptRecent)) {
      if (this.#isWatched(other)) continue;
      this.#recent.delete(other);
      this.#places.delete(other);
      this.#shown.delete(other);
      this.trim(other);
    }
  }

  lookAt(id: ConversationId, seq: Seq | null): void {
    if (seq === null) this.#places.delete(id);
    else this.#places.set(id, seq);
    this.trim(id);
  }

  async open(id: ConversationId): Promise<void> {
    this.#showsNow(id);
    await this.#newest(id);
  }

  async #newest(id: ConversationId): Promise<void> {
    this.#wanted.add(id);
    await this.#owner.restoreLines(id);
    const timeline = this.#stays.timeline(id);
    if (timeline === null || timeline.opened || this.#opening.has(id)) {
      if (timeline?.opened === true) this.#wanted.delete(id);
      return;
    }
    if (this.#owner.connection() === null) return;
    this.#opening.add(id);
    await this.#during(id, (done) => this.#owner.openNewest(id, done));
    this.#opening.delete(id);
    if (this.#stays.timeline(id)?.opened !== false) this.#wanted.delete(id);
    this.#owner.tell(`timeline:${id}`);
  }

  async older(id: ConversationId): Promise<void> {
    const timeline = this.#stays.timeline(id);
    if (timeline === null || this.#loading.has(id)) return;
    const { first } = timeline.shown;
    if (first <= timeline.start) return;
    const limit = openingEvents;
    const answer = await this.#read(id, {
      kind: 'read-history',
      conversation: id,
      before: first,
      limit,
    });
    if (answer?.kind !== 'history' || timeline !== this.#stays.timeline(id)) return;
    timeline.older({ ...wholePage(answer, first - 1), to: first - 1 });
    if (!answer.more) timeline.start = Math.max(timeline.start, timeline.shown.first);
    this.#owner.tell(`timeline:${id}`);
  }

  /** Asks for the messages that may count their answers wrongly, one after the other. */
  recount(id: ConversationId): void {
    const connection = this.#owner.connection();
    const timeline = this.#stays.timeline(id);
    const [root] = timeline?.doubted ?? [];
    if (connection === null || root === undefined || this.#recounting.has(id)) return;
    this.#recounting.add(id);
    connection.pull(
      () => ({ kind: 'read-history', conversation: id, after: root - 1, limit: 1 }),
      (answer) => {
        this.#recounting.delete(id);
        if (answer.kind !== 'history') timeline?.doubted.delete(root);
        else timeline?.renew(root, wholePage(answer, root));
        this.#owner.tell(`timeline:${id}`);
        // Else so much happens that it asks again by that.
        if (timeline?.doubted.has(root) === false) this.recount(id);
      },
    );
  }

  async newer(id: ConversationId): Promise<void> {
    const timeline = this.#stays.timeline(id);
    if (timeline === null || !timeline.windowed || this.#loading.has(id)) return;
    const answer = await this.#after(id, timeline.shown.last);
    if (answer?.kind !== 'history' || timeline !== this.#stays.timeline(id)) return;
    timeline.newer(pageAfter(answer, timeline.shown.last));
    this.#owner.tell(`timeline:${id}`);
  }

  async jump(id: ConversationId, seq: Seq, tries = 2): Promise<boolean> {
    await this.#owner.restoreLines(id);
    const timeline = this.#stays.timeline(id);
    if (timeline === null) return false;
    if (isIn(timeline, seq)) return true;
    if (seq >= timeline.first && seq <= timeline.last) {
      await this.jumpToEnd(id);
      return true;
    }
    const before = Math.max(0, seq - 1 - openingEvents / 2);
    const answer = await this.#after(id, before);
    if (answer?.kind !== 'history' || timeline !== this.#stays.timeline(id)) return false;
    if (timeline.lags(answer.head)) return tries > 1 && this.jump(id, seq, tries - 1);
    const page = pageAfter(answer, before);
    if (seq < page.from || seq > page.to) return false;
    timeline.showAround(page);
    this.#places.set(id, seq);
    this.#owner.tell(`timeline:${id}`);
    return true;
  }

  async jumpToEnd(id: ConversationId): Promise<void> {
    this.#stays.timeline(id)?.closeWindow();
    this.#places.delete(id);
    this.#owner.tell(`timeline:${id}`);
    await this.#newest(id);
  }

  #after(conversation: ConversationId, after: Seq): Promise<ReplyFrame | null> {
    const limit = openingEvents;
    return this.#read(conversation, { kind: 'read-history', conversation, after, limit });
  }

  #read(id: ConversationId, frame: Unnumbered): Promise<ReplyFrame | null> {
    let answer: ReplyFrame | null = null;
    const reading = this.#during(id, (done) => {
      this.#owner.connection()?.pull(
        () => frame,
        (heard) => {
          answer = heard;
          done();
        },
      );
    });
    return reading.then(() => answer);
  }

  /** Something is loading until it is done, or the line is lost. */
  async #during(id: ConversationId, run: (done: () => void) => void): Promise<void> {
    const connection = this.#owner.connection();
    if (connection === null) return;
    this.#loading.set(id, (this.#loading.get(id) ?? 0) + 1);
    this.#owner.tell(`timeline:${id}`);
    await new Promise<void>((resolve) => {
      const found = connection.whenLost(resolve);
      run(() => {
        found();
        resolve();
      });
    });
    const left = (this.#loading.get(id) ?? 1) - 1;
    if (left > 0) this.#loading.set(id, left);
    else this.#loading.delete(id);
    this.#owner.tell(`timeline:${id}`);
  }
}

/** Whether a seq lies in what is shown. */
function isIn(timeline: Timeline, seq: Seq): boolean {
  const { first, last } = timeline.shown;
  return (seq >= first && seq <= last) || (!timeline.windowed && timeline.message(seq) !== null);
}

/** A page of what comes after a seq stands for all from the next one on. */
function pageAfter(answer: Extract<ReplyFrame, { kind: 'history' }>, after: Seq) {
  const end = answer.more ? (answer.events.at(-1)?.seq ?? after) : answer.head;
  const page = wholePage(answer, end);
  return { ...page, from: after + 1, to: Math.max(page.to, after) };
}

function same(one: Shown, other: Shown): boolean {
  const flags = one.older === other.older && one.newer === other.newer;
  const state = one.loading === other.loading && one.live === other.live;
  return one.lines === other.lines && flags && state;
}
