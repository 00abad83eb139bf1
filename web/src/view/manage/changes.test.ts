import { expect, it } from 'vitest';
import { changes, type Fields } from './changes';

const BEFORE: Fields = {
  title: 'lobby',
  topic: '',
  description: '',
  access: 'public',
  newcomers: 'all',
  announcement: false,
  slowSeconds: 0,
};

it('says only what is otherwise', () => {
  const now = { ...BEFORE, topic: 'waves', announcement: true };
  expect(changes('c1', BEFORE, now)).toEqual({
    conversation: 'c1',
    topic: 'waves',
    announcement: true,
  });
});

it('says nothing if nothing is', () => {
  expect(changes('c1', BEFORE, { ...BEFORE })).toBeNull();
});
