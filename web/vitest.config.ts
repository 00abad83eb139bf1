import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

/** Units: no server and no browser. Files that need a document begin with its comment. */
export default defineConfig({
  plugins: [solid()],
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    reporters: ['default', './surefire-report.ts'],
  },
});
