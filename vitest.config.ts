import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Node.js loads the packages, as in the programs of users.
    server: { deps: { external: [/\/packages\/\w+\/dist\//] } },
    reporters: ['default', './test/support/skip-reasons.ts'],
    // The tests read the real machine, which may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
