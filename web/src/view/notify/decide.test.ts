import { describe, expect, it } from 'vitest';
import type { Conversation, Message } from '../../state/client';
import { effect, hasKeyword, keywordsIn, type Moment, names } from './decide';

const LOBBY = { conversation: 'c1', type: 'room', title: 'lobby', level: 'all' } as Conversation;
const PRIVATE = { ...LOBBY, type: 'direct' } as Conversation;
const HELLO = { kind: 'posted', conversation: 'c1', author: 'p2', text: 'hello' } as Message;
const NOW: Moment = { me: 'p1', keywords: ['coffee'], doNotDisturb: false, looking: false };

describe('a message', () => {
  it('in a room makes a soft tone, and a notification if it calls one', () => {
    expect(effect(HELLO, LOBBY, NOW)).toBe('tone');
    expect(effect({ ...HELLO, mentions: ['p1'] }, LOBBY, NOW)).toBe('notification');
    expect(effect({ ...HELLO, callout: 'here' }, LOBBY, NOW)).toBe('notification');
    expect(effect({ ...HELLO, text: 'More Coffee?' }, LOBBY, NOW)).toBe('notification');
    expect(effect(HELLO, PRIVATE, NOW)).toBe('notification');
  });

  it('does nothing while one looks at it, if it is one’s own, or one is not to be disturbed', () => {
    expect(effect(HELLO, PRIVATE, { ...NOW, looking: true })).toBe('none');
    expect(effect({ ...HELLO, author: 'p1' }, PRIVATE, NOW)).toBe('none');
    expect(effect(HELLO, PRIVATE, { ...NOW, doNotDisturb: true })).toBe('none');
  });

  it('keeps to the level of its conversation', () => {
    expect(effect(HELLO, { ...LOBBY, level: 'mentions' }, NOW)).toBe('none');
    expect(effect({ ...HELLO, mentions: ['p1'] }, { ...LOBBY, level: 'mentions' }, NOW)).toBe(
      'notification',
    );
    expect(effect({ ...HELLO, mentions: ['p1'] }, { ...LOBBY, level: 'nothing' }, NOW)).toBe(
      'none',
    );
  });

  it('in a thread calls only those whom it names', () => {
    expect(effect({ ...HELLO, thread: 3 }, LOBBY, NOW)).toBe('none');
    expect(effect({ ...HELLO, thread: 3, mentions: ['p1'] }, LOBBY, NOW)).toBe('notification');
  });
});

it('a keyword is a word of its own', () => {
  expect(hasKeyword('coffeeshop', ['coffee'])).toBe(false);
  expect(hasKeyword('(coffee)', ['coffee'])).toBe(true);
  expect(hasKeyword('a coffeeshop has coffee', ['coffee'])).toBe(true);
  expect(hasKeyword('𝒶coffee, coffee𝒶', ['coffee'])).toBe(false);
  expect(hasKeyword('anything', [''])).toBe(false);
});

it('keywords stand one in a line, whatever their case', () => {
  expect(keywordsIn('')).toEqual([]);
  expect(keywordsIn(' Coffee\n\nTea Time ')).toEqual(['coffee', 'tea time']);
});

it('a message of somebody else names one by name, with all, or by a keyword', () => {
  expect(names(HELLO, 'p1', ['coffee'])).toBe(false);
  expect(names({ ...HELLO, mentions: ['p1'] }, 'p1', [])).toBe(true);
  expect(names({ ...HELLO, callout: 'everyone' }, 'p1', [])).toBe(true);
  expect(names({ ...HELLO, text: 'Coffee?' }, 'p1', ['coffee'])).toBe(true);
  expect(names({ ...HELLO, text: 'Coffee?', author: 'p1' }, 'p1', ['coffee'])).toBe(false);
});
