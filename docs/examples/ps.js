// @ts-check
// Prints processes, as ps(1) does: node docs/examples/ps.js -ef, or node docs/examples/ps.js aux
// The flags + (foreground) and L (locked pages) of the state are not printed.
import { Process, processIter } from '@psutil/psutil';
import { parseCommand, parseLists, parsePid, refuse } from './support/command.js';
import { attrs, findColumn, learnUserNames } from './support/ps-columns.js';
import { table } from './support/table.js';

/** @typedef {import('./support/ps-columns.js').Info} Info */

const list = /** @type {const} */ ({ type: 'string', multiple: true });
const { values, operands } = parseCommand(
  {
    e: { type: 'boolean', short: 'e', description: 'select all processes' },
    A: { type: 'boolean', short: 'A', description: 'select all processes' },
    f: { type: 'boolean', short: 'f', description: 'print more columns' },
    pid: { ...list, short: 'p', value: 'PIDS', description: 'select these PIDs' },
    ppid: { ...list, value: 'PIDS', description: 'select the children of these PIDs' },
    user: { ...list, short: 'u', value: 'USERS', description: 'select processes of these effective users' },
    C: { ...list, short: 'C', value: 'NAMES', description: 'select processes with these names' },
    format: { ...list, short: 'o', value: 'COLUMNS', description: 'print these columns, such as pid,rss=MEMORY,args' },
    sort: { ...list, value: 'COLUMNS', description: 'sort by these columns; -COLUMN is descending' },
    'no-headers': { type: 'boolean', description: 'print no titles' },
  },
  '[aux]',
);

/** @param {string} name */
const columnOf = (name) => findColumn(name) ?? refuse(`unknown column '${name}'`);

/**
 * Returns the columns of an option -o. The title of `pid=Title` extends to the end, and may be empty.
 *
 * @param {string} format
 * @returns {import('./support/ps-columns.js').PsColumn[]}
 */
function parseFormat(format) {
  const [names = '', ...title] = format.split('=');
  const selected = parseLists([names]).map(columnOf);
  const last = selected.at(-1);
  if (title.length === 0 || last === undefined) return selected;
  const isList = format.lastIndexOf('=') === format.length - 1 && /=,/.test(format);
  return isList
    ? parseLists([format]).flatMap(parseFormat)
    : [...selected.slice(0, -1), { ...last, title: title.join('=') }];
}

const [bsd = '', ...others] = operands;
if (others.length > 0 || !/^[aux]*$/.test(bsd)) refuse(`unexpected argument '${others[0] ?? bsd}'`);

const aux = 'user,pid,pcpu,pmem,vsz,rss,tname,stat,start_time,bsdtime,args';
const full = ['user=UID', 'pid,ppid,c', 'start_time=STIME', 'tname,time', 'args=CMD'];
const standard = bsd.includes('u')
  ? [aux]
  : values.f
    ? full
    : ['pid,tname,time', bsd === '' ? 'comm=CMD' : 'args=COMMAND'];
const columns = (values.format ?? standard).flatMap(parseFormat);

const pids = parseLists(values.pid ?? []).map(parsePid);
const ppids = parseLists(values.ppid ?? []).map(parsePid);
const users = parseLists(values.user ?? []);
const names = parseLists(values.C ?? []);
const user = findColumn('user');

const own = new Process().asDict({ attrs: ['terminal', 'uids'] });

const hasLists = [pids, ppids, users, names].some(({ length }) => length > 0);

/** @param {Info} info */
function isListed({ pid, ppid, name, uids }, userName = '') {
  if (pids.includes(pid) || ppids.includes(ppid ?? -1) || names.includes(name ?? '')) return true;
  return users.includes(userName) || users.includes(String(uids?.effective));
}

/** @param {Info} info */
function isSelected(info) {
  const { terminal, uids } = info;
  const isOwn = uids?.effective === own.uids?.effective;
  if (values.e || values.A || (bsd.includes('a') && bsd.includes('x'))) return true;
  if (hasLists) return isListed(info, String(user?.value(info)));
  if (bsd.includes('a')) return terminal !== null;
  return isOwn && (bsd.includes('x') || (bsd === '' ? terminal === own.terminal : terminal !== null));
}

/** @param {string} key such as `-rss` */
function comparatorOf(key) {
  const { value } = columnOf(key.replace(/^[+-]/, ''));
  const sign = key.startsWith('-') ? -1 : 1;
  return (/** @type {Info} */ a, /** @type {Info} */ b) => {
    const [first, second] = [value(a), value(b)];
    return first === second ? 0 : first < second ? -sign : sign;
  };
}

const comparators = parseLists(values.sort ?? []).map(comparatorOf);
const infos = Array.from(processIter({ attrs }), ({ info }) => info);
learnUserNames(infos);
const selected = infos
  .filter(isSelected)
  .toSorted((a, b) => comparators.reduce((order, compare) => order || compare(a, b), 0));

const rows = selected.map((info) => columns.map(({ value, format = String }) => format(value(info), info)));
const text = table(columns, rows);
const hasTitles = !values['no-headers'] && columns.some(({ title }) => title !== '');
const lines = text.split('\n').slice(hasTitles ? 0 : 1);
// A terminal would wrap longer lines.
const width = process.stdout.columns ?? Number.POSITIVE_INFINITY;
for (const line of lines) console.log(line.slice(0, width));
if (selected.length === 0) process.exitCode = 1;
