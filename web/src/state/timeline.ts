import type { Change, Event, Posted } from '../protocol/server-frames';
import type { Millis, PersonId, Seq } from '../protocol/values';
import type { Line, Message } from './client';
import { after, answered, begun, isErased } from './folding';
import { Lines } from './lines';

/** A page of history, true for `head`; it stands for all from seq `from` to seq `to`. */
export interface HistoryPage {
  readonly events: readonly Event[];
  readonly head: Seq;
  readonly from: Seq;
  readonly to: Seq;
}

/** Early events that wait for others, and changes that are kept for lines that are not here yet. */
const kept = 2_000;
/** Changes that are kept when lines are here: for pages that were made before them. */
const keptOpened = 100;

export function isChange(event: Event): event is Change {
  const { kind } = event;
  return kind === 'edited' || kind === 'deleted' || kind === 'reacted' || kind === 'pinned';
}

/** The message that an event changes, 0 for none. An answer changes the first one of its thread. */
export function target(event: Event): Seq {
  if (isChange(event)) return event.target;
  return event.kind === 'posted' ? (event.thread ?? 0) : 0;
}

function isMessage(line: Line | undefined): line is Message {
  return line?.kind === 'posted';
}

const asLine = (event: Exclude<Event, Change>): Line =>
  event.kind === 'posted' ? begun(event) : event;

/**
 * What a client has of one conversation: its newest events, in order and without a hole from
 * `first` to `last`. An event that comes too early is held until what lies before it is there; one
 * that is here already is not told again. After a jump there is a window elsewhere beside it.
 *
 * Messages are kept as they read now: changes are folded into them, and kept beside them for older
 * messages that are read later. Pages of history have the changes folded away already. Knows
 * nothing of connections: who feeds it asks `gapped` and fetches what is missing.
 */
export class Timeline {
  readonly #me: PersonId | null;
  readonly #lines = new Lines();
  readonly #early = new Map<Seq, Event>();
  #changes: Change[] = [];
  /** Of the changes that are not kept any more, how new. */
  #forgotten: Seq = 0;
  #window: { readonly lines: Lines; first: Seq; last: Seq } | null = null;
  /** Those that may count their answers wrongly: one was erased that is not here. */
  readonly doubted = new Set<Seq>();
  /** How new the newest page is that was taken. */
  #aheadUpTo: Seq = 0;
  /** The seq from which on everything is here, up to `last`; one more than that if nothing is. */
  first: Seq;
  /** The seq up to which there is no hole. */
  last: Seq;
  /** The time of the event at `last` if that event is known. */
  lastTime: Millis | null = null;
  /** Whether the newest page of history is here. */
  opened = false;
  /** The first seq that can be read, as far as known. */
  start: Seq = 1;

  /** @param last the seq up to which nothing is wanted unless asked for */
  constructor(last: Seq, me: PersonId | null) {
    this.last = last;
    this.first = last + 1;
    this.#me = me;
  }

  /** Whether events wait for others before them. */
  get gapped(): boolean {
    return this.#early.size > 0;
  }

  /** Whether its head at the server, as a list says it, means that something is to be fetched. */
  differs(head: Seq): boolean {
    return this.last !== head;
  }

  /** Whether a page is so old that of what happened since then not all is here any more. */
  lags(head: Seq): boolean {
    return head + 1 < this.first || this.forgot(head);
  }

  /** Whether changes that came after a seq are not here any more. */
  forgot(seq: Seq): boolean {
    return seq < this.#forgotten;
  }

