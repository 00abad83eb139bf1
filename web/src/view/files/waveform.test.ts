import { describe, expect, it } from 'vitest';
import { limits } from '../../protocol/limits';
import { barsOf, barsPath, loudness, PARTS, timeOf, waveformOf } from './waveform';

describe('the waveform of a recording', () => {
  it('has a digit for each part, the loudest as high as there is room', () => {
    const levels = Array.from({ length: 640 }, (_, at) => ({
      at: at * 10,
      loud: at < 320 ? 0 : 0.5,
    }));
    const waveform = waveformOf(levels, 6_400);
    expect(waveform).toBe('0'.repeat(PARTS / 2) + 'f'.repeat(PARTS / 2));
    expect(waveform.length).toBeLessThanOrEqual(limits.waveformDigits);
  });

  it('of silence is silence, and a quiet room does not look like a shout', () => {
    expect(waveformOf([], 1_000)).toBe('0'.repeat(PARTS));
    expect(waveformOf([{ at: 0, loud: 0.02 }], 1_000)).toBe('1'.repeat(PARTS));
    expect(waveformOf([{ at: 0, loud: 0 }], 1_000)).toBe('0'.repeat(PARTS));
  });

  it('has no hole where it was measured seldom', () => {
    const levels = [0, 1_000, 2_000, 3_000].map((at) => ({ at, loud: 1 }));
    expect(waveformOf(levels, 4_000)).toBe('f'.repeat(PARTS));
  });

  it('of what was measured after the end stays inside of it', () => {
    expect(waveformOf([{ at: 5_000, loud: 1 }], 1_000)).toHaveLength(PARTS);
  });
});

it('loudness goes by decibels, from nothing to full', () => {
  expect(loudness(new Float32Array(64))).toBe(0);
  expect(loudness(new Float32Array(64).fill(1))).toBe(1);
  expect(loudness(new Float32Array(64).fill(0.1))).toBeCloseTo(0.6, 5);
  expect(loudness(new Float32Array(64).fill(0.0001))).toBe(0);
});

describe('bars', () => {
  it('are as many as there is room for, of more digits and of fewer', () => {
    expect(barsOf('0f', 4)).toEqual([0, 0, 1, 1]);
    expect(barsOf('00ff00f0', 4)).toEqual([0, 1, 0, 1]);
    expect(barsOf('', 3)).toEqual([0, 0, 0]);
  });

  it('of what is no digit are flat', () => {
    expect(barsOf('<script>', 4)).toEqual([0, 12 / 15, 0, 0]);
  });

  it('are drawn around the middle, and what is silent is a dot', () => {
    expect(barsPath([0, 1])).toBe('M2 11.5v1.0M6 2.0v20.0');
  });
});

it('times read as everywhere', () => {
  expect(timeOf(7.9)).toBe('0:07');
  expect(timeOf(750)).toBe('12:30');
  expect(timeOf(3_723)).toBe('1:02:03');
  expect(timeOf(Number.NaN)).toBe('0:00');
  expect(timeOf(Number.POSITIVE_INFINITY)).toBe('0:00');
  expect(timeOf(-1)).toBe('0:00');
});
