import { countOf, short, thousands } from './print.mjs';
import { titles } from './sides.mjs';

/** Peers that do one task or two share a column. */
const rare = ['pidusage', 'ps-list', 'pidtree'];
const peers = ['os', 'node', 'systeminformation', 'others', 'python'];

const rowOf = (cells) => `| ${cells.join(' | ')} |`;
const ruleOf = (cells) => `|${cells.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|`;

function tableOf(head, rows) {
  return [rowOf(head), ruleOf(head), ...rows.map(rowOf)].join('\n');
}

/** Numbers what is said of a side of a task, and keeps it for the end of a table. */
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

/** What is called is code, and what it is called on is not. */
const nameOf = ({ id, title }) => `${id} ${title.replace(/^.*\)/, '`$&`')}`;

/** What a column of a peer shows of a task: the same of each side that has that column. */
function peerCell({ sides, less }, column, notes, text) {
  const all = column === 'others' ? rare : [column];
  return all
    .filter((side) => sides[side])
    .map((side) => `${column === 'others' ? `${side} ` : ''}${text(sides[side])}${notes.mark(less[side])}`)
    .join(', ');
}

const peerTitles = peers.map((side) => titles[side] ?? 'others');

function times(tasks) {
  const notes = new Notes();
  const ours = ({ time, toFloor }) => `${short(time)} (${short(toFloor)})`;
  const theirs = ({ time, toOurs }) => `${short(time)} (${short(toOurs)})`;
  const rows = tasks.map((task) => [
    ...[nameOf(task), short(task.sides.floor.time), ours(task.sides.ours), ours(task.sides.promise)],
    ...peers.map((column) => peerCell(task, column, notes, theirs)),
  ]);
  const head = ['task', titles.floor, titles.ours, titles.promise, ...peerTitles];
  return `${tableOf(head, rows)}\n\n${notes}`;
}

function ownCosts(tasks) {
  const head = [
    ...['task', 'processes started', 'loop kept, ms', 'by the promise'],
    ...['garbage, kB', 'of the promise', 'first call, µs', 'first promise'],
  ];
  const rows = tasks.map((task) => {
    const { ours, promise } = task.sides;
    return [
      ...[nameOf(task), [...new Set([countOf(ours), countOf(promise)])].join(', ')],
      ...[thousands(ours.kept), thousands(promise.kept), thousands(ours.allocated), thousands(promise.allocated)],
      ...[short(ours.cold), short(promise.cold)],
    ];
  });
  return tableOf(head, rows);
}

function othersCosts(tasks) {
  const columns = peers.filter((side) => side !== 'python');
  const cost = (figures) =>
    [countOf(figures), thousands(figures.kept), thousands(figures.allocated)].filter((text) => text !== '').join(' · ');
  const none = { mark: () => '' };
  const rows = tasks.map((task) => [nameOf(task), ...columns.map((side) => peerCell(task, side, none, cost))]);
  const shown = rows.filter(([, ...cells]) => cells.some((cell) => cell !== ''));
  return tableOf(['task', ...columns.map((side) => titles[side] ?? 'others')], shown);
}

function growthTable(rows) {
  const head = [
    'processes',
    titles.floor,
    titles.ours,
    titles.promise,
    'one process, µs',
    'loop kept by the promise, ms',
  ];
  const cells = rows.map(({ processes, each: { floor, ours, promise }, one, kept }) => [
    ...[processes.toLocaleString('en'), short(floor), short(ours), short(promise), short(one), thousands(kept)],
  ]);
  return tableOf(head, cells);
}

/** The part of docs/performance.md that is measured. */
export function markdownOf({ tasks, growth, graph, machine }) {
  return [
    ...[machine, '### Times', times(tasks)],
    ...['### What a call of ours costs besides', ownCosts(tasks)],
    ...[
      '### The same of others: processes started · milliseconds for which the loop is kept · garbage in kB',
      othersCosts(tasks),
    ],
    ...['### T6 with more processes, in µs per process', growthTable(growth)],
    `Through the graph, the attributes of T6 take ${short(graph.ratio)} times what \`ProcessTable.read\` takes.`,
  ].join('\n\n');
}
