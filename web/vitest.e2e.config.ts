import { defineConfig } from 'vitest/config';

/** Whole browsers before whole servers, one file after the other: two cores are soon full. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', './surefire-report.ts'],
  },
});
