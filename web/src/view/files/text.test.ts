import { afterEach, expect, it, vi } from 'vitest';
import { beginningOf, glanceOf, textOf } from './text';

const utf8 = (text: string) => new TextEncoder().encode(text);
const file = (size: number) => ({ file: 'f1', name: 'a.txt', size, type: 'text/plain' });

afterEach(() => vi.unstubAllGlobals());

it('a part that ends inside of a sign ends before it', () => {
  const cut = utf8('größe 😀').subarray(0, -1);
  expect(textOf(cut, 'part')).toBe('größe ');
  expect(textOf(cut, 'whole')).toBe('größe \ufffd');
});

it('a mark of UTF-16 is believed, one of UTF-8 is not shown', () => {
  expect(textOf(new Uint8Array([0xff, 0xfe, 0x41, 0, 0xe4, 0]), 'whole')).toBe('Aä');
  expect(textOf(new Uint8Array([0xfe, 0xff, 0, 0x41]), 'whole')).toBe('A');
  expect(textOf(utf8('\ufeffA'), 'whole')).toBe('A');
});

it('lines end in one way, and nothing is hidden or turned around', () => {
  expect(textOf(utf8('a\r\nb\rc\td'), 'whole')).toBe('a\nb\nc\td');
  expect(textOf(utf8('a\u202eb\u2066c\u0000\u001b[31m'), 'whole')).toBe(
    'a\ufffdb\ufffdc\ufffd\ufffd[31m',
  );
});

it('a glance has a few lines, each cut where nobody sees it', () => {
  const lines = glanceOf(
    `\n\n${Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n \n\n')}`,
  );
  expect(lines.split('\n')).toEqual(['line 0', 'line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
  expect(glanceOf('x'.repeat(9_000))).toHaveLength(160);
  expect([...glanceOf('😀'.repeat(900))]).toHaveLength(160);
});

it('of a long file no more is asked for than is shown, and no more is taken', async () => {
  const asked = vi.fn(async (_: string, __: RequestInit) => new Response('x'.repeat(5_000)));
  vi.stubGlobal('fetch', asked);
  expect(await beginningOf(file(1_000_000), 1_000)).toHaveLength(1_000);
  expect(asked.mock.calls[0]).toEqual(['/api/files/f1', { headers: { Range: 'bytes=0-999' } }]);
  await beginningOf(file(1_000), 1_000);
  expect(asked.mock.calls[1]).toEqual(['/api/files/f1', { headers: {} }]);
});

it('what cannot be had is an error', async () => {
  vi.stubGlobal('fetch', async () => new Response('gone', { status: 404 }));
  await expect(beginningOf(file(10), 1_000)).rejects.toThrow();
});
