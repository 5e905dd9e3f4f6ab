import { expect, test } from 'vitest';
import { type Column, columns, findColumns, fitColumns } from '../../packages/graphql/ui/columns.ts';
import { escapeInvisible } from '../../packages/graphql/ui/escape.ts';
import { formatBytes, formatCpuTime, formatDuration, formatPercent } from '../../packages/graphql/ui/format.ts';
import { percentHeat, rateHeat } from '../../packages/graphql/ui/heat.ts';
import type { Process } from '../../packages/graphql/ui/process.ts';
import { groupings, groupRows } from '../../packages/graphql/ui/process-groups.ts';
import { historyOf, recordHistory } from '../../packages/graphql/ui/process-history.ts';
import { kernelSubtrees, treeRows } from '../../packages/graphql/ui/process-tree.ts';
import { listRows, rowValue, type TableView } from '../../packages/graphql/ui/rows.ts';

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

const defaultView: TableView = { column: findColumn('pid'), isDescending: false, search: '', toggled: new Set() };

/** The PIDs of the rows, each indented by a dot for each level below the root. */
const rowPids = (processes: readonly Process[], view: Partial<TableView> = {}, toRows = treeRows) =>
  toRows(processes, { ...defaultView, ...view }).map(({ process, level }) => `${'.'.repeat(level - 1)}${process?.pid}`);

const snapshot = [
  createProcess(1, 0),
  createProcess(2, 1),
  createProcess(3, 1),
  createProcess(4, 2, { cpuPercent: 9 }),
  createProcess(5, 99),
];

test('treeRows() places children below their parent, and a process without a listed parent at the root', () => {
  expect(rowPids(snapshot)).toEqual(['1', '.2', '..4', '.3', '5']);
  expect(rowPids(snapshot, { isDescending: true })).toEqual(['5', '1', '.3', '.2', '..4']);
});

test('treeRows() does not treat a process with an unknown parent as a child of PID 0', () => {
  expect(rowPids([createProcess(0, 0), createProcess(1, 0), createProcess(2, null)])).toEqual(['0', '.1', '2']);
});

test('treeRows() sorts a subtree by the maximum of a quantity in it', () => {
  const view = { column: findColumn('cpu'), isDescending: true };
  expect(rowPids(snapshot, view)).toEqual(['1', '.2', '..4', '.3', '5']);
  const busy = [...snapshot, createProcess(6, 5, { cpuPercent: 10 })];
  expect(rowPids(busy, view)).toEqual(['5', '.6', '1', '.2', '..4', '.3']);
});

test('treeRows() hides the children of a collapsed process unless they match the search', () => {
  const toggled = new Set(['x-2']);
  expect(rowPids(snapshot, { toggled })).toEqual(['1', '.2', '.3', '5']);
  expect(rowPids(snapshot, { toggled, search: 'P4' })).toEqual(['1', '.2', '..4']);
  expect(rowPids(snapshot, { search: 'p4' }, listRows)).toEqual(['4']);
});

test('listRows() sorts unknown values first', () => {
  const named = [
    createProcess(1, 0, { name: 'b' }),
    createProcess(2, 1, { name: null }),
    createProcess(3, 1, { name: 'A' }),
  ];
  expect(rowPids(named, { column: findColumn('name') }, listRows)).toEqual(['2', '3', '1']);
});

