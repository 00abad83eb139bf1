import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { freshCid } from './cids';
import type { ClientFrame } from './client-frames';
import { readFrame } from './reading';
import { refusalGroup, refusals } from './refusals';
import { eventShapes, noticeShapes, replyShapes } from './shapes';
import { clientKinds, isCommand, isStored, writeFrame } from './writing';

interface Tolerant {
  readonly why: string;
  readonly frame: string;
  readonly becomes: string;
}

function documents(name: string): string {
  return readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
}

function vectors<Frame>(name: string): readonly Frame[] {
  return JSON.parse(documents(`protocol/${name}.json`)).frames;
}

/** The rows of a table of docs/protocol.md whose first cell is in quotes. */
function rows(from: string, to: string): Map<string, string> {
  const text = documents('protocol.md');
  const part = text.slice(text.indexOf(from), text.indexOf(to));
  const found = part.matchAll(/^\| `([a-z-]+)` \|([^|]*)\|/gm);
  return new Map(Array.from(found, (row) => [row[1] ?? '', row[2] ?? '']));
}

const names = (members: string) =>
  members
    .split(/, | or /)
    .map((member) => member.trim().replace('?', ''))
    .filter((member) => member !== '');

describe('the vectors', () => {
  test.each(vectors<string>('client-frames'))('a client writes %.60s', (text) => {
    const entries = Object.entries(JSON.parse(text)).reverse();
    const mixed = Object.fromEntries(entries) as unknown as ClientFrame;
    expect(writeFrame(mixed)).toBe(text);
  });

  test.each(vectors<string>('server-frames'))('a server says %.60s', (text) => {
    expect(JSON.stringify(readFrame(text))).toBe(text);
  });

  test.each(vectors<Tolerant>('tolerant'))('a newer server says $why', ({ frame, becomes }) => {
    const expected = JSON.parse(becomes);
    const read = readFrame(frame);
    if (expected.kind === 'unknown') {
      expect(read).toBeNull();
    } else {
      // Unknown words are kept here as they are, and shown as something else.
      const text = JSON.stringify(read).replace(/"(wizard|stage|eclipse)"/, '"other"');
      expect(text).toBe(becomes);
    }
  });

  test.each([
    '',
    'hello',
    '[]',
    'null',
    '"beat"',
    '{"kind":"posted","conversation":"c1","seq":1}',
    '{"kind":"toString"}',
    '{"kind":"done"}',
    '{"kind":"history","ref":1,"conversation":"c1","head":1,"events":[3],"more":false}',
  ])('%j is no frame', (text) => {
    expect(readFrame(text)).toBeNull();
  });
});

describe('the tables of docs/protocol.md', () => {
  test('name the frames of a client and their members in order', () => {
    const table = rows('## Client frames', '## Server frames');
    expect([...table.keys()].sort()).toEqual([...clientKinds].sort());
    for (const [kind, members] of table) {
      const said = names(members).map((name, at) => [name, at + 1]);
      const mixed = { ...Object.fromEntries(said.reverse()), kind } as unknown as ClientFrame;
      const written = Object.keys(JSON.parse(writeFrame(mixed)));
      expect(written).toEqual(['kind', ...names(members)]);
      expect(isCommand(kind)).toBe(names(members).includes('cid'));
    }
    expect(clientKinds.filter((kind) => isStored(kind as ClientFrame['kind']))).toHaveLength(23);
  });

  test('name the frames of a server and their members in order', () => {
    const shape = (text: string) => text.split(' ').filter((word) => word !== '');
    const said = (shapes: Readonly<Record<string, string>>, before: string[]) =>
      new Map(
        Object.entries(shapes).map(([kind, text]) => [
          kind,
          [...before, ...shape(text).map((word) => word.split(':')[0]?.replace('?', '') ?? '')],
        ]),
      );
    const table = (from: string, to: string) =>
      new Map([...rows(from, to)].map(([kind, members]) => [kind, names(members)]));
    expect(said(replyShapes, ['ref'])).toEqual(table('### Replies', 'A summary is'));
    expect(said(eventShapes, [])).toEqual(table('### Events', '### Notices'));
    expect(said(noticeShapes, [])).toEqual(table('### Notices', '## The rules'));
  });

  test('number the refusals', () => {
    const found = documents('protocol.md').matchAll(/^\| (\d{3}) \| `([a-z-]+)` \|/gm);
    const table = Object.fromEntries(Array.from(found, (row) => [row[2], Number(row[1])]));
    expect(refusals).toEqual(table);
    expect(refusalGroup(399)).toBe('people');
    expect(refusalGroup(900)).toBe('other');
  });
});

test('a cid is a UUID of version 7 that begins with its time', () => {
  const cid = freshCid(0x019b76dab3b8, (bytes) => bytes.fill(0xff));
  expect(cid).toBe('019b76da-b3b8-7fff-bfff-ffffffffffff');
  const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
  const many = new Set(Array.from({ length: 1_000 }, () => freshCid(1, random)));
  expect(many.size).toBe(1_000);
});
