import { describe, expect, it } from 'vitest';
import { bytesOf, calloutOf, couldBeName, meaningOf } from './line';

describe('a line', () => {
  it('leaves, and is never said, if it is a classic goodbye', () => {
    for (const line of ['<EXIT>', '<exit>', ' <EXIT>'.trim(), '!DISCONNECT']) {
      expect(meaningOf(line)).toEqual({ kind: 'leave' });
    }
    expect(meaningOf('I typed <EXIT>').kind).toBe('say');
  });

  it('is an order with a slash, or in a classic spelling', () => {
    expect(meaningOf('/Join art room')).toEqual({ kind: 'order', name: 'join', rest: 'art room' });
    expect(meaningOf('!INFO')).toEqual({ kind: 'order', name: 'info', rest: '' });
    expect(meaningOf('!TTT bob')).toEqual({ kind: 'order', name: 'ttt', rest: 'bob' });
    expect(meaningOf('!FILE notes.txt')).toEqual({ kind: 'order', name: 'file', rest: '' });
    expect(meaningOf('group groupTrip bob, eve')).toMatchObject({ name: 'group' });
    expect(meaningOf('group trip bob,eve')).toMatchObject({ rest: 'trip bob,eve' });
    expect(meaningOf('group hugs for bob, who earned it').kind).toBe('say');
    expect(meaningOf('/usr/bin/java').kind).toBe('say');
    expect(meaningOf('/me waves\nand goes').kind).toBe('say');
  });

  it('may be for one person alone', () => {
    const private_ = { kind: 'maybe', receiver: 'bob', text: 'hello: you' };
    expect(meaningOf('bob: hello: you')).toEqual(private_);
    expect(meaningOf('http://klatch.local').kind).toBe('say');
    expect(meaningOf('bob:').kind).toBe('say');
    expect(meaningOf('3:4').kind).toBe('say');
  });

  it('is plain text behind a space', () => {
    expect(meaningOf(' bob: hello')).toEqual({ kind: 'say', text: 'bob: hello' });
  });

  it('calls all, or those who are here', () => {
    expect(calloutOf('tea, @everyone?')).toBe('everyone');
    expect(calloutOf('@here we go')).toBe('here');
    expect(calloutOf('mail@here.lan')).toBeUndefined();
    expect(calloutOf('@everyones')).toBeUndefined();
  });

  it('knows names and lengths', () => {
    expect(couldBeName('Änne von d’Or')).toBe(true);
    expect(couldBeName('a'.repeat(33))).toBe(false);
    expect(couldBeName('12')).toBe(false);
    expect(bytesOf('ä☕')).toBe(5);
  });
});
