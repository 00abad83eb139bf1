import type { MadeEvent, Opaque, Plain, Played } from '../../protocol/server-frames';
import type { Millis, PersonId, Seq } from '../../protocol/values';
import type { Line, Message, Unsettled } from '../../state/client';
import { dayNumber } from '../day';

/** What stands above the thing itself. */
interface Above {
  /** What makes it the same row when its content changes. */
  readonly key: string;
  /** A day begins here. */
  readonly day: Millis | null;
  /** What is new begins here. */
  readonly fresh: boolean;
}

/** Others' comings and goings, one after another. */
export type Passage = Plain & { readonly kind: 'joined' | 'left' };
export type Happening =
  | Exclude<MadeEvent, Played | { kind: 'posted' | 'edited' | 'deleted' | 'reacted' | 'pinned' }>
  | Opaque;

/** A row of the screen; most are a line, some are several. */
export type Row = Above &
  (
    | { readonly kind: 'beginning' }
    | { readonly kind: 'message'; readonly message: Message; readonly head: boolean }
    | { readonly kind: 'unsettled'; readonly unsettled: Unsettled; readonly head: boolean }
    | { readonly kind: 'passage'; readonly lines: readonly Passage[] }
    | { readonly kind: 'game'; readonly played: Played }
    | { readonly kind: 'event'; readonly line: Happening }
  );

export interface Shown {
  readonly lines: readonly Line[];
  readonly unsettled: readonly Unsettled[];
  /** Whether there is nothing older. */
  readonly whole: boolean;
  /** Whether these lines reach the newest one, so that what is not accepted yet follows. */
  readonly live: boolean;
  readonly me: PersonId | undefined;
  /** What is after this is new; null if nothing is to be marked as new. */
  readonly readBefore: Seq | null;
  /** Only the answers of this thread, with its root; else all but answers. */
  readonly thread?: Seq;
}

const GROUP_MILLIS = 5 * 60_000;

interface Before {
  readonly author: PersonId | null;
  readonly time: Millis;
}

/** Collects rows; knows what stands above the next one. */
class Rows {
  readonly all: Row[] = [];
  private before: Before | null = null;
  private day = Number.NaN;
  private marked = false;

  constructor(private readonly shown: Shown) {}

  private above(key: string, time: Millis, isNew: boolean): Above {
    const day = dayNumber(time);
    const fresh = isNew && !this.marked;
    const above = { key, day: day === this.day ? null : time, fresh };
    this.day = day;
    if (fresh) this.marked = true;
    if (above.day !== null || fresh) this.before = null;
    return above;
  }

  private head(author: PersonId, time: Millis): boolean {
    const before = this.before;
    this.before = { author, time };
    if (before === null || before.author !== author) return true;
    return time - before.time > GROUP_MILLIS;
  }

  message(message: Message): void {
    const { readBefore, me } = this.shown;
    const isNew =
      readBefore !== null &&
      message.seq > readBefore &&
      message.author !== me &&
      message.folded.deleted !== true;
    const above = this.above(message.cid, message.time, isNew);
    const head = this.head(message.author, message.time) || message.reply !== undefined;
    this.all.push({ ...above, kind: 'message', message, head });
  }

  unsettled(unsettled: Unsettled): void {
    const above = this.above(unsettled.cid, unsettled.written, false);
    const author = this.shown.me ?? '';
    const isReply = unsettled.kind === 'post' && unsettled.words.reply !== undefined;
    const head = this.head(author, unsettled.written) || isReply;
    this.all.push({ ...above, kind: 'unsettled', unsettled, head });
  }

  passage(line: Passage): void {
    const last = this.all.at(-1);
    // The key is that of the newest: older ones may join it from above.
    const key = `p${line.seq}`;
    if (last?.kind === 'passage' && dayNumber(line.time) === this.day) {
      this.all[this.all.length - 1] = { ...last, key, lines: [...last.lines, line] };
    } else {
      const above = this.above(key, line.time, false);
      this.all.push({ ...above, kind: 'passage', lines: [line] });
    }
    this.before = null;
  }

