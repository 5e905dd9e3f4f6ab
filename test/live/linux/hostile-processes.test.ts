import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { processIter } from '@psutil/process';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { spawnChild } from '../../support/children.ts';
import { compileProgram, compilerVersion } from '../../support/compile.ts';
import { temporaryDirectory } from '../../support/executable.ts';
import { forms, listOf } from '../../support/forms.ts';
import { needs, script } from '../../support/run.ts';

/** Starts the program and returns its PID when it has prepared its values. */
async function startHostile(context: TestContext, ...args: readonly string[]): Promise<number> {
  needs(context, ...compilerVersion);
  const directory = temporaryDirectory();
  chmodSync(directory, 0o777);
  const program = compileProgram('hostile_process');
  const child = spawn(program, args, { cwd: directory, stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [output] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  expect(String(output)).toBe('ready\n');
  return child.pid as number;
}

const mebibyte = 2 ** 20;

interface Reading {
  /** Number of arguments or variables of the process. */
  readonly count: number;
  /** The sum of their lengths. */
  readonly length: number;
  /** Peak memory of the reading, in bytes. */
  readonly peak: number;
  /** Number of processes that were listed. */
  readonly listed: number;
  readonly names: readonly (string | null)[];
}

/** Reads an attribute of one process and of all processes in a program of its own. */
const readIn = (pid: number, attribute: 'cmdline' | 'environ'): Promise<Reading> =>
  script(`
  import { Process, processIter } from '@psutil/process';
  import { Process as AsyncProcess } from '@psutil/process/promises';
  const before = process.memoryUsage.rss();
  const value = new Process(${pid}).${attribute}();
  const later = await new AsyncProcess(${pid}).${attribute}();
  const words = (all) => (Array.isArray(all) ? all : Object.entries(all).flat());
  if (words(value).length !== words(later).length) throw new Error('the two forms differ');
  const all = [...processIter({ attrs: ['name', '${attribute}'] })];
  print({
    count: Object.keys(value).length,
    length: words(value).reduce((sum, { length }) => sum + length, 0),
    peak: process.resourceUsage().maxRSS * 1024 - before,
    listed: all.length,
    names: all.filter(({ pid }) => pid === ${pid}).map(({ info }) => info.name),
  });`);

// The arguments that execve(2) accepts at most: 6 MiB with a pointer of 8 bytes for each.
test.for([
  ['560 MiB of short arguments', 560, 'a\\0', Math.floor((6 * mebibyte) / 10)],
  ['32 MiB of NULs', 32, '\\0', Math.floor((6 * mebibyte) / 9)],
] as const)('cmdline() cuts off %s', async ([_, size, text, count], context) => {
  const pid = await startHostile(context, 'arguments', String(size * mebibyte), text);
  const reading = await readIn(pid, 'cmdline');
  expect(reading).toMatchObject({ count, names: ['hostile_process'] });
  expect(reading.length).toBeLessThan(6 * mebibyte);
  expect(reading.peak).toBeLessThan(300 * mebibyte);
  expect(reading.listed).toBeGreaterThan(1);
});

test('environ() cuts off 100 MiB of variables', async (context) => {
  const pid = await startHostile(context, 'environment', String(100 * mebibyte), 'NAME=value\\0');
  const reading = await readIn(pid, 'environ');
  expect(reading).toMatchObject({ count: 1, names: ['hostile_process'] });
  expect(reading.peak).toBeLessThan(300 * mebibyte);
});

test('a scan cuts off the arguments of many processes and returns those of their neighbors', async () => {
  const long = 'x'.repeat(100_000);
  const large = await Promise.all(
    Array.from({ length: 50 }, () =>
      spawnChild('sh', '-c', 'kill -STOP $$', ...Array.from({ length: 18 }, () => long)),
    ),
  );
  const small = await spawnChild('sh', '-c', 'kill -STOP $$', 'y'.repeat(16_000));
  const infos = new Map([...processIter({ attrs: ['cmdline'] })].map(({ pid, info }) => [pid, info.cmdline ?? []]));
  const lengths = large.map(({ pid }) => infos.get(pid)?.join(' ').length ?? 0);
  expect(lengths[0]).toBeGreaterThan(1_800_000);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(16_000);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(20 * mebibyte);
  expect(infos.get(small.pid)).toEqual(['sh', '-c', 'kill -STOP $$', 'y'.repeat(16_000)]);
});

test.for(forms)('%s: a path longer than PATH_MAX is too large, and a scan continues', async ([_, entry], context) => {
  const pid = await startHostile(context, 'directory');
  await expect((async () => new entry.Process(pid).cwd())()).rejects.toThrow(
    expect.objectContaining({ name: 'PsutilError', code: 'ERR_TOO_LARGE', pid }),
  );
  const all = await listOf(entry.processIter({ attrs: ['cwd'], adValue: 'unknown' }));
  expect(all.find((each) => each.pid === pid)?.info.cwd).toBe('unknown');
});
