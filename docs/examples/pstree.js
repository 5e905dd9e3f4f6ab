// @ts-check
// Prints the processes as a tree, without their threads, as `pstree -T` does: node docs/examples/pstree.js [-p] [PID]
import { processIter } from '@psutil/psutil';
import { parseCommand, refuse } from './support/command.js';
import { printable } from './support/printable.js';

const { values, operands } = parseCommand(
  {
    arguments: {
      type: 'boolean',
      short: 'a',
      description: 'print the arguments; each process is on a line of its own',
    },
    ascii: { type: 'boolean', short: 'A', description: 'draw the lines in ASCII' },
    'compact-not': { type: 'boolean', short: 'c', description: 'do not group equal subtrees' },
    long: { type: 'boolean', short: 'l', description: 'do not truncate lines' },
    'numeric-sort': { type: 'boolean', short: 'n', description: 'sort by PID instead of by name' },
    'show-pids': { type: 'boolean', short: 'p', description: 'print the PIDs' },
    'hide-threads': { type: 'boolean', short: 'T', description: 'hide threads, which are never printed' },
    unicode: { type: 'boolean', short: 'U', description: 'draw the lines with box-drawing characters' },
  },
  '[PID | USER]',
);
const { arguments: showsArguments, 'show-pids': showsPids } = values;
const [root] = operands;

const locale = process.env['LC_ALL'] || process.env['LC_CTYPE'] || process.env['LANG'] || '';
const isUnicode = values.unicode || (!values.ascii && process.stdout.isTTY && /utf-?8/i.test(locale));
const lines = isUnicode
  ? { single: '───', first: '─┬─', branch: '├─', last: '└─', vertical: '│ ' }
  : { single: '---', first: '-+-', branch: '|-', last: '`-', vertical: '| ' };
const width = process.stdout.columns ?? 132;

/** @typedef {{ pid: number, ppid: number | null, name: string, user: string | null, args: readonly string[] }} Entry */

/** @type {Entry[]} */
const entries = Array.from(
  processIter({ attrs: ['ppid', 'name', 'username', 'cmdline'] }),
  ({ pid, info: { ppid, name, username, cmdline } }) => {
    const args = (cmdline ?? []).slice(1).map(printable);
    return { pid, ppid, name: printable(name ?? '?'), user: username, args };
  },
);
const byPid = new Map(entries.map((entry) => [entry.pid, entry]));

/** @type {Map<number | null, Entry[]>} */
const byParent = new Map();
for (const entry of entries) byParent.set(entry.ppid, [...(byParent.get(entry.ppid) ?? []), entry]);

const compare = (/** @type {Entry} */ a, /** @type {Entry} */ b) =>
  values['numeric-sort'] || a.name === b.name ? a.pid - b.pid : a.name < b.name ? -1 : 1;

/** @param {Entry} entry */
const childrenOf = ({ pid }) => (byParent.get(pid) ?? []).toSorted(compare);

/** @param {Entry} entry */
const headOf = ({ pid, name, args }) =>
  showsArguments ? [showsPids ? `${name},${pid}` : name, ...args].join(' ') : `${name}${showsPids ? `(${pid})` : ''}`;

/**
 * Returns a text that is equal for equal trees, which are printed once, with their number.
 *
 * @param {Entry} entry
 * @returns {string}
 */
const shapeOf = (entry) =>
  showsArguments || showsPids || values['compact-not']
    ? String(entry.pid)
    : JSON.stringify([entry.name, ...childrenOf(entry).map(shapeOf)]);

/** @param {Entry} entry */
function groupsOf(entry) {
  /** @type {Map<string, { entry: Entry, count: number }>} */
  const groups = new Map();
  for (const child of childrenOf(entry)) {
    const shape = shapeOf(child);
    const group = groups.get(shape);
    if (group) group.count++;
    else groups.set(shape, { entry: child, count: 1 });
  }
  return [...groups.values()];
}

/**
 * Returns the lines of a tree. Its first child is on the line of the process, unless arguments are printed.
 *
 * @param {Entry} entry
 * @param {number} [count] number of equal trees
 * @param {number} [closing] number of brackets to close at the end of a line
 * @returns {string[]}
 */
function linesOf(entry, count = 1, closing = 0) {
  const head = `${count > 1 ? `${count}*[` : ''}${headOf(entry)}`;
  const groups = groupsOf(entry);
  const indent = ' '.repeat(showsArguments ? 2 : head.length + 1);
  const below = groups.map((group, index) => {
    const isLast = index === groups.length - 1;
    const [first, ...rest] = linesOf(group.entry, group.count, closing + (group.count > 1 ? 1 : 0));
    return [
      `${indent}${isLast ? lines.last : lines.branch}${first}`,
      ...rest.map((line) => `${indent}${isLast ? '  ' : lines.vertical}${line}`),
    ];
  });
  if (showsArguments || groups.length === 0) return [`${head}${']'.repeat(closing)}`, ...below.flat()];
  const [[first = '', ...rest] = [], ...others] = below;
  const joint = groups.length > 1 ? lines.first : lines.single;
  return [`${head}${joint}${first.slice(head.length + joint.length)}`, ...rest, ...others.flat()];
}

function rootsOf() {
  if (root === undefined) return [byPid.get(1) ?? entries.filter(({ ppid }) => !byPid.has(ppid ?? 0))].flat();
  if (/^\d+$/.test(root)) return [byPid.get(Number(root)) ?? []].flat();
  return entries.filter(({ user, ppid }) => user === root && byPid.get(ppid ?? 0)?.user !== root);
}

if (operands.length > 1) refuse(`unexpected argument '${operands[1]}'`);
const roots = rootsOf();
for (const entry of roots) {
  for (const line of linesOf(entry))
    console.log(values.long || line.length <= width ? line : `${line.slice(0, width - 1)}+`);
}
if (roots.length === 0) {
  if (!/^\d+$/.test(root ?? '')) console.error(`No process of the user ${printable(root ?? '')}`);
  process.exitCode = 1;
}
