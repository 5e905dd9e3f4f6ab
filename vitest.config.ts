import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The packages are loaded by Node itself, as users load them.
    server: { deps: { external: [/\/packages\/\w+\/dist\//] } },
    reporters: ['default', './test/support/skip-reasons.ts'],
    // The real machine is asked, which may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
