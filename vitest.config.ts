import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    benchmark: { include: ['test/bench/**/*.bench.ts'] },
    reporters: ['default', './test/support/skip-reasons.ts'],
    // The real machine is asked, which may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
