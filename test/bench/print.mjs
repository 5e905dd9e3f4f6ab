import { titles } from './sides.mjs';

/** A number with as many digits as mean something. */
export function short(value) {
  if (value === undefined) return '';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Microseconds as milliseconds, and bytes as kilobytes. */
export const thousands = (value) => (value === undefined ? '' : short(value / 1000));

/** How many processes a call starts. */
export function countOf({ started, startedFirst }) {
  if (started === undefined) return '';
  const first = started === startedFirst ? '' : ` (${startedFirst.toLocaleString('en')} at first)`;
  return started.toLocaleString('en') + first;
}

const columns = [
  ['µs', ({ time }) => short(time)],
  ['× floor', ({ toFloor }) => short(toFloor)],
  ['× synchronous', ({ toOurs }) => short(toOurs)],
  ['processes', countOf],
  ['loop kept, ms', ({ kept }) => thousands(kept)],
  ['garbage, kB', ({ allocated }) => thousands(allocated)],
  ['first call, µs', ({ cold }) => short(cold)],
];

/** Rows of text, each column as wide as it must be, the first to the left and the others to the right. */
function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const cell = (text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
  return rows.map((row) => `  ${row.map(cell).join('   ')}`.trimEnd()).join('\n');
}

/** What was measured of a task, without columns of what was not. */
export function textOf({ id, title, less, sides }) {
  const shown = columns.filter(([, text]) => Object.values(sides).some((figures) => text(figures) !== ''));
  const rows = Object.entries(sides).map(([side, figures]) => [
    titles[side] + (less[side] ? ' *' : ''),
    ...shown.map(([, text]) => text(figures)),
  ]);
  const notes = Object.keys(sides).filter((side) => less[side]);
  return [
    `${id}  ${title}`,
    aligned([['', ...shown.map(([name]) => name)], ...rows]),
    ...notes.map((side) => `  * ${titles[side]}: ${less[side]}`),
    '',
  ].join('\n');
}

/** How the table of processes grows. */
export function growthText(rows) {
  const head = ['processes', 'floor', 'synchronous', 'promise', 'one process', 'promise keeps the loop, ms'];
  const lines = rows.map(({ processes, each: { floor, ours, promise }, one, kept }) => [
    ...[processes.toLocaleString('en'), short(floor), short(ours), short(promise)],
    ...[short(one), thousands(kept)],
  ]);
  return `growth  T6, µs per process, and T8c of one of them, µs\n${aligned([head, ...lines])}\n`;
}

/** What the graph adds. */
export const graphText = ({ table, graph, ratio }) =>
  `graph  the attributes of T6 through the graph: ${short(graph)} µs, ${short(ratio)} times ProcessTable.read (${short(table)} µs)\n`;
