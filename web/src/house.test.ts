import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = import.meta.dirname;

const FILES = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
  .filter((name) => !/\.test\.tsx?$/.test(name) && !name.includes('/tests/'))
  .map((name) => ({ name, text: readFileSync(join(ROOT, name), 'utf8') }));

/** Files that match, as `name: what`. */
function found(pattern: RegExp, except: RegExp = /^$/): string[] {
  return FILES.filter(({ name }) => !except.test(name)).flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].map(([what]) => `${name}: ${what}`),
  );
}

it('finds the sources', () => {
  expect(FILES.length).toBeGreaterThan(100);
});

it('nothing but the cleaner makes elements of text', () => {
  const makers =
    /\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|srcdoc)\b|document\.write|new DOMParser|\beval\(|new Function/g;
  expect(found(makers, /^markdown\/clean\.ts$/)).toEqual([]);
});

it('no style stands in the markup, where the policy of the page forbids it', () => {
  expect(found(/\sstyle="[^"]*"/g)).toEqual([]);
});

it('each layer knows only those below it', () => {
  const imports = (folder: string, others: RegExp) =>
    FILES.filter(({ name }) => name.startsWith(folder)).flatMap(({ name, text }) =>
      [...text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)]
        .map(([, plain, lazy]) => plain ?? lazy ?? '')
        .filter((path) => others.test(path))
        .map((path) => `${name}: ${path}`),
    );
  expect(imports('protocol/', /\/(state|view|words|markdown)\/|solid-js|^idb$/)).toEqual([]);
  expect(imports('state/', /\/(view|words|markdown)\/|solid-js|marked|dompurify/)).toEqual([]);
  expect(imports('markdown/', /\/(state|view|words)\//)).toEqual([]);
});

it('what must work without encryption asks for nothing that needs it', () => {
  const secure = /crypto\.(randomUUID|subtle)\b|navigator\.(locks|clipboard|mediaDevices)\b/g;
  const asked = found(secure).map((each) => each.split(':')[0]);
  // These look first whether it is there.
  expect([...new Set(asked)].sort()).toEqual([
    'state/browser.ts',
    'view/clipboard.ts',
    'view/files/carrier.ts',
    'view/files/recording.ts',
  ]);
});
