import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { examplesDirectory } from '../support/examples.ts';
import { needsShell, root, tool } from '../support/run.ts';
import { control } from './examples/control.ts';
import { defineTests } from './examples/define.ts';
import { devices } from './examples/devices.ts';
import { embed } from './examples/embed.ts';
import { machine } from './examples/machine.ts';
import { opened } from './examples/opened.ts';
import { processes } from './examples/processes.ts';
import { refused } from './examples/refused.ts';

const examples = readdirSync(examplesDirectory).filter((name) => name.endsWith('.js'));
const checks = { ...machine, ...devices, ...processes, ...opened, ...control, ...embed };

test('every example has a test', () => {
  expect(Object.keys(checks).sort()).toEqual(examples.sort());
});

test('the examples pass the type check', () => {
  expect(() => tool(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'docs/examples')).not.toThrow();
});

const page = readFileSync(join(examplesDirectory, 'README.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ['));

/** Runs an example in a worker thread, which starts faster than a process. */
async function runInWorker(name: string, ...argv: readonly string[]) {
  const worker = new Worker(join(examplesDirectory, name), { argv: [...argv], stdout: true, stderr: true });
  const exit = once(worker, 'exit');
  const [stdout, stderr] = await Promise.all([text(worker.stdout), text(worker.stderr)]);
  return { status: (await exit)[0], stdout, stderr };
}

/** Calls a function for each item, two at a time. */
async function forEachOf<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const work = async () => {
    for (const item of queue) await action(item);
  };
  await Promise.all([work(), work()]);
}

test('every example prints its usage, which the README contains, for --help, and refuses wrong arguments', async () => {
  const expected: string[] = [];
  await forEachOf(examples, async (name) => {
    const help = await runInWorker(name, '--help');
    const [usage = ''] = help.stdout.split('\n');
    expect(help).toEqual({ status: 0, stdout: expect.stringContaining('  --help  '), stderr: '' });
    expect(usage).toMatch(new RegExp(`^usage: ${name}( |$)`));
    for (const args of ['--no-such-option', ...(refused[name] ?? [])].map((line) => line.split(' ').filter(Boolean))) {
      const { stderr, ...result } = await runInWorker(name, ...args);
      expect({ args, ...result }).toEqual({ args, status: 2, stdout: '' });
      expect(stderr.split('\n').slice(0, 2)).toEqual([expect.stringMatching(`^${name}: .`), usage]);
    }
    const synopsis = usage.slice(`usage: ${name}`.length).trim().replaceAll('|', '\\|');
    expected.push(`| [${name}](${name}) | ${synopsis === '' ? '' : `\`${synopsis}\` `}| `);
  });
  const starts = rows.map((row) => row.replace(/(?<=\| )[^|]+\|$/, ''));
  expect(starts.sort()).toEqual(expected.sort());
});

test('an example ends silently when the reader of its output has closed the pipe', (context) => {
  needsShell(context);
  const script = '{ "$0" docs/examples/ps.js -e; echo "status $?" >&2; } | true';
  const { stderr } = spawnSync('sh', ['-c', script, process.execPath], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('status 141\n'); // as after SIGPIPE
});

defineTests({ ...machine, ...devices, ...embed }); // and the others in examples-processes.test.ts
