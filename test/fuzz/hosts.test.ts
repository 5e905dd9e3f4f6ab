// Calls the functions of the public API on a captured machine whose files have been changed. The fuzz targets do the
// same for the native code alone.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LINUX } from '@psutil/native';
import * as sync from '@psutil/psutil';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { methodsOf } from '../support/outcome.ts';
import { functionsOf } from '../support/packages.ts';
import { root } from '../support/run.ts';
import { outcomeOf, problemOf } from './outcomes.ts';

const directory = mkdtempSync(join(tmpdir(), 'psutil-fuzz-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

cpSync(join(root, 'test/fixtures/linux-6.18'), directory, { recursive: true, verbatimSymlinks: true });
for (const [name, text] of [
  ['proc/1827/io', 'rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\n'],
  ['proc/loadavg', '0.10 0.20 0.30 1/100 1827\n'],
  ['proc/diskstats', '8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n'],
] as const) {
  writeFileSync(join(directory, name), text);
}

const host = {
  ...Object.fromEntries(['proc', 'sys', 'etc', 'run'].map((name) => [name, join(directory, name)])),
  root: directory,
};
/** The files that are changed: not those of the other processes, which nothing reads. */
const files = readdirSync(directory, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\/proc\/(2|10)$/.test(entry.parentPath))
  .map((entry) => join(entry.parentPath, entry.name));

type Call = (...args: unknown[]) => unknown;

/** Functions that take no host, or other arguments before it. */
const excluded: readonly string[] = ['diskUsage', 'killTree', 'pidExists', 'processEvents', 'supports', 'waitProcs'];
const functions = functionsOf(sync).filter(([name]) => !excluded.includes(name));

/** Methods that send signals, and those that wait. None of them acts on a process of another host. */
const acting: readonly string[] = ['kill', 'resume', 'sendSignal', 'suspend', 'terminate', 'wait'];

/** Calls all functions, and all methods of the captured process, on the host. */
async function problems(): Promise<string[]> {
  const calls = functions.map(([name, call]): [string, Call] => [name, () => call({ host })]);
  const created = await outcomeOf(() => new sync.Process(1827, { host }));
  if ('value' in created) {
    const process_ = created.value as Record<string, Call>;
    const names = methodsOf(process_).filter((name) => !acting.includes(name) && name !== 'rlimit');
    for (const name of names) calls.push([`Process.${name}`, () => process_[name]?.()]);
    calls.push(['memoryPercent', () => process_['memoryPercent']?.({ memtype: 'vms' })]);
  }
  const outcomes = await Promise.all(
    calls.map(async ([name, call]) => [name, problemOf(await outcomeOf(call))] as const),
  );
  return outcomes.flatMap(([name, problem]) => (problem === undefined ? [] : [`${name}: ${problem}`]));
}

const edges = [
  '0',
  '1',
  '-1',
  '',
  'x',
  '4294967296',
  '9007199254740993',
  '18446744073709551615',
  '99999999999999999999',
];

/** A change of a file: a number, or all text from that number on, becomes another text. */
const change = fc.record({
  file: fc.constantFrom(...files),
  index: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 60 })),
  replacement: fc.constantFrom(...edges),
  cut: fc.boolean(),
});

function changed(original: Buffer, { index, replacement, cut }: { index: number; replacement: string; cut: boolean }) {
  const numbers = [...original.toString('latin1').matchAll(/\d+/g)];
  const number = numbers[index % Math.max(1, numbers.length)];
  const start = number?.index ?? 0;
  const end = cut ? original.length : start + (number?.[0].length ?? 0);
  return Buffer.concat([original.subarray(0, start), Buffer.from(replacement), original.subarray(end)]);
}

const originals = new Map(files.map((file) => [file, readFileSync(file)]));

// The files are different, as a change of one of them mostly affects other functions than a change of another.
const changes = fc.uniqueArray(change, { minLength: 1, maxLength: 4, selector: ({ file }) => file });

test.skipIf(!LINUX)(
  'all functions return plain data or throw a documented error if files of a host change',
  async () => {
    const property = fc.asyncProperty(changes, async (each) => {
      for (const one of each) writeFileSync(one.file, changed(originals.get(one.file) as Buffer, one));
      expect(await problems()).toEqual([]);
    });
    property.afterEach(() => {
      for (const [file, original] of originals) writeFileSync(file, original);
    });
    await fc.assert(property, { numRuns: Number(process.env['FUZZ_RUNS'] ?? 100) });
  },
);
