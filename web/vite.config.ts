import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { fileList } from './file-list.ts';

const SERVER = process.env.SERVER_URL ?? 'http://127.0.0.1:5555';

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
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/worker/service-worker.ts' },
      output: {
        // One file for all that the page begins with: many small ones are larger, and later.
        codeSplitting: {
          groups: [{ name: 'base', tags: ['$initial'], test: /^(?!.*\/worker\/)/ }],
        },
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
  // For work on the client: `npx vite` beside a running server, which takes it for its own page.
  server: { proxy: { '/api': { target: SERVER, ws: true, headers: { origin: SERVER } } } },
});
