// @ts-check
// Prints all processes, as `ps aux` does: node docs/examples/ps.js
import { processIter, virtualMemory } from '@psutil/psutil';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

/** @type {Record<string, string>} */
const stateLetters = {
  running: 'R',
  sleeping: 'S',
  'disk-sleep': 'D',
  stopped: 'T',
  'tracing-stop': 't',
  zombie: 'Z',
  dead: 'X',
  idle: 'I',
};

const now = new Date();
const { total } = virtualMemory();

/** @param {number} seconds since the epoch */
function formatStart(seconds) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === now.toDateString()) return date.toTimeString().slice(0, 5);
  const [, month = '', day = '', year = ''] = date.toDateString().split(' ');
  return date.getFullYear() === now.getFullYear() ? month + day : year;
}

/** @param {{ status: string | null, nice: number | null, sessionId: number | null, pid: number, numThreads: number | null }} info */
function formatState({ status, nice, sessionId, pid, numThreads }) {
  const priority = (nice ?? 0) < 0 ? '<' : (nice ?? 0) > 0 ? 'N' : '';
  const isSessionLeader = sessionId === pid;
  const isMultiThreaded = (numThreads ?? 1) > 1;
  return [stateLetters[status ?? ''] ?? '?', priority, isSessionLeader ? 's' : '', isMultiThreaded ? 'l' : ''].join('');
}

/** @param {number} seconds */
const formatTime = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

const attrs = /** @type {const} */ ([
  'username',
  'pid',
  'createTime',
  'cpuTimes',
  'memoryInfo',
  'terminal',
  'status',
  'nice',
  'sessionId',
  'numThreads',
  'name',
  'cmdline',
]);
const rows = Array.from(processIter({ attrs }), ({ info }) => {
  const cpuSeconds = info.cpuTimes ? info.cpuTimes.user + info.cpuTimes.system : 0;
  const age = now.getTime() / 1000 - (info.createTime ?? 0);
  const { rss = 0, vms = 0 } = info.memoryInfo ?? {};
  return [
    printable(info.username ?? '?'),
    String(info.pid),
    (age > 0 ? (100 * cpuSeconds) / age : 0).toFixed(1),
    ((100 * rss) / total).toFixed(1),
    String(vms / 1024),
    String(rss / 1024),
    printable(info.terminal?.replace('/dev/', '') ?? '?'),
    formatState(info),
    formatStart(info.createTime ?? 0),
    formatTime(cpuSeconds),
    // The command line of a kernel thread is empty, and that of a zombie cannot be read.
    printable(info.cmdline?.length ? info.cmdline.join(' ') : `[${info.name}]`),
  ];
});

const header = ['USER', 'PID', '%CPU', '%MEM', 'VSZ', 'RSS', 'TTY', 'STAT', 'START', 'TIME', 'COMMAND'];
console.log(table([header, ...rows], ['USER', 'TTY', 'STAT', 'COMMAND']));
