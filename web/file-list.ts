import type { Plugin } from 'vite';

/**
 * Writes `files.txt` beside the built files: one path a line, relative to it. The server serves
 * these and nothing else.
 */
export function fileList(): Plugin {
  return {
    name: 'file-list',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const names = Object.keys(bundle).sort();
      this.emitFile({ type: 'asset', fileName: 'files.txt', source: `${names.join('\n')}\n` });
    },
  };
}
