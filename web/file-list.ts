import { readdirSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Writes `files.txt` beside the built files: one path a line, relative to it. The server serves
 * these and nothing else.
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
      this.emitFile({ type: 'asset', fileName: 'files.txt', source: `${names.join('\n')}\n` });
    },
  };
}
