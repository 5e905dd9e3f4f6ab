import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { closure, Packed } from '../support/packed.ts';
import { needsShell, root, tool } from '../support/run.ts';
import { bun, deno, needsRuntime, otherNodes, type Runtime, thisNode } from '../support/runtimes.ts';

const names = ['@psutil/psutil', '@psutil/memory'];
const manifest = { name: 'user', version: '1.0.0', license: 'MIT' };
const otherSystem = { os: ['darwin'], cpu: ['arm64'] };
const dependencies = Object.fromEntries(names.map((name) => [name, '0.0.0']));

/** A package manager: its script and the arguments of its commands. */
interface Manager {
  readonly script: string;
  readonly add: readonly string[];
  /** Writes a lock file on another system, and installs from it on this one. */
  readonly lock?: readonly string[];
  readonly install?: readonly string[];
  readonly config?: (system: object) => Readonly<Record<string, string>>;
  /** Lines of the output that are warnings. */
  readonly warning: RegExp;
  readonly usesPnp?: true;
}

// The settings of the user who runs the tests are not settings of the packages.
const warning = /^(?!.*Unknown user config).*(warn|deprecat|script|node-gyp rebuild)/im;

const npm = (script: string, os: string, cpu: string): Manager => ({
  script,
  add: ['install', '--no-audit', '--no-fund'],
  lock: ['install', '--package-lock-only', '--no-audit', `--os=${os}`, `--cpu=${cpu}`],
  install: ['ci', '--omit=dev', '--no-audit'],
  warning,
});

const yarn4 = (nodeLinker: string): Manager => ({
  script: '@yarnpkg/cli-dist/bin/yarn.js',
  add: ['add'],
  lock: ['install', '--mode=update-lockfile'],
  install: ['install', '--immutable'],
  config: (system) => ({
    '.yarnrc.yml': JSON.stringify({
      nodeLinker,
      enableTelemetry: false,
      enableGlobalCache: false,
      npmRegistryServer: defaultRegistry,
      npmScopes: { psutil: { npmRegistryServer: registry.url } },
      // Yarn does not install a version in the first days after its release.
      npmPreapprovedPackages: ['@psutil/*'],
      unsafeHttpWhitelist: ['127.0.0.1'],
      ...system,
    }),
  }),
  // Yarn prints these codes for every package, and YN0092 for every ECMAScript module with Plug'n'Play.
  warning: /YN(?!0000|0013|0085|0092)\d+/,
});

const managers: Readonly<Record<string, Manager>> = {
  'npm 10': npm('npm/bin/npm-cli.js', 'win32', 'x64'),
  'npm 11': npm('npm-11/bin/npm-cli.js', 'darwin', 'arm64'),
  'pnpm 12': {
    script: 'pnpm/bin/pnpm.mjs',
    add: ['add', '--store-dir=store'],
    lock: ['install', '--lockfile-only', '--os=darwin', '--cpu=arm64'],
    install: ['install', '--frozen-lockfile', '--store-dir=store'],
    warning,
  },
  'Yarn 1': { script: 'yarn/bin/yarn.js', add: ['add', '--non-interactive', '--cache-folder=cache'], warning },
  'Yarn 4': yarn4('node-modules'),
  "Yarn 4 with Plug'n'Play": { ...yarn4('pnp'), usesPnp: true },
};

interface Registry {
  readonly url: string;
  readonly npmrc: string;
  stop(): void;
}

let directory: string;
let registry: Registry;
let defaultRegistry: string;
/** The output of each package manager in its directory. */
const outputs = new Map<string, string>();
const directoryOf = (name: string) => join(directory, name.replaceAll(/\W+/g, '-'));

const verdaccio = join(root, '.cache/verdaccio/node_modules');
const run = promisify(execFile);

/** Runs a program without a compiler in its path. */
async function execute(cwd: string, file: string, ...args: readonly string[]) {
  const kept = Object.entries(process.env).filter(([key]) => !/^(npm_|NODE_ENV|CI$)/.test(key));
  const env = { ...Object.fromEntries(kept), PATH: join(directory, 'bin'), NO_PROXY: '127.0.0.1' };
  return run(file, args, { cwd, env, timeout: 100_000 });
}

const manage = (cwd: string, { script }: Manager, ...args: readonly string[]) =>
  execute(cwd, process.execPath, join(consumers, 'node_modules', script), ...args);

