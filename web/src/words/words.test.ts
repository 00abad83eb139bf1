import { describe, expect, it } from 'vitest';
import { de as deBase } from './de';
import { media as deMedia } from './de/media';
import { more as deMore } from './de/more';
import { en as enBase } from './en';
import { media as enMedia } from './en/media';
import { more as enMore } from './en/more';
import { LANGUAGES } from './languages';
import { mirrored } from './mirrored';
import { pseudo } from './pseudo';

const en = { ...enBase, ...enMore, media: enMedia };
const de = { ...deBase, ...deMore, media: deMedia };

/** Texts that are the same in both languages. */
const ALIKE = new Set(['Administration', 'Name', 'Status', 'OK', 'Moderator', 'Text', 'Code']);

function texts(value: unknown, path: string, found: Map<string, unknown>): Map<string, unknown> {
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) texts(inner, `${path}.${key}`, found);
  } else {
    found.set(path, value);
  }
  return found;
}

const english = texts(en, '', new Map());
const german = texts(de, '', new Map());

describe('the catalogues', () => {
  it('have the same texts', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    const marked = texts({ ...pseudo, media: mirrored(enMedia) }, '', new Map());
    expect([...marked.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('are those that can be chosen, each by its own name', () => {
    expect(LANGUAGES).toEqual({ en: en.language, de: de.language, pseudo: pseudo.language });
  });

  it('take the same values', () => {
    for (const [path, text] of english) {
      expect(typeof german.get(path), path).toBe(typeof text);
    }
  });

  it('are translated', () => {
    const same = [...english].filter(
      ([path, text]) =>
        typeof text === 'string' &&
        text !== '' &&
        path !== '.direction' &&
        // What is typed to search is the same in all languages.
        !/^\.search\.filters\.\d+\.0$/.test(path) &&
        german.get(path) === text &&
        !ALIKE.has(text),
    );
    expect(same).toEqual([]);
  });

  it('blame nobody and shout at nobody', () => {
    for (const [path, text] of [...english, ...german]) {
      if (typeof text === 'string') expect(text, path).not.toMatch(/![^A-Z]|!$|\binvalid\b/i);
    }
  });
});
