import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that share worker processes: they leave no state in the packages that another file could see. */
const shared = ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'];

/** Tests that load the machine for long, and those in a browser: `npm run test:all`. */
export const soak = [
  'test/docs/site.test.ts',
  'test/leak/**/*.test.ts',
  'test/graphql/{graphiql,load,subscriptions-load,transports-load,ui*}.test.ts',
  'test/live/linux/{fork-storm,process-churn,thread-pool}.test.ts',
];

const project = (name: string, groupOrder: number, test: object) => ({
  extends: true as const,
  test: { name, sequence: { groupOrder }, ...test },
});

export default defineConfig({
  test: {
    projects: [
      project('shared', 0, { include: shared, isolate: false }),
      project('isolated', 0, {
        include: ['test/**/*.test.ts'],
        // Those of scripted machines have a configuration of their own.
        exclude: [...configDefaults.exclude, ...shared, ...soak, 'test/machine/**'],
      }),
      // Groups run one after the other: the load of these tests would disturb the comparisons of the others.
      project('soak', 1, { include: soak }),
    ],
    // Node.js loads the packages, as in the programs of users.
    server: { deps: { external: [/\/packages\/\w+\/dist\//] } },
    reporters: ['default', './test/support/skip-reasons.ts', './test/support/slowest-files.ts'],
    // Most tests wait for other processes. The default leaves one CPU idle.
    maxWorkers: '100%',
    // The tests read the real machine, which may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
