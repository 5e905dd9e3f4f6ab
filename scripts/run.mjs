// Runs `npm start`, `npm test` and the other scripts of package.json after installing and building what has changed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [task, ...args] = process.argv.slice(2);

/** Prints a step and the seconds since the start. The standard output is that of the command only. */
const step = (text) => console.error(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${text}`);

function run(command, params, options) {
  const { status, error } = spawnSync(command, params, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const node = (...params) => run(process.execPath, params);

/** Returns the path of the script of a tool that is installed in node_modules. */
function tool(name) {
  const { bin } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return join(root, 'node_modules', name, typeof bin === 'string' ? bin : Object.values(bin)[0]);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`psutil needs Node.js 20.19 or newer, but this is ${process.versions.node}: install a newer version`);
  process.exit(1);
}

/**
 * Installs the packages of the package-lock.json of a directory, unless the lock file has not changed since the last
 * installation.
 */
function install(directory = '.') {
  const stamp = join(root, directory, 'node_modules/.installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, directory, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  step(`installing the packages of ${join(directory, 'package-lock.json')}`);
  const params = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  const options = { cwd: join(root, directory) };
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...params], options);
  else run('npm', params, { ...options, shell: process.platform === 'win32' });
  writeFileSync(stamp, lock);
}

/** Prints a line of turbo's output, unless it concerns turbo itself or a task whose inputs have not changed. */
function printTurboLine(line) {
  const { name, text } = /^(?<name>@psutil\/\w+:[\w:]+): (?<text>.*)$/.exec(line)?.groups ?? {};
  if (!text?.trim() || text.startsWith('cache hit')) return false;
  const isStart = /^cache (miss|bypass)/.test(text);
  step(isStart ? name.replace(':', ': npm run ') : text.trim());
  return !isStart;
}

/**
 * Runs a task in the packages whose inputs have changed since the last build, with turbo. `build:native` compares its
 * inputs itself.
 */
async function build(...turboTasks) {
  const params = [tool('turbo'), 'run', ...turboTasks, '--output-logs=new-only', '--log-order=stream', '--ui=stream'];
  // npm prints no banner and no report of a failed script: the script has printed the error.
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', npm_config_loglevel: 'silent' };
  const turbo = spawn(process.execPath, params, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  const rest = [];
  let printed = false;
  for (const stream of [turbo.stdout, turbo.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      if (printTurboLine(line)) printed = true;
      else rest.push(line);
    });
  const [status] = await once(turbo, 'close');
  if (status === 0) return;
  if (!printed) console.error(rest.join('\n'));
  process.exit(status ?? 1);
}

const buildAll = () => build('build:native', 'build');

async function generate() {
  await build('build:native');
  node('packages/native/scripts/generate.mjs');
  await buildAll();
  node('packages/graphql/scripts/generate.mjs');
  node('scripts/readmes.mjs');
}

const vitest = (...params) => node(tool('vitest'), 'run', ...params);

const tasks = {
  build: buildAll,
  generate,
  start: async () => {
    await buildAll();
    process.argv = [process.execPath, 'psutil-graphql', 'serve', ...args];
    await import('../packages/graphql/dist/cli.js');
  },
  test: async () => {
    await buildAll();
    // Arguments select tests, possibly of the project `soak`.
    vitest(...(args.length === 0 ? ['--project=!soak'] : args));
  },
  'test:all': async () => {
    await buildAll();
    vitest(...args);
  },
  'test:wine': async () => {
    await buildAll();
    node('test/wine/run.mjs', ...args);
  },
  bench: async () => {
    await buildAll();
    node('test/bench/bench.mjs', ...args);
  },
  prebuild: () => node('packages/native/scripts/cross-compile/prebuild.mjs', ...args),
  fuzz: async () => {
    process.argv = [process.execPath, 'fuzz', ...args];
    await import('../test/fuzz/fuzz.mjs');
  },
  'release:pack': async () => {
    await buildAll();
    node('scripts/release/pack.mjs', ...args);
  },
  'release:dry-run': async () => {
    await buildAll();
    node('scripts/release/dry-run.mjs', ...args);
  },
  docs: async () => {
    await build('build');
    install('docs/.vitepress');
    step('building the site');
    node('docs/.vitepress/build.mjs', ...args);
  },
  lint: async () => {
    await buildAll();
    node('scripts/lint.mjs', ...args);
  },
};

checkNode();
install();
await tasks[task]();
