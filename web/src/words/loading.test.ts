// @vitest-environment happy-dom
import { createEffect, createRoot } from 'solid-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prefer } from '../view/preferences';
import { language, words, wordsHere } from './words';

// A part of the client that the server never sends.
vi.mock('./pseudo', () => new Promise(() => undefined));

describe('another language', () => {
  beforeEach(() => prefer('language', 'en'));
  afterEach(() => prefer('language', 'system'));

  it('is spoken as soon as it is here, and English until then', async () => {
    const seen: string[] = [];
    const end = createRoot((dispose) => {
      createEffect(() => seen.push(`${language()} ${words().language}`));
      return dispose;
    });
    prefer('language', 'de');
    expect(words().language).toBe('English');
    await vi.waitFor(() => expect(words().language).toBe('Deutsch'));
    expect(language()).toBe('de');
    prefer('language', 'en');
    expect(seen).toEqual(['en English', 'de Deutsch', 'en English']);
    end();
  });

  it('that does not come is not waited for longer than a moment', async () => {
    vi.useFakeTimers();
    try {
      prefer('language', 'pseudo');
      const done = vi.fn();
      void wordsHere().then(done);
      await vi.advanceTimersByTimeAsync(1_400);
      expect(done).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(100);
      expect(done).toHaveBeenCalled();
      expect(words().language).toBe('English');
    } finally {
      vi.useRealTimers();
    }
  });

  it('that there is not is English', async () => {
    prefer('language', 'constructor');
    await wordsHere();
    expect(words().language).toBe('English');
  });
});