  game(played: Played): void {
    const above = this.above(`g${played.game}`, played.time, false);
    this.all.push({ ...above, kind: 'game', played });
    this.before = null;
  }

  event(line: Happening): void {
    const above = this.above(`e${line.seq}`, line.time ?? this.lastTime(), false);
    this.all.push({ ...above, kind: 'event', line });
    this.before = null;
  }

  private lastTime(): Millis {
    const last = this.all.at(-1);
    if (last?.kind === 'message') return last.message.time;
    return last?.kind === 'passage' ? (last.lines[0]?.time ?? 0) : 0;
  }
}

/** The last step of each game: that is where its board is shown. */
function lastSteps(lines: readonly Line[]): ReadonlyMap<Seq, Seq> {
  const last = new Map<Seq, Seq>();
  for (const line of lines) if (line.kind === 'played') last.set(line.game, line.seq);
  return last;
}

function put(rows: Rows, line: Line, steps: ReadonlyMap<Seq, Seq>): void {
  switch (line.kind) {
    case 'posted':
      rows.message(line);
      return;
    case 'joined':
    case 'left':
      rows.passage(line as Passage);
      return;
    case 'played':
      if (steps.get(line.game) === line.seq) rows.game(line);
      return;
    case 'edited':
    case 'deleted':
    case 'reacted':
    case 'pinned':
      return;
    default:
      rows.event(line);
  }
}

/** Turns lines, and what is not accepted yet, into the rows of the screen. */
export function rowsOf(shown: Shown): readonly Row[] {
  const rows = new Rows(shown);
  if (shown.whole && shown.thread === undefined) {
    rows.all.push({ kind: 'beginning', key: 'beginning', day: null, fresh: false });
  }
  const steps = lastSteps(shown.lines);
  for (const line of shown.lines) {
    const answer = line.kind === 'posted' ? line.thread : undefined;
    if (shown.thread === undefined ? answer === undefined : belongs(line, shown.thread)) {
      put(rows, line, steps);
    }
  }
  // What stands above the first line is only known with what was before it: where that is not here
  // the first row is kept back, so that no other ever gains or loses its day and its author.
  if (!shown.whole && shown.thread === undefined && rows.all.length > 1) rows.all.shift();
  if (shown.live) {
    for (const each of shown.unsettled) if (isRow(each, shown.thread)) rows.unsettled(each);
  }
  return rows.all;
}

/** What waits is a row of its own; a change only if it was not made, else it is in its message. */
export function isRow(unsettled: Unsettled, thread: Seq | undefined): boolean {
  if (unsettled.kind === 'post') return unsettled.words.thread === thread;
  return thread === undefined && unsettled.status.state !== 'sending';
}

function belongs(line: Line, thread: Seq): boolean {
  return line.kind === 'posted' && (line.thread === thread || line.seq === thread);
}

/** Whether two rows of one key show the same. */
export function sameRow(one: Row, other: Row): boolean {
  if (one.kind !== other.kind || one.day !== other.day || one.fresh !== other.fresh) return false;
  if (one.kind === 'message' && other.kind === 'message') {
    return one.message === other.message && one.head === other.head;
  }
  if (one.kind === 'unsettled' && other.kind === 'unsettled') {
    return one.unsettled === other.unsettled && one.head === other.head;
  }
  if (one.kind === 'passage' && other.kind === 'passage') {
    return one.lines.length === other.lines.length && one.lines.at(0) === other.lines.at(0);
  }
  if (one.kind === 'game' && other.kind === 'game') return one.played === other.played;
  return true;
}

/** The seq up to which somebody has read who sees this row; 0 if that says nothing. */
export function seqOf(row: Row | undefined): Seq {
  if (row?.kind === 'message') return row.message.seq;
  if (row?.kind === 'passage') return row.lines.at(-1)?.seq ?? 0;
  if (row?.kind === 'game') return row.played.seq;
  return row?.kind === 'event' ? row.line.seq : 0;
}
