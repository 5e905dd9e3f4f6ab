// `npm start`, `npm test` and the other tasks of package.json: each installs and builds what is missing, once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [task, ...args] = process.argv.slice(2);

function run(command, given, options) {
  const { status, error } = spawnSync(command, given, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const node = (...given) => run(process.execPath, given);

/** Runs a tool that is installed in node_modules. */
function tool(name, given, options) {
  const { bin } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : Object.values(bin)[0];
  run(process.execPath, [join(root, 'node_modules', name, script), ...given], options);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`psutil needs Node.js 20.19 or newer and this is ${process.versions.node}: install a newer one.`);
  process.exit(1);
}

/** Installs what package-lock.json says, unless that is what was installed last. */
function install() {
  const stamp = join(root, 'node_modules/.installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // Nothing that is installed needs a script: what is compiled, `build` compiles.
  const given = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) node(npm, ...given);
  else run('npm', given, { shell: process.platform === 'win32' });
  writeFileSync(stamp, lock);
}

/** Builds what has changed: turbo knows. */
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
  // What npm pack prints is the name of the file that it makes.
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
  lint: () => {
    build('build');
    node('scripts/lint.mjs', ...args);
  },
};

checkNode();
install();
await tasks[task]();
