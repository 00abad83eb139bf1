import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const BUILT = join(import.meta.dirname, '../target/classes/web');
const MOST_BYTES = 130_000;

/** A part that is loaded when it is needed, by the name of its chunk, with its style. */
function part(name: string): string[] {
  const found = readdirSync(join(BUILT, 'assets')).filter((each) => each.startsWith(`${name}-`));
  expect(found.length, name).toBeGreaterThan(0);
  return found.map((each) => `assets/${each}`);
}

/** What the page loads before it shows anything, and these parts, with all that they load in turn. */
function load(...parts: readonly string[]): string[] {
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
  const names = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)];
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    if (!name.endsWith('.js')) return;
    const source = readFileSync(join(BUILT, name), 'utf8');
    const imports = source.matchAll(
      /(?:^|[;\n])import\s*(?:[^"'`()]*?from)?\s*["'`]\.\/([^"'`]+)/g,
    );
    for (const [, file] of imports) add(`assets/${file}`);
  };
  for (const [, name] of names) if (name !== undefined) add(name);
  for (const name of parts.flatMap(part)) add(name);
  return [...found];
}

it.each([
  ['who is in already', load()],
  ['who stands at the entrance', load('entrance', 'text-field')],
])('the first load of script and style is at most 130 kB, compressed, for %s', (_, files) => {
  expect(files.length).toBeGreaterThan(1);
  const sizes = files.map((name) => [name, gzipSync(readFileSync(join(BUILT, name))).length]);
  const sum = sizes.reduce((all, [, bytes]) => all + Number(bytes), 0);
  expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST_BYTES);
});
