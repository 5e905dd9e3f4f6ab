import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { closure, Packed } from '../support/packed.ts';
import { tool } from '../support/run.ts';

const name = '@psutil/memory';

let packed: Packed;
let registry: string;
beforeAll(() => {
  packed = new Packed();
  registry = tool('npm', 'config', 'get', 'registry').trim();
}, 120_000);
afterAll(() => packed.remove());

/** Returns a package.json whose dependency is a packed package. */
const manifest = (more: object) =>
  JSON.stringify({ name: 'user', private: true, dependencies: { [name]: `file:${packed.tarball(name)}` }, ...more });

type Tarballs = Readonly<Record<string, string>>;
type Files = Readonly<Record<string, string>>;

/** A package manager: its script, arguments, and the files with which the tarballs replace published packages. */
interface Manager {
  readonly script: string;
  readonly install: readonly string[];
  /** Arguments before the name of the program to run; without them, `node` runs it. */
  readonly run?: readonly string[];
  readonly files: (tarballs: Tarballs) => Files;
}

const yarn4 = (nodeLinker: string): Manager => ({
  script: '@yarnpkg/cli-dist/bin/yarn.js',
  install: ['install', '--no-immutable'],
  run: ['node'],
  files: (resolutions) => ({
    'package.json': manifest({ resolutions }),
    'yarn.lock': '',
    '.yarnrc.yml': JSON.stringify({ nodeLinker, enableTelemetry: false, npmRegistryServer: registry }),
  }),
});

const managers: Readonly<Record<string, Manager>> = {
  'npm 10': {
    script: 'npm/bin/npm-cli.js',
    install: ['install', '--no-audit', '--no-fund'],
    files: ({ [name]: _, ...overrides }) => ({ 'package.json': manifest({ overrides }) }),
  },
  'pnpm 12': {
    script: 'pnpm/bin/pnpm.mjs',
    install: ['install', '--store-dir=store'],
    files: (overrides) => ({ 'package.json': manifest({}), 'pnpm-workspace.yaml': JSON.stringify({ overrides }) }),
  },
  'Yarn 1': {
    script: 'yarn/bin/yarn.js',
    install: ['install', '--non-interactive', '--cache-folder=cache'],
    files: (resolutions) => ({ 'package.json': manifest({ resolutions }) }),
  },
  'Yarn 4': yarn4('node-modules'),
  "Yarn 4 with Plug'n'Play": yarn4('pnp'),
};

const program = `import { virtualMemory } from '${name}'; console.log(virtualMemory().total > 0);`;

test.for(Object.entries(managers))('%s installs packages that load the binary', ([, manager], context) => {
  needsConsumers(context);
  const cwd = mkdtempSync(join(tmpdir(), 'psutil-manager-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const tarballs = Object.fromEntries(closure(name).map((each) => [each, `file:${packed.tarball(each)}`]));
  const files = { ...manager.files(tarballs), 'use.mjs': program };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(cwd, file), content);
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm_|NODE_ENV|CI$)/.test(key)));
  const node = (...args: readonly string[]) => execFileSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
  const script = join(consumers, 'node_modules', manager.script);
  node(script, ...manager.install);
  expect(manager.run ? node(script, ...manager.run, 'use.mjs') : node('use.mjs')).toBe('true\n');
});