/** Starts a registry, and publishes the packages to it. */
async function publish(): Promise<void> {
  const { startRegistry } = await import(new URL('../../scripts/release/registry.mjs', import.meta.url).href);
  registry = await startRegistry(join(directory, 'registry'));
  writeFileSync(join(directory, '.npmrc'), registry.npmrc);
  const packed = new Packed();
  const publishOne = (name: string) => run('npm', ['publish', packed.tarball(name)], { cwd: directory });
  await Promise.all(closure('@psutil/psutil').map(publishOne)).finally(() => packed.remove());
}

function writeFiles(path: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
}

/** Creates the directory of a user of a package manager. */
function createProject(path: string, content: object, files: Readonly<Record<string, string>> = {}): void {
  mkdirSync(path);
  writeFiles(path, { 'package.json': JSON.stringify(content), '.npmrc': registry.npmrc, 'yarn.lock': '', ...files });
}

async function add(name: string, manager: Manager): Promise<void> {
  createProject(directoryOf(name), manifest, manager.config?.({}));
  const { stdout, stderr } = await manage(directoryOf(name), manager, ...manager.add, ...names);
  outputs.set(name, stdout + stderr);
}

beforeAll(async () => {
  if (!existsSync(verdaccio) || !existsSync(join(consumers, 'package.json'))) return;
  directory = mkdtempSync(join(tmpdir(), 'psutil-managers-'));
  mkdirSync(join(directory, 'bin'));
  symlinkSync(process.execPath, join(directory, 'bin/node'));
  symlinkSync('/bin/sh', join(directory, 'bin/sh'));
  defaultRegistry = tool('npm', 'config', 'get', 'registry').trim();
  await publish();
  await Promise.all(Object.entries(managers).map(([name, manager]) => add(name, manager)));
}, 120_000);

afterAll(() => {
  registry?.stop();
  if (directory) rmSync(directory, { recursive: true, force: true });
});

function needsManagers(context: TestContext): void {
  needsShell(context);
  needsConsumers(context);
  context.skip(!existsSync(verdaccio), 'verdaccio is not in .cache/verdaccio, into which .ci/run installs it');
}

test.for(Object.entries(managers))('%s installs the packages without a warning', ([name, { warning }], context) => {
  needsManagers(context);
  const output = outputs.get(name) ?? '';
  expect(output).not.toBe('');
  expect(output.split('\n').filter((line) => warning.test(line))).toEqual([]);
});

const check = `
const check = ([{ virtualMemory }, { cpuCount }, { pids }]) =>
  pids().then((all) => console.log(virtualMemory().total > 0 && cpuCount() > 0 && all.length > 0));
const names = ['@psutil/memory', '@psutil/psutil', '@psutil/psutil/promises'];
`;
const imports = 'Promise.all(names.map((name) => import(name))).then(check);\n';
const requires = 'check(names.map((name) => require(name)));\n';

/** Returns the lines that a CommonJS module that imports the packages prints; it also requires them, if possible. */
async function use(path: string, { script, usesPnp }: Manager, runtime: Runtime): Promise<readonly string[]> {
  // With Plug'n'Play, require() of an ECMAScript module fails in Node.js 20, which may be this version.
  const canRequire = !usesPnp || runtime !== thisNode;
  writeFileSync(join(path, 'app.cjs'), check + (canRequire ? requires : '') + imports);
  const yarn = usesPnp ? [join(consumers, 'node_modules', script), 'node'] : [];
  const { stdout } = await execute(path, runtime.file, ...yarn, ...runtime.args, 'app.cjs');
  return [...new Set(stdout.trim().split('\n'))];
}

const nodes = [thisNode, ...otherNodes];
const uses = Object.entries(managers).flatMap(([name, manager]) =>
  // Plug'n'Play is a loader of Node.js.
  (manager.usesPnp ? nodes : [...nodes, bun, deno]).map((runtime) => ({ name, manager, runtime })),
);

test.for(uses)('$runtime.name loads the packages installed by $name', async ({ name, manager, runtime }, context) => {
  needsManagers(context);
  needsRuntime(context, runtime);
  expect(await use(directoryOf(name), manager, runtime)).toEqual(['true']);
});

const locking = Object.entries(managers).filter(([, { lock }]) => lock);

test.for(locking)('%s installs from a lock file of another system', async ([name, manager], context) => {
  needsManagers(context);
  const path = `${directoryOf(name)}-locked`;
  createProject(path, { ...manifest, dependencies }, manager.config?.({ supportedArchitectures: otherSystem }));
  await manage(path, manager, ...(manager.lock ?? []));
  if (manager.config) writeFiles(path, manager.config({}));
  await manage(path, manager, ...(manager.install ?? []));
  expect(await use(path, manager, thisNode)).toEqual(['true']);
});
