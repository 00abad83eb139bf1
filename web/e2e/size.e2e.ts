import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const BUILT = join(import.meta.dirname, '../target/classes/web');
const MOST_BYTES = 130_000;

/** What the page loads before it shows anything, with all that it loads in turn. */
function firstLoad(): string[] {
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
  return [...found];
}

it('the first load of script and style is at most 130 kB, compressed', () => {
  const files = firstLoad();
  expect(files.length).toBeGreaterThan(1);
  const sizes = files.map((name) => [name, gzipSync(readFileSync(join(BUILT, name))).length]);
  const sum = sizes.reduce((all, [, bytes]) => all + Number(bytes), 0);
  expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST_BYTES);
});
