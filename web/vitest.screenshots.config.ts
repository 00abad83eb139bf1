import { defineConfig } from 'vitest/config';

/** The pictures in docs/img, of a real browser before a real server. */
export default defineConfig({
  test: {
    include: ['e2e/screenshots.ts'],
    environment: 'node',
    testTimeout: 300_000,
    hookTimeout: 90_000,
  },
});
