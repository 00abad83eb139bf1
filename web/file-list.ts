import { readdirSync } from 'node:fs';
import type { Plugin } from 'vite';

const WORKER = 'sw.js';
const PLACE = '__FILES__';

/**
 * Writes `files.txt` beside the built files, one path a line: the server serves these and nothing
 * else. The service worker is given the same list.
 */
export function fileList(): Plugin {
  let copied: string[] = [];
  return {
    name: 'file-list',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      copied = readdirSync(config.publicDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(config.publicDir.length + 1));
    },
    generateBundle(_, bundle) {
      const names = [...Object.keys(bundle), ...copied].sort();
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk' || !worker.code.includes(PLACE)) {
        throw new Error(`${WORKER} has no place for the list of files.`);
      }
      const kept = names.filter((name) => name !== WORKER);
      worker.code = worker.code.replace(PLACE, JSON.stringify(kept));
      this.emitFile({ type: 'asset', fileName: 'files.txt', source: `${names.join('\n')}\n` });
    },
  };
}
