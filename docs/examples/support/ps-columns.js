// @ts-check
import { virtualMemory } from '@psutil/psutil';
import { formatDuration } from './format.js';
import { printable } from './printable.js';
import { formatCommand, stateLetter, truncate } from './process.js';

/** The attributes that the columns are computed from. */
export const attrs = /** @type {const} */ ([
  'pid',
  'ppid',
  'processGroup',
  'sessionId',
  'username',
  'uids',
  'gids',
  'name',
  'cmdline',
  'terminal',
  'status',
  'nice',
  'numThreads',
  'cpuNum',
  'createTime',
  'cpuTimes',
  'memoryInfo',
  'pageFaults',
]);

/** @typedef {import('@psutil/psutil').AttributesOf<(typeof attrs)[number], null>} Info */

/**
 * A column of ps(1): its title, its minimum width, its alignment, and the value by which it is printed and sorted.
 *
 * @typedef {{
 *   title: string, width?: number, left?: boolean,
 *   value: (info: Info) => string | number, format?: (value: any, info: Info) => string
 * }} PsColumn
 */

const now = new Date();
const { total } = virtualMemory();

/** @param {Info} info */
const cpuSeconds = ({ cpuTimes }) => (cpuTimes ? cpuTimes.user + cpuTimes.system : 0);

/** @param {Info} info */
const ageOf = ({ createTime }) => Math.max(0, now.getTime() / 1000 - (createTime ?? 0));

/** @param {Info} info */
const cpuPercent = (info) => (ageOf(info) > 0 ? (100 * cpuSeconds(info)) / ageOf(info) : 0);

/** @param {Info} info */
const rssOf = ({ memoryInfo }) => memoryInfo?.rss ?? 0;

/** @param {Info} info */
const terminalOf = ({ terminal }) => printable(terminal?.replace('/dev/', '') ?? '?');

/** @param {number} seconds since the epoch */
function formatStart(seconds) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === now.toDateString()) return date.toTimeString().slice(0, 5);
  const [, month = '', day = '', year = ''] = date.toDateString().split(' ');
  return date.getFullYear() === now.getFullYear() ? month + day : year;
}

/** @param {Info} info */
function formatState({ status, nice, sessionId, pid, numThreads }) {
  const priority = (nice ?? 0) < 0 ? '<' : (nice ?? 0) > 0 ? 'N' : '';
  return [stateLetter(status), priority, sessionId === pid ? 's' : '', (numThreads ?? 1) > 1 ? 'l' : ''].join('');
}

/** @param {number} seconds */
const formatMinutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** @param {number} seconds */
const formatElapsed = (seconds) => formatDuration(seconds).replace(/^00:/, '');

const oneDecimal = (/** @type {number} */ value) => value.toFixed(1);

/** Names of the effective users that the processes have, by their IDs. */
const userNames = new Map();

/**
 * Returns the name of the effective user. The name of a user ID is known if a process has it as its real user ID.
 *
 * @param {Info} info
 */
const userOf = ({ uids, username }) =>
  printable(String(userNames.get(uids?.effective) ?? uids?.effective ?? username ?? '?'));

/** @param {readonly Info[]} infos */
export function learnUserNames(infos) {
  for (const { uids, username } of infos) if (uids && username !== null) userNames.set(uids.real, username);
}

/** @param {(info: Info) => number | null | undefined} read */
const number = (read) => (/** @type {Info} */ info) => read(info) ?? 0;

