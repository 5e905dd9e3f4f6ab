import { configDefaults, defineConfig } from 'vitest/config';
import base, { soak } from '../../vitest.config.ts';

const { projects: _, ...test } = base.test ?? {};

/** The portable tests that run in Node.js for Windows under Wine. */
export default defineConfig({
  test: {
    ...test,
    include: ['test/{contract,errors,live,graphql}/*.test.ts'],
    exclude: [...configDefaults.exclude, ...soak],
    // Most of the time is that of reading the packages from files.
    isolate: false,
  },
});
