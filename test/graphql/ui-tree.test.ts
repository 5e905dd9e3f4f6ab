import { expect, test } from 'vitest';
import { type Column, columns } from '../../packages/graphql/ui/columns.ts';
import { escapeInvisible } from '../../packages/graphql/ui/escape.ts';
import { formatBytes, formatDuration, formatPercent } from '../../packages/graphql/ui/format.ts';
import type { Process } from '../../packages/graphql/ui/process.ts';
import { buildRows, kernelSubtrees, type TableView } from '../../packages/graphql/ui/process-tree.ts';

const createProcess = (pid: number, ppid: number | null, fields: Partial<Process> = {}): Process => ({
  id: `x-${pid}`,
  pid,
  ppid,
  name: `p${pid}`,
  username: 'me',
  status: 'SLEEPING',
  numThreads: 1,
  cpuPercent: 0,
  memoryInfo: { rss: pid },
  cmdline: null,
  isKernelProcess: false,
  ...fields,
});

const findColumn = (id: string) => columns.find((column) => column.id === id) as Column;

/** The PIDs of the rows, each indented by a dot for each level below the root. */
const rowPids = (processes: readonly Process[], view: Partial<TableView> = {}) =>
  buildRows(processes, {
    isTree: true,
    column: findColumn('pid'),
    isDescending: false,
    search: '',
    collapsed: new Set(),
    ...view,
  }).map(({ process, level }) => `${'.'.repeat(level - 1)}${process.pid}`);

const snapshot = [
  createProcess(1, 0),
  createProcess(2, 1),
  createProcess(3, 1),
  createProcess(4, 2, { cpuPercent: 9 }),
  createProcess(5, 99),
];

test('buildRows() places children below their parent, and a process without a listed parent at the root', () => {
  expect(rowPids(snapshot)).toEqual(['1', '.2', '..4', '.3', '5']);
  expect(rowPids(snapshot, { isDescending: true })).toEqual(['5', '1', '.3', '.2', '..4']);
});

test('buildRows() does not treat a process with an unknown parent as a child of PID 0', () => {
  expect(rowPids([createProcess(0, 0), createProcess(1, 0), createProcess(2, null)])).toEqual(['0', '.1', '2']);
});

test('buildRows() sorts a subtree by the maximum of a quantity in it', () => {
  const view = { column: findColumn('cpu'), isDescending: true };
  expect(rowPids(snapshot, view)).toEqual(['1', '.2', '..4', '.3', '5']);
  const busy = [...snapshot, createProcess(6, 5, { cpuPercent: 10 })];
  expect(rowPids(busy, view)).toEqual(['5', '.6', '1', '.2', '..4', '.3']);
});

test('buildRows() hides the children of a collapsed process unless they match the search', () => {
  const collapsed = new Set(['x-2']);
  expect(rowPids(snapshot, { collapsed })).toEqual(['1', '.2', '.3', '5']);
  expect(rowPids(snapshot, { collapsed, search: 'P4' })).toEqual(['1', '.2', '..4']);
  expect(rowPids(snapshot, { search: 'p4', isTree: false })).toEqual(['4']);
});

test('buildRows() sorts unknown values first, and returns a list without levels', () => {
  const named = [
    createProcess(1, 0, { name: 'b' }),
    createProcess(2, 1, { name: null }),
    createProcess(3, 1, { name: 'A' }),
  ];
  expect(rowPids(named, { column: findColumn('name'), isTree: false })).toEqual(['2', '3', '1']);
});

test('buildRows() returns every process once if parents form a cycle', () => {
  const cycle = [
    createProcess(1, 3),
    createProcess(2, 1),
    createProcess(3, 2),
    createProcess(4, 4),
    createProcess(5, 0),
  ];
  const pids = rowPids(cycle).map((row) => Number(row.replaceAll('.', '')));
  expect(pids.toSorted()).toEqual([1, 2, 3, 4, 5]);
});

test('buildRows() does not overflow the stack on a chain of 5000 processes', () => {
  const chain = Array.from({ length: 5000 }, (_, index) => createProcess(index + 1, index));
  expect(rowPids(chain, { column: findColumn('cpu'), isDescending: true })).toHaveLength(5000);
  expect(rowPids(chain, { search: '5000' })).toHaveLength(5000);
});

test('kernelSubtrees() returns the kernel processes that have only kernel processes as children', () => {
  const kernel = { isKernelProcess: true };
  const kthreadd = [createProcess(1, 0), createProcess(2, 0, kernel), createProcess(3, 2, kernel), createProcess(4, 1)];
  expect([...kernelSubtrees(kthreadd)]).toEqual(['x-2']);
  const kernelTask = [createProcess(0, 0, kernel), createProcess(1, 0), createProcess(5, 0, kernel)];
  expect([...kernelSubtrees(kernelTask)]).toEqual([]);
  const unknown = [createProcess(1, 0), createProcess(2, 0, { isKernelProcess: null }), createProcess(3, 2, kernel)];
  expect([...kernelSubtrees(unknown)]).toEqual([]);
});

test('escapeInvisible() escapes control, format, surrogate and separator characters', () => {
  expect(escapeInvisible('a\u0000b\n\u202e\u200d\ud800\u2028é漢👍')).toBe(
    'a\\u{0}b\\u{a}\\u{202e}\\u{200d}\\u{d800}\\u{2028}é漢👍',
  );
});

test.for([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '0.98 KiB'],
  [1536, '1.50 KiB'],
  [1024 ** 2, '1.00 MiB'],
  [10.5 * 1024 ** 3, '10.5 GiB'],
  [2 ** 53, '8.00 PiB'],
] as const)('formatBytes(%d) returns %s', ([value, text]) => {
  expect(formatBytes(value)).toBe(text);
});

test('formatPercent() rounds to at most three digits', () => {
  expect([formatPercent(0), formatPercent(99.94), formatPercent(100)]).toEqual(['0.0 %', '99.9 %', '100 %']);
});

test('formatDuration() uses the two largest units, and 0 for a negative duration', () => {
  const durations = [59, 61, 3 * 3600, 90_000, -1];
  expect(durations.map(formatDuration)).toEqual(['59 s', '1 min 1 s', '3 h 0 min', '1 d 1 h', '0 s']);
});
