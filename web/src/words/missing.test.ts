// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { prefer } from '../view/preferences';
import { missingLanguage, words, wordsHere } from './words';

const broken = vi.hoisted(() => ({ now: true }));
vi.mock('./de', async (original) => {
  const real = await original<typeof import('./de')>();
  return {
    get de() {
      if (broken.now) throw new Error('not loaded');
      return real.de;
    },
  };
});

it('a language that does not come is said to be missing, and asked for again', async () => {
  vi.useFakeTimers();
  try {
    prefer('language', 'de');
    await wordsHere();
    expect(words().language).toBe('English');
    expect(missingLanguage()).toBe('Deutsch');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(missingLanguage()).toBe('Deutsch');
    broken.now = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(words().language).toBe('Deutsch');
    expect(missingLanguage()).toBeNull();
  } finally {
    vi.useRealTimers();
    prefer('language', 'system');
  }
});
