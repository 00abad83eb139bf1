import { defineConfig } from 'vitest/config';

/** Figures of the browser client: `./klatch bench web`. */
export default defineConfig({
  test: {
    include: ['e2e/measure/*.measure.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 90_000,
    reporters: ['default'],
  },
});