/** @type {Record<string, PsColumn>} */
const columns = {
  pid: { title: 'PID', width: 5, value: ({ pid }) => pid },
  ppid: { title: 'PPID', width: 5, value: number(({ ppid }) => ppid) },
  pgid: { title: 'PGID', width: 5, value: number(({ processGroup }) => processGroup) },
  sid: { title: 'SID', width: 5, value: number(({ sessionId }) => sessionId) },
  user: { title: 'USER', width: 8, left: true, value: userOf, format: (name) => truncate(name, 8) },
  uid: { title: 'UID', width: 5, value: number(({ uids }) => uids?.effective) },
  ruser: {
    title: 'RUSER',
    width: 8,
    left: true,
    value: ({ username }) => printable(username ?? '?'),
    format: (name) => truncate(name, 8),
  },
  gid: { title: 'GID', width: 5, value: number(({ gids }) => gids?.effective) },
  tty: { title: 'TT', width: 8, left: true, value: terminalOf },
  tname: { title: 'TTY', width: 8, left: true, value: terminalOf },
  stat: { title: 'STAT', width: 4, left: true, value: formatState },
  s: { title: 'S', left: true, value: ({ status }) => stateLetter(status) },
  ni: { title: 'NI', width: 3, value: number(({ nice }) => nice) },
  nlwp: { title: 'NLWP', value: number(({ numThreads }) => numThreads) },
  psr: { title: 'PSR', value: number(({ cpuNum }) => cpuNum) },
  pcpu: { title: '%CPU', value: cpuPercent, format: oneDecimal },
  c: { title: 'C', width: 2, value: (info) => Math.min(99, Math.floor(cpuPercent(info))) },
  pmem: {
    title: '%MEM',
    value: (info) => (100 * rssOf(info)) / total,
    format: (value) => oneDecimal(Math.floor(value * 10) / 10),
  },
  rss: { title: 'RSS', width: 5, value: (info) => rssOf(info) / 1024 },
  vsz: { title: 'VSZ', width: 6, value: number(({ memoryInfo }) => (memoryInfo?.vms ?? 0) / 1024) },
  minflt: { title: 'MINFLT', width: 6, value: number(({ pageFaults }) => pageFaults?.minor) },
  majflt: { title: 'MAJFLT', width: 6, value: number(({ pageFaults }) => pageFaults?.major) },
  time: { title: 'TIME', width: 8, value: cpuSeconds, format: formatDuration },
  bsdtime: { title: 'TIME', width: 6, value: cpuSeconds, format: formatMinutes },
  etime: { title: 'ELAPSED', width: 11, value: ageOf, format: formatElapsed },
  etimes: { title: 'ELAPSED', width: 7, value: (info) => Math.floor(ageOf(info)) },
  start_time: { title: 'START', width: 5, value: number(({ createTime }) => createTime), format: formatStart },
  comm: {
    title: 'COMMAND',
    left: true,
    value: ({ name, status }) => printable(`${name ?? '?'}${status === 'zombie' ? ' <defunct>' : ''}`),
  },
  args: { title: 'COMMAND', left: true, value: formatCommand },
};

/** Other names of columns, some with other titles. */
const aliases = {
  pgrp: { name: 'pgid', title: 'PGRP' },
  sess: { name: 'sid', title: 'SESS' },
  session: { name: 'sid', title: 'SESS' },
  euser: { name: 'user', title: 'EUSER' },
  uname: { name: 'user', title: 'USER' },
  euid: { name: 'uid', title: 'EUID' },
  egid: { name: 'gid', title: 'EGID' },
  tt: { name: 'tty', title: 'TT' },
  state: { name: 's', title: 'S' },
  nice: { name: 'ni', title: 'NI' },
  thcount: { name: 'nlwp', title: 'THCNT' },
  '%cpu': { name: 'pcpu', title: '%CPU' },
  '%mem': { name: 'pmem', title: '%MEM' },
  rssize: { name: 'rss', title: 'RSS' },
  rsz: { name: 'rss', title: 'RSZ' },
  vsize: { name: 'vsz', title: 'VSZ' },
  min_flt: { name: 'minflt', title: 'MINFL' },
  maj_flt: { name: 'majflt', title: 'MAJFL' },
  cputime: { name: 'time', title: 'TIME' },
  stime: { name: 'start_time', title: 'STIME' },
  ucmd: { name: 'comm', title: 'CMD' },
  ucomm: { name: 'comm', title: 'COMMAND' },
  cmd: { name: 'args', title: 'CMD' },
  command: { name: 'args', title: 'COMMAND' },
};

/**
 * Returns a column by a name that the options -o and --sort of ps(1) have for it.
 *
 * @param {string} name
 * @returns {PsColumn | undefined}
 */
export function findColumn(name) {
  if (Object.hasOwn(columns, name)) return columns[name];
  if (!Object.hasOwn(aliases, name)) return undefined;
  const alias = aliases[/** @type {keyof typeof aliases} */ (name)];
  return { ...columns[alias.name], title: alias.title };
}
