import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf, markOf } from './person';

describe('somebody', () => {
  it('has a hue for life, and people have all of them', () => {
    expect(hueOf('p3k9x')).toBe(hueOf('p3k9x'));
    const hues = new Set(
      Array.from({ length: 500 }, (_, i) => hueOf(`p${(i * 7919).toString(36)}`)),
    );
    expect([...hues].sort((one, other) => one - other)).toEqual([...Array(12).keys()]);
  });

  it('has initials in every script', () => {
    expect(initialsOf('ana')).toBe('A');
    expect(initialsOf('Eve van Lindqvist')).toBe('EL');
    expect(initialsOf('ольга-мария')).toBe('ОМ');
    expect(initialsOf('李 娜')).toBe('李娜');
  });

  it('is here, away, not to be disturbed, or gone', () => {
    expect(markOf(false, 'here')).toBe('gone');
    expect(markOf(true, undefined)).toBe('here');
    expect(markOf(true, 'away')).toBe('away');
    expect(markOf(true, 'something new')).toBe('here');
  });
});
