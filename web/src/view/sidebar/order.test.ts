import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../state/client';
import { isUnread, neighbour, sectionsOf, titleOf } from './order';

function conversation(id: string, more: Partial<Conversation>): Conversation {
  return {
    conversation: id,
    type: 'room',
    title: id,
    head: 1,
    time: 0,
    read: 0,
    unread: 0,
    mentions: 0,
    threads: 0,
    favourite: false,
    level: 'all',
    draft: '',
    ...more,
  };
}

const everyone = conversation('everyone', {});
const art = conversation('art', { unread: 2 });
const staff = conversation('staff', { favourite: true });
const attic = conversation('attic', { archived: true });
const trip = conversation('trip', { type: 'group', level: 'nothing', unread: 3 });
const ana = { person: 'p1', name: 'ana', role: 'member' };
const bob = { person: 'p2', name: 'bób', role: 'member' };
const withAna = conversation('d1', { type: 'direct', title: '', with: ana, time: 1 });
const withBob = conversation('d2', { type: 'direct', title: '', with: bob, time: 2, mentions: 1 });
const all = [withAna, trip, attic, staff, art, withBob, everyone];

function titles(filter: string): string[][] {
  return sectionsOf(all, filter, 'everyone').map((each) => each.conversations.map(titleOf));
}

describe('the list of conversations', () => {
  it('has favourites, rooms with everyone first, groups, and who spoke last', () => {
    expect(titles('')).toEqual([['staff'], ['everyone', 'art', 'attic'], ['trip'], ['bób', 'ana']]);
  });

  it('is narrowed by a filter, whatever the accents', () => {
    expect(titles('BO')).toEqual([[], [], [], ['bób']]);
  });

  it('is walked through, round the ends, and from one unread to the next', () => {
    const sections = sectionsOf(all, '', 'everyone');
    expect(neighbour(sections, 'd1', 1, 'any')?.title).toBe('staff');
    expect(neighbour(sections, 'staff', -1, 'any')?.conversation).toBe('d1');
    expect(neighbour(sections, null, 1, 'any')?.title).toBe('staff');
    expect(neighbour(sections, null, -1, 'any')?.conversation).toBe('d1');
    expect(neighbour(sections, 'art', 1, 'unread')?.conversation).toBe('d2');
    expect(neighbour(sections, 'd2', 1, 'unread')?.title).toBe('art');
    expect(neighbour([], null, 1, 'any')).toBeNull();
  });

  it('leaves what is muted in peace, unless one is named', () => {
    expect(isUnread(trip)).toBe(false);
    expect(isUnread({ ...trip, mentions: 1 })).toBe(true);
  });
});