  /** Takes an event as it arrives. Returns those that are in their place now. */
  live(event: Event): readonly Event[] {
    if (event.seq <= this.last) return [];
    if (!this.#early.has(event.seq)) this.#early.set(event.seq, event);
    if (this.#early.size > kept) this.#early.delete(Math.max(...this.#early.keys()));
    return this.#drained();
  }

  /** Takes what was missed, in order. Returns those that are in their place now. */
  missed(events: readonly Event[]): readonly Event[] {
    for (const event of events) if (event.seq > this.last) this.#early.set(event.seq, event);
    return this.#drained();
  }

  #drained(): readonly Event[] {
    const ready: Event[] = [];
    let event = this.#early.get(this.last + 1);
    while (event !== undefined) {
      this.#early.delete(event.seq);
      this.#take(event);
      this.#fold(event);
      ready.push(event);
      this.last = event.seq;
      this.lastTime = event.time ?? null;
      event = this.#early.get(this.last + 1);
    }
    if (this.last >= this.#aheadUpTo) for (const lines of this.#places()) lines.ahead.clear();
    return ready;
  }

  /**
   * Takes the newest page of history. It may be newer than `last`: what happened between comes live
   * as well, and is told then.
   */
  history(page: HistoryPage): void {
    const { head, from } = page;
    if (this.lags(head)) return;
    this.opened = true;
    if (from > this.last + 1) {
      // Between what is here and the page something is missing: only the page counts.
      this.#lines.clear();
      this.#changes = [];
      this.first = from;
    }
    const taken = new Set<Seq>();
    for (const event of page.events) {
      const isNewer = head > this.last && event.kind === 'posted';
      if (isChange(event) || (!isNewer && this.#lines.at(event.seq) !== undefined)) continue;
      taken.add(event.seq);
      this.#lines.put(asLine(event));
    }
    this.first = Math.min(this.first, from);
    this.#refold(this.#lines, head, taken);
  }

  /** Takes lines kept on this machine, without a hole from `first` to `last`, if they join. */
  adopt(lines: readonly Line[], first: Seq, last: Seq): boolean {
    if (first >= this.first || this.lags(last) || last > this.last) return false;
    const older = lines.filter((line) => line.seq < this.first);
    this.#lines.prepend(older);
    this.first = first;
    this.#refold(this.#lines, last, new Set(older.map((line) => line.seq)));
    this.opened = true;
    return true;
  }

  /** Takes an older page of what is shown, if it joins. */
  older(page: HistoryPage): void {
    const shown = this.#window ?? this;
    if (this.lags(page.head)) return;
    if (page.to + 1 < shown.first || page.from >= shown.first) return;
    const lines = this.#window?.lines ?? this.#lines;
    const before = page.events.filter((event) => event.seq < shown.first && !isChange(event));
    lines.prepend(before.map((event) => asLine(event as Exclude<Event, Change>)));
    shown.first = page.from;
    this.#refold(lines, page.head, new Set(before.map((event) => event.seq)));
  }

  /** Takes a message anew, if it is here: as it begins a page. */
  renew(seq: Seq, page: HistoryPage): void {
    if (this.lags(page.head)) return;
    this.doubted.delete(seq);
    const [event] = page.events;
    if (event?.seq !== seq || isChange(event)) return;
    for (const lines of this.#places()) {
      if (lines.at(seq) === undefined) continue;
      lines.put(asLine(event));
      this.#refold(lines, page.head, new Set([seq]));
    }
  }

  /** Shows a page from elsewhere; if it joins the newest lines they are one again. */
  showAround(page: HistoryPage): void {
    if (this.lags(page.head)) return;
    this.#window = { lines: new Lines(), first: page.from, last: page.from - 1 };
    this.newer(page);
  }

  /** Takes a page behind the window. */
  newer(page: HistoryPage): void {
    const window = this.#window;
    if (window === null || page.from > window.last + 1 || this.lags(page.head)) return;
    const taken = new Set<Seq>();
    for (const event of page.events) {
      if (event.seq <= window.last || isChange(event)) continue;
      window.lines.put(asLine(event));
      taken.add(event.seq);
    }
    window.last = Math.max(window.last, page.to);
    this.#refold(window.lines, page.head, taken);
    this.#join(window);
  }

  #join(window: { readonly lines: Lines; first: Seq; last: Seq }): void {
    if (window.last + 1 < this.first) return;
    const before = window.lines.shown().filter((line) => line.seq < this.first);
    this.#lines.prepend(before);
    for (const { seq } of before) {
      const head = window.lines.ahead.get(seq);
      if (head !== undefined) this.#lines.ahead.set(seq, head);
    }
    this.first = Math.min(this.first, window.first);
    this.#window = null;
    this.opened = true;
  }

  /** Back to the newest lines. */
  closeWindow(): void {
    this.#window = null;
  }

  get windowed(): boolean {
    return this.#window !== null;
  }

  /** Where the lines that are shown begin and end. */
  get shown(): { readonly lines: readonly Line[]; readonly first: Seq; readonly last: Seq } {
    const { lines, first, last } = this.#window ?? {
      lines: this.#lines,
      first: this.first,
      last: this.last,
    };
    return { lines: lines.shown(), first, last };
  }

  /** The newest lines, whether they are shown or not. */
  tail(): readonly Line[] {
    return this.#lines.shown();
  }

  /** Forgets all but so many of the newest lines. */
  trim(newest: number): void {
    const first = this.#lines.keep(newest);
    if (first !== null) this.first = first;
  }

  /**
   * Forgets what lies far from a seq in what is shown: `most` lines around it stay, and so many of
   * the newest. What is shown becomes a window if it does not reach the newest lines any more.
   */
  narrow(around: Seq, most: number, newest: number): void {
    const lines = this.#window?.lines ?? this.#lines;
    const { first, last } = this.#window ?? this;
    const place = lines.place(around) - Math.floor(most / 2);
    const from = Math.max(0, Math.min(place, lines.size - most));
    const to = Math.min(lines.size, from + most);
    if (this.#window === null && to + newest >= lines.size) {
      this.trim(lines.size - from);
      return;
    }
    this.#window = {
      lines: lines.part(from, to),
      first: from === 0 ? first : (lines.nth(from)?.seq ?? first),
      last: to === lines.size ? last : (lines.nth(to - 1)?.seq ?? last),
    };
    this.trim(newest);
  }

  /** How many lines are here: what is shown, and the newest ones if those are others. */
  get size(): number {
    return this.#lines.size + (this.#window?.lines.size ?? 0);
  }

  #take(event: Event): void {
    if (!isChange(event)) {
      // A page may have brought it already, as it reads by now.
      const isWanted = event.seq >= this.first && this.#lines.at(event.seq) === undefined;
      if (isWanted) this.#lines.put(asLine(event));
      return;
    }
    this.#changes.push(event);
    const most = this.opened ? keptOpened : kept;
    if (this.#changes.length <= 2 * most) return;
    const gone = this.#changes.splice(0, this.#changes.length - most);
    this.#forgotten = gone.at(-1)?.seq ?? 0;
  }

  /** Changes that came live after a page was made, of the messages taken from it. */
  #refold(lines: Lines, head: Seq, taken: ReadonlySet<Seq>): void {
    if (head > this.last) {
      for (const seq of taken) lines.ahead.set(seq, head);
      this.#aheadUpTo = Math.max(this.#aheadUpTo, head);
      return;
    }
    for (const event of this.after(head)) {
      this.#foldInto(lines, event, this.message(target(event)), (seq) => taken.has(seq));
    }
  }

