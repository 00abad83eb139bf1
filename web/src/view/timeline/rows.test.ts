import { describe, expect, it } from 'vitest';
import type { Line, Message, Unsettled } from '../../state/client';
import { type Row, rowsOf, type Shown, sameRow, seqOf } from './rows';

const NOON = new Date(2026, 10, 20, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function made(seq: number, author: string, time = NOON + seq * 1000) {
  return { conversation: 'c1', seq, time, author, name: author, cid: `cid-${seq}` };
}

function message(seq: number, author: string, more: Partial<Message> = {}): Message {
  const folded = { version: seq };
  return { kind: 'posted', ...made(seq, author), text: `text ${seq}`, folded, ...more };
}

function plain(kind: 'joined' | 'left', seq: number, author: string): Line {
  return { kind, ...made(seq, author) };
}

function step(seq: number, game: number): Line {
  const board = { board: '.........', cross: 'ana', nought: 'bob', over: false };
  return { kind: 'played', ...made(seq, 'ana'), game, action: 'move', ...board };
}

function waiting(cid: string): Unsettled {
  const words = { conversation: 'c1', text: 'later' };
  return {
    cid,
    kind: 'post',
    conversation: 'c1',
    words,
    written: NOON + 9000,
    status: { state: 'sending', kept: true },
  };
}

function shown(lines: readonly Line[], more: Partial<Shown> = {}): readonly Row[] {
  const rest = { unsettled: [], whole: true, live: true, me: 'ana', readBefore: null };
  return rowsOf({ lines, ...rest, ...more });
}

/** The rows of a conversation that is here as a whole, without the words about its beginning. */
function said(lines: readonly Line[], more: Partial<Shown> = {}): readonly Row[] {
  return shown(lines, more).filter((row) => row.kind !== 'beginning');
}

function kinds(rows: readonly Row[]): string[] {
  return rows.map((row) => row.kind);
}

describe('rows', () => {
  it('group what one person says in a row, for five minutes', () => {
    const rows = said([
      message(1, 'ana'),
      message(2, 'ana'),
      message(3, 'bob'),
      message(4, 'ana'),
      message(5, 'ana', { time: NOON + 10 * MINUTE }),
    ]);
    expect(rows.map((row) => row.kind === 'message' && row.head)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  it('begin each day once', () => {
    const later = message(3, 'ana', { time: NOON + DAY });
    const rows = said([message(1, 'ana'), message(2, 'ana'), later]);
    expect(rows.map((row) => row.day)).toEqual([NOON + 1000, null, NOON + DAY]);
    expect(rows.map((row) => row.kind === 'message' && row.head)).toEqual([true, false, true]);
  });

  it('mark the first new message of somebody else', () => {
    const gone = message(3, 'bob', { folded: { version: 3, deleted: true } });
    const rows = said([message(1, 'bob'), message(2, 'ana'), gone, message(4, 'bob')], {
      readBefore: 1,
    });
    expect(rows.map((row) => row.fresh)).toEqual([false, false, false, true]);
    expect(said([message(1, 'bob')], { readBefore: 1 })[0]?.fresh).toBe(false);
  });

  it('put comings and goings together, under the key of the last', () => {
    const rows = said([
      plain('joined', 1, 'eve'),
      plain('left', 2, 'eve'),
      message(3, 'bob'),
      plain('joined', 4, 'eve'),
    ]);
    expect(kinds(rows)).toEqual(['passage', 'message', 'passage']);
    expect(rows.map((row) => row.key)).toEqual(['p2', 'cid-3', 'p4']);
  });

  it('show a game once, where its last step is', () => {
    const rows = said([step(1, 1), message(2, 'bob'), step(3, 1)]);
    expect(kinds(rows)).toEqual(['message', 'game']);
    expect(rows[1]?.key).toBe('g1');
  });

  it('leave changes and answers of threads out, and show a thread by itself', () => {
    const lines: Line[] = [
      message(1, 'bob'),
      { kind: 'pinned', ...made(2, 'bob'), target: 1, on: true },
      message(3, 'ana', { thread: 1 }),
    ];
    expect(said(lines).map(seqOf)).toEqual([1]);
    expect(said(lines, { thread: 1 }).map(seqOf)).toEqual([1, 3]);
  });

  it('end with what is not accepted yet, under the key that it keeps', () => {
    const before = said([message(1, 'ana')], { unsettled: [waiting('cid-2')] });
    expect(kinds(before)).toEqual(['message', 'unsettled']);
    const after = said([message(1, 'ana'), message(2, 'ana')]);
    expect(before.map((row) => row.key)).toEqual(after.map((row) => row.key));
    expect(kinds(said([], { unsettled: [waiting('x')], live: false }))).toEqual([]);
  });

  it('say where a conversation begins, and keep the place of what is unknown', () => {
    const rows = shown([{ kind: 'opaque', conversation: 'c1', seq: 1 }]);
    expect(kinds(rows)).toEqual(['beginning', 'event']);
  });

  it('keep the first of a cut timeline back, so that the others stay as they are', () => {
    const lines = [message(1, 'ana'), message(2, 'ana'), message(3, 'bob'), message(4, 'bob')];
    const all = shown(lines).slice(2);
    const cut = shown(lines.slice(1), { whole: false });
    expect(cut.map((row) => row.key)).toEqual(['cid-3', 'cid-4']);
    expect(cut.every((row, index) => sameRow(row, all[index + 1] as Row))).toBe(true);
    expect(shown([message(1, 'ana')], { whole: false }).map(seqOf)).toEqual([1]);
  });

  it('are the same as long as what they show is', () => {
    const lines = [message(1, 'ana'), plain('joined', 2, 'eve')];
    const [one, two] = [said(lines), said(lines)];
    expect(one.every((row, index) => sameRow(row, two[index] as Row))).toBe(true);
    const edited = said([message(1, 'ana', { text: 'other' })]);
    expect(sameRow(one[0] as Row, edited[0] as Row)).toBe(false);
  });
});
