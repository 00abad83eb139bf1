import type { Seq } from '../protocol/values';
import type { Line } from './client';

/**
 * Lines in the order of their seqs. Taking one more at the end costs nothing that grows with them;
 * an array to hand out is made when somebody reads after a change.
 */
export class Lines {
  #lines: Line[] = [];
  #shown: readonly Line[] | null = null;
  /**
   * Of messages that are newer than the events told so far: how new. Changes up to there are in
   * them already.
   */
  readonly ahead = new Map<Seq, Seq>();

  get size(): number {
    return this.#lines.length;
  }

  /** The same array as long as nothing changed. */
  shown(): readonly Line[] {
    this.#shown ??= this.#lines.slice();
    return this.#shown;
  }

  /** Where a line of this seq is or would be. */
  place(seq: Seq): number {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle]?.seq ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  at(seq: Seq): Line | undefined {
    const line = this.#lines[this.place(seq)];
    return line?.seq === seq ? line : undefined;
  }

  /** The line at this place of the order, from 0. */
  nth(place: number): Line | undefined {
    return this.#lines[place];
  }

  /** Puts a line in its place, or instead of the one that is there. */
  put(line: Line): void {
    const newest = this.#lines.at(-1);
    if (newest === undefined || newest.seq < line.seq) {
      this.#lines.push(line);
    } else {
      const place = this.place(line.seq);
      this.#lines.splice(place, this.#lines[place]?.seq === line.seq ? 1 : 0, line);
    }
    this.#shown = null;
  }

  /** Puts lines before all others: their seqs are lower. */
  prepend(lines: readonly Line[]): void {
    if (lines.length === 0) return;
    this.#lines = [...lines, ...this.#lines];
    this.#shown = null;
  }

  clear(): void {
    this.#lines = [];
    this.#shown = null;
    this.ahead.clear();
  }

  /** The messages before a seq that have answers behind it, or there. */
  answeredAround(seq: Seq): readonly Seq[] {
    const before = this.#lines.slice(0, this.place(seq));
    return before
      .filter((line) => line.kind === 'posted' && (line.folded.lastReply ?? 0) >= seq)
      .map((line) => line.seq);
  }

  /** Those from one place of the order up to before another one, by themselves. */
  part(from: number, to: number): Lines {
    const part = new Lines();
    part.#lines = this.#lines.slice(from, to);
    for (const { seq } of part.#lines) {
      const head = this.ahead.get(seq);
      if (head !== undefined) part.ahead.set(seq, head);
    }
    return part;
  }

  /** Keeps so many of the newest. Returns the seq of the oldest one kept, or null if all stay. */
  keep(newest: number): Seq | null {
    if (this.#lines.length <= newest) return null;
    this.#lines = this.#lines.slice(this.#lines.length - newest);
    this.#shown = null;
    return this.#lines[0]?.seq ?? null;
  }
}
