import { titles } from './sides.mjs';

/** Formats a number with three significant digits. */
export function short(value) {
  if (value === undefined) return '';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Formats microseconds as milliseconds, or bytes as kilobytes. */
export const thousands = (value) => (value === undefined ? '' : short(value / 1000));

/** Formats the number of processes that a call spawns. */
export function countOf({ spawned, spawnedFirst }) {
  if (spawned === undefined) return '';
  const first = spawned === spawnedFirst ? '' : ` (first call: ${spawnedFirst.toLocaleString('en')})`;
  return spawned.toLocaleString('en') + first;
}

const columns = [
  ['µs', ({ time }) => short(time)],
  ['× baseline', ({ toBaseline }) => short(toBaseline)],
  ['× synchronous', ({ toOurs }) => short(toOurs)],
  ['processes', countOf],
  ['blocked, ms', ({ blocked }) => thousands(blocked)],
  ['garbage, kB', ({ allocated }) => thousands(allocated)],
  ['first call, µs', ({ cold }) => short(cold)],
];

/** Formats rows as columns. The first column is left-aligned, the others are right-aligned. */
function align(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const cell = (text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
  return rows.map((row) => `  ${row.map(cell).join('   ')}`.trimEnd()).join('\n');
}

/** Formats the results of a task. Empty columns are omitted. */
export function textOf({ id, title, notes, sides }) {
  const shown = columns.filter(([, text]) => Object.values(sides).some((figures) => text(figures) !== ''));
  const rows = Object.entries(sides).map(([side, figures]) => [
    titles[side] + (notes[side] ? ' *' : ''),
    ...shown.map(([, text]) => text(figures)),
  ]);
  const noted = Object.keys(sides).filter((side) => notes[side]);
  return [
    `${id}  ${title}`,
    align([['', ...shown.map(([name]) => name)], ...rows]),
    ...noted.map((side) => `  * ${titles[side]}: ${notes[side]}`),
    '',
  ].join('\n');
}

/** Formats the results of `growth`. */
export function growthText(rows) {
  const head = ['processes', 'baseline', 'synchronous', 'promise', 'one process', 'blocked by the promise, ms'];
  const lines = rows.map(({ processes, each: { baseline, ours, promise }, one, blocked }) => [
    ...[processes.toLocaleString('en'), short(baseline), short(ours), short(promise)],
    ...[short(one), thousands(blocked)],
  ]);
  return `growth  T6, µs per process, and T8c of one of them, µs\n${align([head, ...lines])}\n`;
}

/** Formats the result of `graph`. */
export const graphText = ({ table, graph, ratio }) =>
  `graph  the attributes of T6 through GraphQL: ${short(graph)} µs, ${short(ratio)} times ProcessTable.read (${short(table)} µs)\n`;
