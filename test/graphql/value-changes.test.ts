import type { ProcessEntry } from '@psutil/process/table';
import { expect, test } from 'vitest';
import { changeDetectionOf } from '../../packages/graphql/dist/live/value-changes.js';

const selected = (type: string, name: string, returns: string) => ({ type, name, returns, args: () => ({}) });
const selection = [
  selected('ProcessChanges', 'changed', 'Process'),
  selected('Process', 'id', 'ID'),
  selected('Process', 'name', 'String'),
  selected('Process', 'memoryInfo', 'ProcessMemoryInfo'),
  selected('ProcessMemoryInfo', 'rss', 'SafeInt'),
  selected('Process', 'cmdline', 'String'),
];

/** Returns a process of which `name` fails if it is undefined. */
const processWith = (values: Readonly<Record<string, unknown>>, code = 'ENOENT') =>
  ({
    raw: (name: string) => (values[name] === undefined ? { failure: { code } } : { value: values[name] }),
  }) as unknown as ProcessEntry;

const values = { name: 'a', memoryInfo: { rss: 1, vms: 2 }, cmdline: ['a', 'b'] };

test.for([
  ['equal values', values, false],
  ['another value that is not selected', { ...values, memoryInfo: { rss: 1, vms: 3 } }, false],
  ['another property that is selected', { ...values, memoryInfo: { rss: 2, vms: 2 } }, true],
  ['another text', { ...values, name: 'b' }, true],
  ['another element of a list', { ...values, cmdline: ['a', 'c'] }, true],
  ['a longer list', { ...values, cmdline: ['a', 'b', 'c'] }, true],
  ['an error', { ...values, name: undefined }, true],
] as const)('a process with %s has changed or not', ([, after, expected]) => {
  const { hasChanged } = changeDetectionOf(selection);
  expect(hasChanged(processWith(values), processWith(after))).toBe(expected);
});

test('an error has changed if its record has', () => {
  const { hasChanged } = changeDetectionOf(selection);
  const failing = (code: string) => processWith({ ...values, name: undefined }, code);
  expect(hasChanged(failing('EACCES'), failing('EACCES'))).toBe(false);
  expect(hasChanged(failing('EACCES'), failing('ENOENT'))).toBe(true);
});

test('processes always count as changed if values of other processes are selected', () => {
  for (const extra of [selected('Process', 'parent', 'Process'), selected('Process', 'rlimit', 'Rlimit')]) {
    const { hasChanged, key } = changeDetectionOf([...selection, extra]);
    expect(hasChanged(processWith(values), processWith(values))).toBe(true);
    expect(key).toBe('');
  }
});
