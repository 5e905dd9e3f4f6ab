import { countOf, short, thousands } from './print.mjs';
import { titles } from './sides.mjs';

/** Libraries with few tasks share one column. */
const rare = ['pidusage', 'ps-list', 'pidtree'];
const peers = ['os', 'node', 'systeminformation', 'others', 'python'];

const rowOf = (cells) => `| ${cells.join(' | ')} |`;
const ruleOf = (cells) => `|${cells.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|`;

function tableOf(head, rows) {
  return [rowOf(head), ruleOf(head), ...rows.map(rowOf)].join('\n');
}

/** Collects the notes of a table and numbers them. */
class Notes {
  #texts = [];

  mark(text) {
    if (text === undefined) return '';
    const number = this.#texts.indexOf(text) + 1 || this.#texts.push(text);
    return ` <sup>${number}</sup>`;
  }

  toString() {
    return this.#texts.map((text, index) => `<sup>${index + 1}</sup> ${text}`).join('; ');
  }
}

/** Formats the call in a title as code. */
const nameOf = ({ id, title }) => `${id} ${title.replace(/^.*\)/, '`$&`')}`;

/** Returns the text of a cell: that of each side that shares the column. */
function peerCell({ sides, notes: sideNotes }, column, notes, text) {
  const all = column === 'others' ? rare : [column];
  return all
    .filter((side) => sides[side])
    .map((side) => `${column === 'others' ? `${side} ` : ''}${text(sides[side])}${notes.mark(sideNotes[side])}`)
    .join(', ');
}

const peerTitles = peers.map((side) => titles[side] ?? 'others');

function times(tasks) {
  const notes = new Notes();
  const ours = ({ time, toBaseline }) => `${short(time)} (${short(toBaseline)})`;
  const theirs = ({ time, toOurs }) => `${short(time)} (${short(toOurs)})`;
  const rows = tasks.map((task) => [
    ...[nameOf(task), short(task.sides.baseline.time), ours(task.sides.ours), ours(task.sides.promise)],
    ...peers.map((column) => peerCell(task, column, notes, theirs)),
  ]);
  const head = ['task', titles.baseline, titles.ours, titles.promise, ...peerTitles];
  return `${tableOf(head, rows)}\n\n${notes}`;
}

function ownCosts(tasks) {
  const head = [
    ...['task', 'processes spawned', 'event loop blocked, ms', 'by the promise'],
    ...['garbage, kB', 'of the promise', 'first call, µs', 'first promise'],
  ];
  const rows = tasks.map((task) => {
    const { ours, promise } = task.sides;
    return [
      ...[nameOf(task), [...new Set([countOf(ours), countOf(promise)])].join(', ')],
      ...[thousands(ours.blocked), thousands(promise.blocked), thousands(ours.allocated), thousands(promise.allocated)],
      ...[short(ours.cold), short(promise.cold)],
    ];
  });
  return tableOf(head, rows);
}

function othersCosts(tasks) {
  const columns = peers.filter((side) => side !== 'python');
  const cost = (figures) =>
    [countOf(figures), thousands(figures.blocked), thousands(figures.allocated)]
      .filter((text) => text !== '')
      .join(' · ');
  const none = { mark: () => '' };
  const rows = tasks.map((task) => [nameOf(task), ...columns.map((side) => peerCell(task, side, none, cost))]);
  const shown = rows.filter(([, ...cells]) => cells.some((cell) => cell !== ''));
  return tableOf(['task', ...columns.map((side) => titles[side] ?? 'others')], shown);
}

function growthTable(rows) {
  const head = [
    'processes',
    titles.baseline,
    titles.ours,
    titles.promise,
    'one process, µs',
    'event loop blocked by the promise, ms',
  ];
  const cells = rows.map(({ processes, each: { baseline, ours, promise }, one, blocked }) => [
    ...[processes.toLocaleString('en'), short(baseline), short(ours), short(promise), short(one), thousands(blocked)],
  ]);
  return tableOf(head, cells);
}

/** Returns the generated part of docs/performance.md. */
export function markdownOf({ tasks, growth, graph, machine }) {
  return [
    ...[machine, '### Times', times(tasks)],
    ...['### Other costs of psutil', ownCosts(tasks)],
    ...[
      '### Other costs of other libraries: processes spawned · event loop blocked, ms · garbage, kB',
      othersCosts(tasks),
    ],
    ...['### T6 with more processes, in µs per process', growthTable(growth)],
    `Through GraphQL, the attributes of T6 take ${short(graph.ratio)} times as long as with \`ProcessTable.read\`.`,
  ].join('\n\n');
}
