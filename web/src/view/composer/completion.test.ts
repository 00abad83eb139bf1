import { describe, expect, it } from 'vitest';
import { ranked, wantedAt } from './completion';

function wanted(text: string): string | null {
  const found = wantedAt(text, text.length);
  return found === null ? null : `${found.what} ${found.query} ${found.start}`;
}

describe('completion', () => {
  it('is offered behind a sign at the beginning of a word', () => {
    expect(wanted('hi @an')).toBe('person an 3');
    expect(wanted('hi @an bo')).toBe('person an bo 3');
    expect(wanted('see #ar')).toBe('room ar 4');
    expect(wanted(':sm')).toBe('emoji sm 0');
    expect(wanted('/jo')).toBe('verb jo 0');
    expect(wanted('@')).toBe('person  0');
  });

  it('is not offered in addresses, times and smileys', () => {
    expect(wanted('mail@an')).toBeNull();
    expect(wanted('at 12:30')).toBeNull();
    expect(wanted('so :)')).toBeNull();
    expect(wanted('https://lab.local')).toBeNull();
    expect(wanted('say /jo')).toBeNull();
  });

  it('looks at the caret, not at the end', () => {
    expect(wantedAt('@an and more', 3)).toEqual({ what: 'person', query: 'an', start: 0 });
  });

  it('puts those first that begin so, whatever the accents', () => {
    const names = ['Joan of Arc', 'Ärne', 'bob'];
    expect(ranked(names, 'ar', (each) => each, 8)).toEqual(['Ärne', 'Joan of Arc']);
    expect(ranked(names, '', (each) => each, 2)).toHaveLength(2);
  });
});