  #places(): readonly Lines[] {
    return this.#window === null ? [this.#lines] : [this.#lines, this.#window.lines];
  }

  /** What an event that happens means for the messages here. */
  #fold(event: Event): void {
    const seq = target(event);
    if (seq === 0) return;
    const changed = this.message(seq);
    for (const lines of this.#places()) {
      const known = (of: Seq) => event.seq > (lines.ahead.get(of) ?? 0);
      this.#foldInto(lines, event, changed, known);
    }
  }

  /** The same for those lines that do not know it yet; `changed` is the message before it. */
  #foldInto(lines: Lines, event: Event, changed: Message | null, of: (seq: Seq) => boolean): void {
    const seq = target(event);
    const message = lines.at(seq);
    if (isMessage(message) && of(seq)) {
      if (isChange(event)) lines.put(after(message, event, this.#me));
      else if (event.kind === 'posted') answer(lines, message, event);
    }
    if (event.kind !== 'deleted') return;
    if (changed === null) {
      for (const root of lines.answeredAround(seq)) if (of(root)) this.doubted.add(root);
    } else if (changed.thread !== undefined && of(changed.thread)) {
      unanswer(lines, changed.thread, changed.seq, (at) => this.message(at));
    }
  }

  /** The message of this seq as it reads now; null if it is not here. */
  message(seq: Seq): Message | null {
    const line = this.#lines.at(seq) ?? this.#window?.lines.at(seq);
    return isMessage(line) ? line : null;
  }

  /** All newest events after `seq` in order: messages as they read now, and changes. */
  *after(seq: Seq): Generator<Event> {
    let change = this.#changes.findIndex((each) => each.seq > seq);
    if (change < 0) change = this.#changes.length;
    for (let place = this.#lines.place(seq + 1); ; ) {
      const line = this.#lines.nth(place);
      const next = this.#changes[change];
      if (line !== undefined && (next === undefined || line.seq < next.seq)) {
        yield line;
        place += 1;
      } else if (next !== undefined) {
        yield next;
        change += 1;
      } else {
        return;
      }
    }
  }

  /** The newest messages after `seq`, in order. */
  *messagesAfter(seq: Seq): Generator<Message> {
    for (let place = this.#lines.place(seq + 1); place < this.#lines.size; place += 1) {
      const line = this.#lines.nth(place);
      if (isMessage(line)) yield line;
    }
  }
}

function answer(lines: Lines, root: Message, reply: Posted): void {
  const { replies = 0, lastReply = 0 } = root.folded;
  if (lastReply < reply.seq) lines.put(answered(root, replies + 1, reply.seq));
}

function unanswer(
  lines: Lines,
  thread: Seq,
  erased: Seq,
  message: (seq: Seq) => Message | null,
): void {
  const root = lines.at(thread);
  if (!isMessage(root)) return;
  let last = root.folded.lastReply;
  if (last === erased) {
    last = undefined;
    for (let seq = erased - 1; seq > thread && last === undefined; seq -= 1) {
      const before = message(seq);
      if (before?.thread === thread && !isErased(before)) last = seq;
    }
  }
  lines.put(answered(root, Math.max(0, (root.folded.replies ?? 0) - 1), last));
}
