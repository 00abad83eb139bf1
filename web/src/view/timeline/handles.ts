import { type Accessor, createMemo, createSignal, type Setter } from 'solid-js';
import { type Row, sameRow } from './rows';

/** A row that stays the same object while its content changes: so what is drawn of it stays. */
export interface RowHandle {
  readonly key: string;
  readonly row: Accessor<Row>;
}

/** Rows for a virtual list. */
export interface Handles {
  readonly all: readonly RowHandle[];
  /** Whether rows came in above only. */
  readonly shift: boolean;
  /** Another number if nothing of what was shown is shown any more. */
  readonly generation: number;
}

interface Kept extends RowHandle {
  readonly set: Setter<Row>;
}

function keep(row: Row): Kept {
  const [value, set] = createSignal<Row>(row, { equals: sameRow });
  return { key: row.key, row: value, set };
}

function next(before: Handles, all: readonly RowHandle[]): Handles {
  const first = before.all[0];
  const known = new Set(all);
  const shared = before.all.some((handle) => known.has(handle));
  if (!shared && before.all.length > 0) {
    return { all, shift: false, generation: before.generation + 1 };
  }
  const shift =
    first !== undefined && all[0] !== first && all.at(-1) === before.all.at(-1) && shared;
  return { all, shift, generation: before.generation };
}

/**
 * If rows came or went both above and below: what changed above, alone. A list can only be told of
 * one of them at a time.
 */
function firstStep(
  before: readonly RowHandle[],
  all: readonly RowHandle[],
): readonly RowHandle[] | null {
  const first = before[0];
  const last = before.at(-1);
  if (first === undefined || last === undefined) return null;
  if (all[0] === first || all.at(-1) === last) return null;
  const places = new Map(before.map((handle, index) => [handle, index]));
  const known = all.findIndex((handle) => places.has(handle));
  const shared = all[known];
  if (shared === undefined) return null;
  return [...all.slice(0, known), ...before.slice(places.get(shared))];
}

/** So many rows above stay at most while one scrolls. */
const MOST_HELD = 4_000;

/**
 * What went from above, if that is all that went there. A list that was told of it takes every row
 * below that turns out higher than it guessed for one above, until it comes to rest.
 */
function goneAbove(before: readonly Kept[], first: Row | undefined): readonly Kept[] {
  const place = before.findIndex((handle) => handle.key === first?.key);
  return place > MOST_HELD ? [] : before.slice(0, Math.max(0, place));
}

/**
 * Keeps one handle for each key, and gives it what its row shows now. While one scrolls nothing
 * goes from above: it waits until that ends.
 */
export function handlesOf(
  rows: Accessor<readonly Row[]>,
  scrolls: Accessor<boolean> = () => false,
): Accessor<Handles> {
  let kept = new Map<string, Kept>();
  const held = () => (scrolls() ? goneAbove([...kept.values()], rows()[0]) : []);
  const [step, again] = createSignal(0);
  return createMemo<Handles>(
    (before) => {
      step();
      const now = new Map(held().map((each) => [each.key, each]));
      for (const row of rows()) {
        const known = kept.get(row.key);
        if (known !== undefined) known.set(row);
        now.set(row.key, known ?? keep(row));
      }
      kept = now;
      const all = [...now.values()];
      const above = firstStep(before.all, all);
      if (above === null) return next(before, all);
      queueMicrotask(() => again((steps) => steps + 1));
      return { all: above, shift: true, generation: before.generation };
    },
    { all: [], shift: false, generation: 0 },
  );
}
