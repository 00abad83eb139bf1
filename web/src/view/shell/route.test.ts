import { describe, expect, it } from 'vitest';
import { readRoute, writeRoute } from './route';

describe('an address', () => {
  it('leads to a conversation, a message, a window', () => {
    for (const fragment of ['#/c/c1q7', '#/c/c1q7/41', '#/window/c90ab']) {
      expect(writeRoute(readRoute(fragment))).toBe(fragment);
    }
  });

  it('of no known form leads home', () => {
    for (const fragment of ['', '#', '#/c/', '#/c/C1', '#/c/c1/0', '#/c/c1/x', '#invite=abc']) {
      expect(readRoute(fragment)).toEqual({ at: 'home' });
    }
  });
});
