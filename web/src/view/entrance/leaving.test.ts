// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { Http } from '../../protocol/http';
import { finishLeaving, forgetLeaving, noteLeaving } from './leaving';

const answering = (kind: string) => {
  const signOut = vi.fn(() => Promise.resolve({ kind }));
  return { signOut, http: { signOut } as unknown as Http };
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

it('nothing is asked of the server if nobody left', async () => {
  const { http, signOut } = answering('done');
  expect(await finishLeaving(http)).toBe(true);
  expect(signOut).not.toHaveBeenCalled();
});

it('who left without a connection is out as soon as there is one, and not before', async () => {
  sessionStorage.setItem('draft', 'private words');
  noteLeaving();
  expect(sessionStorage.length).toBe(0);
  expect(await finishLeaving(answering('lost').http)).toBe(false);
  const { http, signOut } = answering('done');
  expect(await finishLeaving(http)).toBe(true);
  expect(await finishLeaving(http)).toBe(true);
  expect(signOut).toHaveBeenCalledTimes(1);
});

it('a session that is over already is left, too', async () => {
  noteLeaving();
  expect(await finishLeaving(answering('refused').http)).toBe(true);
});

it('who comes in anew has nothing to finish', async () => {
  noteLeaving();
  forgetLeaving();
  const { http, signOut } = answering('done');
  await finishLeaving(http);
  expect(signOut).not.toHaveBeenCalled();
});
