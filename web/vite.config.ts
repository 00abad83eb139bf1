import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { fileList } from './file-list';

/** Everything lands in the jar under `web/`; `file-list` tells the server what is there. */
export default defineConfig({
  plugins: [solid(), fileList()],
  build: {
    outDir: 'target/classes/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // What a page may not do by its policy: scripts and styles inside of the document.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  // For work on the client: `npx vite` beside a running server.
  server: { proxy: { '/api': { target: 'http://127.0.0.1:5555', ws: true } } },
});
