/** How loud it was at a moment of a recording: from 0 (nothing) to 1 (as loud as it gets). */
export interface Level {
  /** Milliseconds since it began. */
  readonly at: number;
  readonly loud: number;
}

/** Of so many parts the loudness is told: as many as there is room to show. */
export const PARTS = 64;

const LOUDEST = 15;

/** Quieter than this is a quiet room, in decibels below full; speech is far above it. */
const QUIETEST_DECIBELS = -50;

/** How loud samples between -1 and 1 are together, as one hears it: by decibels. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  if (sum === 0) return 0;
  const decibels = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DECIBELS));
}

/**
 * The loudness of each part of a recording as a hexadecimal digit. What was measured seldom, as
 * while the page was hidden, stands for all of the time until the next measure.
 */
export function waveformOf(levels: readonly Level[], millis: number): string {
  if (levels.length === 0 || millis <= 0) return '0'.repeat(PARTS);
  const parts = new Array<number>(PARTS).fill(0);
  const part = (at: number) => Math.min(PARTS - 1, Math.max(0, Math.floor((at / millis) * PARTS)));
  levels.forEach((level, index) => {
    const next = levels[index + 1]?.at ?? millis;
    const from = index === 0 ? 0 : part(level.at);
    const to = Math.max(from, part(next - 1));
    for (let each = from; each <= to; each += 1) {
      parts[each] = Math.max(parts[each] ?? 0, level.loud);
    }
  });
  // As it is to be looked at: the loudest part is as high as there is room.
  const most = Math.max(...parts, 0.25);
  return parts.map((loud) => Math.round((loud / most) * LOUDEST).toString(16)).join('');
}

/** So many bars from 0 to 1, of what somebody says that the loudness of their recording is. */
export function barsOf(waveform: string, count: number): readonly number[] {
  const digits = [...waveform].map((digit) => Number.parseInt(digit, 16) || 0);
  if (digits.length === 0) return new Array<number>(count).fill(0);
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * digits.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * digits.length) / count));
    return Math.max(...digits.slice(from, to)) / LOUDEST;
  });
}

/** Bars as the strokes of a path: upright lines around a middle of 12, each 4 beside the other. */
export function barsPath(bars: readonly number[]): string {
  return bars
    .map((bar, index) => {
      const high = Math.max(1, bar * 20);
      return `M${index * 4 + 2} ${(12 - high / 2).toFixed(1)}v${high.toFixed(1)}`;
    })
    .join('');
}

/** A time in a sound as one reads it: 0:07, 12:30, 1:02:03. */
export function timeOf(seconds: number): string {
  const all = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(all / 60);
  if (minutes < 60) return `${minutes}:${two(all % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(all % 60)}`;
}
