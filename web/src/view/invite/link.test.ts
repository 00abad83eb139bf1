import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ServerAbout } from '../../protocol/http';
import { joinLink, shortLink } from './link';

const ABOUT: ServerAbout = {
  kind: 'server',
  server: 'Klatch',
  door: 'loopback',
  signUp: 'open',
  guests: true,
  secure: 'https://192.168.7.5:5555',
  fingerprint: 'ab'.repeat(32),
};

beforeEach(() => vi.stubGlobal('location', { origin: 'http://127.0.0.1:5555' }));
afterEach(() => vi.unstubAllGlobals());

it('a join link leads to the secure door and brings what is to be compared', () => {
  expect(joinLink(ABOUT)).toBe(`https://192.168.7.5:5555/join#fingerprint=${'ab'.repeat(32)}`);
  expect(joinLink(ABOUT, 'code')).toContain('/join#invite=code&fingerprint=');
  expect(joinLink(null)).toBe('http://127.0.0.1:5555/join');
});

it('the link to read aloud is one that others reach', () => {
  expect(shortLink(ABOUT)).toBe('http://192.168.7.5:5555');
  expect(shortLink({ ...ABOUT, door: 'secure' })).toBe('http://127.0.0.1:5555');
  expect(shortLink(null)).toBe('http://127.0.0.1:5555');
});
