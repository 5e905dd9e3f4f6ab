import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/run.ts';

const [major] = process.versions.node.split('.').map(Number) as [number];
const permission = major < 22 ? '--experimental-permission' : '--permission';

/** The flags with which the packages can be imported and read everything; see the README of `@psutil/native`. */
const readFlags = ['--allow-addons', `--allow-fs-read=${root}*`];

/** The directories that an import reads, without that of the binary. */
const directoriesWithoutBinary = readdirSync(join(root, 'packages'))
  .flatMap((name) => [`packages/${name}/dist/*`, `packages/${name}/package.json`])
  .concat('packages/native/binding.cjs', 'packages/native/libc.cjs', 'node_modules/*', 'package.json')
  .map((path) => `--allow-fs-read=${join(root, path)}`);

const optionsOf = (flags: readonly string[], code: string) =>
  ['--no-warnings', permission, ...flags, '--input-type=module', '-e', code] as const;

const execOptions = { cwd: root, encoding: 'utf8', timeout: 50_000 } as const;

/** Runs code with these flags and returns its output. */
const run = (flags: readonly string[], code: string): string =>
  execFileSync(process.execPath, optionsOf(flags, code), { ...execOptions, stdio: ['ignore', 'pipe', 'pipe'] });

const read = `
  import { cpuTimes, Process, virtualMemory } from '@psutil/psutil';
  import { processIter } from '@psutil/psutil/promises';
  const own = new Process();
  for await (const each of processIter({ attrs: ['name', 'exe'] })) void each;
  process.stdout.write((own.pid === process.pid) + ' ' + typeof cpuTimes().user + ' ' + (virtualMemory().total > 0));`;

test('with the permission model, the documented flags suffice to import the packages and to read', () => {
  expect(run(readFlags, read)).toBe('true number true');
});

const native = join(root, 'packages/native/');

test.for([
  ['--allow-addons', [`--allow-fs-read=${root}*`]],
  ['permission to read the binary', ['--allow-addons', ...directoriesWithoutBinary]],
] as const)('with the permission model and without %s, calls fail with an error that names all flags', ([, flags]) => {
  const { status, stderr } = spawnSync(process.execPath, optionsOf(flags, read), execOptions);
  expect(status).toBe(1);
  expect(stderr).toContain('cannot load the @psutil/native binary');
  expect(stderr).toContain(`requires --allow-addons --allow-fs-read=${native}*`);
});

test('with --no-addons, calls fail with an error that names the flag', () => {
  const args = ['--no-addons', '--input-type=module', '-e', read];
  const { stderr } = spawnSync(process.execPath, args, execOptions);
  expect(stderr).toContain('remove the flag --no-addons');
});

const popen = `
  import { Popen } from '@psutil/psutil';
  try {
    const child = new Popen([process.execPath, '-e', '']);
    process.stdout.write(String(await child.wait()));
  } catch ({ code, permission }) {
    process.stdout.write(code + ' ' + permission);
  }`;

test('with the permission model, Popen requires --allow-child-process', () => {
  expect(run(readFlags, popen)).toBe('ERR_ACCESS_DENIED ChildProcess');
  expect(run([...readFlags, '--allow-child-process'], popen)).toBe('0');
});

const worker = `
  import { Worker } from 'node:worker_threads';
  const code = "import('@psutil/psutil').then(({ pids }) => process.stdout.write(String(pids().length > 0)))";
  try {
    new Worker(code, { eval: true });
  } catch ({ code, permission }) {
    process.stdout.write(code + ' ' + permission);
  }`;

test('with the permission model, the packages can be imported in a worker thread with --allow-worker', () => {
  expect(run(readFlags, worker)).toBe('ERR_ACCESS_DENIED WorkerThreads');
  expect(run([...readFlags, '--allow-worker'], worker)).toBe('true');
});
