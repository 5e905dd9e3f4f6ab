import { configDefaults, defineConfig } from 'vitest/config';
import base, { soak } from '../../vitest.config.ts';

const { projects: _, ...test } = base.test ?? {};
const system = process.env['PSUTIL_SCRIPTED_SYSTEM'];

/** The portable tests, and those of one system, on a scripted machine. */
export default defineConfig({
  test: {
    ...test,
    include: ['test/{contract,errors,machine}/*.test.ts', `test/machine/${system}/*.test.ts`],
    exclude: [...configDefaults.exclude, ...soak],
    setupFiles: ['test/machine/setup.ts'],
    // The addon reads the environment of the process, which worker threads cannot change.
    pool: 'forks',
    execArgv: ['--expose-gc'],
  },
});
