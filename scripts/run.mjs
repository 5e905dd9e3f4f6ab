// Runs `npm start`, `npm test` and the other scripts of package.json after installing and building what has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [task, ...args] = process.argv.slice(2);

function run(command, params, options) {
  const { status, error } = spawnSync(command, params, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const node = (...params) => run(process.execPath, params);

/** Runs a tool that is installed in node_modules. */
function tool(name, params, options) {
  const { bin } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : Object.values(bin)[0];
  run(process.execPath, [join(root, 'node_modules', name, script), ...params], options);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`psutil needs Node.js 20.19 or newer, but this is ${process.versions.node}: install a newer version`);
  process.exit(1);
}

/** Installs the packages of package-lock.json, unless the lock file has not changed since the last installation. */
function install() {
  const stamp = join(root, 'node_modules/.installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // No installed package needs its scripts; `build` compiles the addon.
  const params = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) node(npm, ...params);
  else run('npm', params, { shell: process.platform === 'win32' });
  writeFileSync(stamp, lock);
}

/** Builds the packages that have changed since the last build, with turbo. */
function build(turboTask, options) {
  process.env.TURBO_TELEMETRY_DISABLED = '1';
  tool('turbo', ['run', turboTask, '--output-logs=new-only', '--log-order=grouped', '--ui=stream'], options);
}

async function generate() {
  build('build:native');
  node('packages/native/scripts/generate.mjs');
  build('build');
  const { schemaWithMutations } = await import('../packages/graphql/dist/index.js');
  const { printSchemaWithDirectives } = await import('@graphql-tools/utils');
  writeFileSync(join(root, 'packages/graphql/schema.graphql'), `${printSchemaWithDirectives(schemaWithMutations)}\n`);
}

const tasks = {
  build: () => build('build'),
  generate,
  // The output of `npm pack` is the name of the tarball only.
  prepack: () => build('build', { stdio: ['ignore', 2, 2] }),
  start: async () => {
    build('build');
    process.argv = [process.execPath, 'psutil-graphql', 'serve', ...args];
    await import('../packages/graphql/dist/cli.js');
  },
  test: () => {
    build('build');
    tool('vitest', ['run', ...args]);
  },
  bench: () => {
    build('build');
    node('test/bench/bench.mjs', ...args);
  },
  fuzz: async () => {
    process.argv = [process.execPath, 'fuzz', ...args];
    await import('../test/fuzz/fuzz.mjs');
  },
  lint: () => {
    build('build');
    node('scripts/lint.mjs', ...args);
  },
};

checkNode();
install();
await tasks[task]();