test('treeRows() returns every process once if parents form a cycle', () => {
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

test('treeRows() does not overflow the stack on a chain of 5000 processes', () => {
  const chain = Array.from({ length: 5000 }, (_, index) => createProcess(index + 1, index));
  expect(rowPids(chain, { column: findColumn('cpu'), isDescending: true })).toHaveLength(5000);
  expect(rowPids(chain, { search: '5000' })).toHaveLength(5000);
});

/** The groups, and the PIDs of those that are expanded. */
const groupTexts = (processes: readonly Process[], by: string, view: Partial<TableView> = {}) =>
  groupRows(processes, groupings[by] as (typeof groupings)[string], { ...defaultView, ...view }).map((row) =>
    row.group ? `${row.group.key} ${rowValue(findColumn('cpu'), row)}` : `.${row.process?.pid}`,
  );

test('groupRows() sums the processes of each group, and sorts groups by the sum', () => {
  const processes = [
    createProcess(1, 0, { username: 'root', cpuPercent: 5 }),
    createProcess(2, 0, { username: 'me', cpuPercent: 4 }),
    createProcess(3, 0, { username: 'me', cpuPercent: 3 }),
    createProcess(4, 0, { username: null, cpuPercent: null }),
  ];
  const view = { column: findColumn('cpu'), isDescending: true };
  expect(groupTexts(processes, 'user', view)).toEqual(['me 7', 'root 5', 'null null']);
  const toggled = new Set(['group:me']);
  expect(groupTexts(processes, 'user', { ...view, toggled })).toEqual(['me 7', '.2', '.3', 'root 5', 'null null']);
  expect(groupTexts(processes, 'user', { search: 'root' })).toEqual(['root 5']);
});

test('groupRows() groups by name and by container, and sorts by the key if a column has no sum', () => {
  const processes = [
    createProcess(1, 0, { name: 'sh', container: 'b' }),
    createProcess(2, 0, { name: 'node', container: 'a' }),
    createProcess(3, 0, { name: 'sh' }),
  ];
  expect(groupTexts(processes, 'program')).toEqual(['node 0', 'sh 0']);
  expect(groupTexts(processes, 'container')).toEqual(['null 0', 'a 0', 'b 0']);
});

const ids = (columnList: readonly Column[]) => columnList.map(({ id }) => id).join(' ');

test('fitColumns() returns fewer columns for a narrow table, and all default columns beside the panel of a laptop', () => {
  expect(ids(fitColumns(24))).toBe('name cpu memory');
  expect(ids(fitColumns(40))).toBe('name pid user cpu memory command');
  expect(ids(fitColumns((1280 - 16 - 352) / 16))).toBe('name pid user cpu cpu-time memory threads status command');
});

test('findColumns() keeps the name, and ignores unknown columns', () => {
  expect(ids(findColumns(['pid', 'nice', 'x']))).toBe('name pid nice');
});

test('the heat of 100 % is at least four times that of 5 %, and 0 without load', () => {
  expect(percentHeat(0)).toBe(0);
  expect(percentHeat(100) / percentHeat(5)).toBeGreaterThan(4);
  expect(percentHeat(400)).toBe(1);
  expect([rateHeat(0), rateHeat(2 ** 12), rateHeat(2 ** 21), rateHeat(2 ** 40)]).toEqual([0, 0, 0.5, 1]);
});

test.for([
  [7.259, '0:07.25'],
  [59.999, '0:59.99'],
  [754, '12:34'],
  [3661, '1:01:01'],
] as const)('formatCpuTime(%d) returns %s', ([seconds, text]) => {
  expect(formatCpuTime(seconds)).toBe(text);
});

test('recordHistory() keeps the values of running processes, with a gap after a pause', () => {
  const [first, second] = [createProcess(1, 0, { cpuPercent: 5 }), createProcess(2, 0)];
  recordHistory([first, second], 100);
  recordHistory([first], 102);
  recordHistory([first, second], 200);
  expect(historyOf(first.id).cpuPercent).toEqual([5, 5, null, 5]);
  expect(historyOf(second.id).rss).toEqual([2, null, 2]);
  for (let count = 0; count < 200; count++) recordHistory([first], 202 + 2 * count);
  expect(historyOf(first.id).cpuPercent).toHaveLength(90);
  expect(historyOf(second.id).rss).toEqual([2, null, 2]);
  const others = Array.from({ length: 101 }, (_, index) => createProcess(index + 10, 0));
  recordHistory([first, ...others], 1000);
  recordHistory([first], 1002);
  expect(historyOf(second.id).rss).toEqual([]);
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
