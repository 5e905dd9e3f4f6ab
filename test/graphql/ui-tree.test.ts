import { expect, test } from 'vitest';
import { type Column, columns } from '../../packages/graphql/ui/columns.ts';
import type { Process } from '../../packages/graphql/ui/process.ts';
import { visible } from '../../packages/graphql/ui/text.ts';
import { rowsOf, type View } from '../../packages/graphql/ui/tree.ts';
import { bytes, duration, percent } from '../../packages/graphql/ui/units.ts';

const made = (pid: number, ppid: number, given: Partial<Process> = {}): Process => ({
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
  ...given,
});

const columnOf = (id: string) => columns.find((column) => column.id === id) as Column;

const shown = (processes: readonly Process[], view: Partial<View> = {}) =>
  rowsOf(processes, {
    isTree: true,
    column: columnOf('pid'),
    isDescending: false,
    search: '',
    closed: new Set(),
    ...view,
  }).map(({ process, level }) => `${'.'.repeat(level - 1)}${process.pid}`);

const family = [made(1, 0), made(2, 1), made(3, 1), made(4, 2, { cpuPercent: 9 }), made(5, 99)];

test('children come below their parents, and who has none here is a root', () => {
  expect(shown(family)).toEqual(['1', '.2', '..4', '.3', '5']);
  expect(shown(family, { isDescending: true })).toEqual(['5', '1', '.3', '.2', '..4']);
});

test('a branch is sorted by the highest in it', () => {
  expect(shown(family, { column: columnOf('cpu'), isDescending: true })).toEqual(['1', '.2', '..4', '.3', '5']);
  const busy = [...family, made(6, 5, { cpuPercent: 10 })];
  expect(shown(busy, { column: columnOf('cpu'), isDescending: true })).toEqual(['5', '.6', '1', '.2', '..4', '.3']);
});

test('children of who is closed are not shown, unless they are searched', () => {
  const closed = new Set(['x-2']);
  expect(shown(family, { closed })).toEqual(['1', '.2', '.3', '5']);
  expect(shown(family, { closed, search: 'P4' })).toEqual(['1', '.2', '..4']);
  expect(shown(family, { search: 'p4', isTree: false })).toEqual(['4']);
});

test('what is unknown comes before what is known, and a list has no levels', () => {
  const some = [made(1, 0, { name: 'b' }), made(2, 1, { name: null }), made(3, 1, { name: 'A' })];
  expect(shown(some, { column: columnOf('name'), isTree: false })).toEqual(['2', '3', '1']);
});

test('every process is shown once, also where each seems to be the parent of the other', () => {
  const ring = [made(1, 3), made(2, 1), made(3, 2), made(4, 4), made(5, 0)];
  const found = shown(ring).map((line) => Number(line.replaceAll('.', '')));
  expect(found.toSorted()).toEqual([1, 2, 3, 4, 5]);
});

test('a chain of thousands is no trouble', () => {
  const chain = Array.from({ length: 5000 }, (_, index) => made(index + 1, index));
  expect(shown(chain, { column: columnOf('cpu'), isDescending: true })).toHaveLength(5000);
  expect(shown(chain, { search: '5000' })).toHaveLength(5000);
});

test('what cannot be seen in a text is written out', () => {
  expect(visible('a\u0000b\n\u202e\u200d\ud800\u2028é漢👍')).toBe(
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
] as const)('%d bytes are %s', ([value, text]) => {
  expect(bytes(value)).toBe(text);
});

test('shares and times are short', () => {
  expect([percent(0), percent(99.94), percent(100)]).toEqual(['0.0 %', '99.9 %', '100 %']);
  expect([duration(59), duration(61), duration(3 * 3600), duration(90_000), duration(-1)]).toEqual([
    '59 s',
    '1 min 1 s',
    '3 h 0 min',
    '1 d 1 h',
    '0 s',
  ]);
});
