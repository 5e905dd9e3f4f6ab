// @ts-check
import { printable } from './printable.js';
import { formatCommand, stateLetter, truncate } from './process.js';
import { table } from './table.js';

/** The attributes of each process that are printed. */
export const attrs = /** @type {const} */ ([
  'pid',
  'createTime',
  'username',
  'nice',
  'memoryInfo',
  'memoryPercent',
  'status',
  'cpuTimes',
  'name',
  'cmdline',
]);

/** @typedef {import('@psutil/psutil').AttributesOf<(typeof attrs)[number], null> & { cpuPercent: number }} Row */

/** @param {Row} row */
export const cpuSeconds = ({ cpuTimes }) => (cpuTimes ? cpuTimes.user + cpuTimes.system : 0);

/**
 * Formats an amount of memory in KiB or, if that is too long, in the smallest larger unit that is not.
 *
 * @param {number} bytes
 * @param {number} width
 */
function formatKib(bytes, width) {
  const kib = bytes / 1024;
  const inUnits = ['m', 'g', 't', 'p'].map((unit, index) => `${(kib / 1024 ** (index + 1)).toFixed(1)}${unit}`);
  const forms = [String(kib), ...inUnits];
  return forms.find((form) => form.length <= width) ?? '+';
}

/** @param {number} seconds */
function formatCpuTime(seconds) {
  const hundredths = Math.floor(seconds * 100);
  const pad = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${Math.floor(hundredths / 6000)}:${pad(Math.floor(hundredths / 100) % 60)}.${pad(hundredths % 100)}`;
}

/**
 * Formats the CPU time of all CPUs or of one, in percent, by mode.
 *
 * @param {string} title
 * @param {import('@psutil/psutil').CpuTimesPercent} times
 */
export function formatCpu(title, times) {
  const { user, system, nice = 0, idle, iowait = 0, irq = 0, softirq = 0, steal = 0 } = times;
  const modes = { us: user, sy: system, ni: nice, id: idle, wa: iowait, hi: irq, si: softirq, st: steal };
  const cells = Object.entries(modes).map(([name, percent]) => `${percent.toFixed(1).padStart(5)} ${name}`);
  return `${title.padEnd(7)}:${cells.join(',')}`;
}

/**
 * Formats a line about memory, in MiB.
 *
 * @param {string} title
 * @param {Readonly<Record<string, number>>} amounts in bytes
 */
export function formatMemory(title, amounts) {
  const cells = Object.entries(amounts).map(([name, bytes]) => `${(bytes / 2 ** 20).toFixed(1).padStart(8)} ${name}`);
  return `MiB ${title.padEnd(4)}: ${cells.join(', ')}`;
}

/** @param {readonly Row[]} rows */
export function formatTasks(rows) {
  const number = (/** @type {string} */ letters) =>
    String(rows.filter(({ status }) => letters.includes(stateLetter(status))).length).padStart(3);
  const states = { running: 'R', sleeping: 'SDI', stopped: 'Tt', zombie: 'Z' };
  const cells = Object.entries(states).map(([name, letters]) => `${number(letters)} ${name}`);
  return `Tasks: ${String(rows.length).padStart(3)} total, ${cells.join(', ')}`;
}

const columns = [
  { title: 'PID', width: 7 },
  { title: 'USER', width: 8, left: true },
  { title: 'PR', width: 3 },
  { title: 'NI', width: 3 },
  { title: 'VIRT', width: 7 },
  { title: 'RES', width: 6 },
  { title: 'SHR', width: 6 },
  { title: 'S', left: true },
  { title: '%CPU', width: 5 },
  { title: '%MEM', width: 5 },
  { title: 'TIME+', width: 9 },
  { title: 'COMMAND', left: true },
];

/**
 * Formats the table of the processes.
 *
 * @param {readonly Row[]} rows
 * @param {boolean} showsCommandLine instead of the name
 */
export function formatRows(rows, showsCommandLine) {
  const cells = rows.map((row) => [
    String(row.pid),
    truncate(printable(row.username ?? '?'), 8),
    '-',
    String(row.nice ?? '-'),
    formatKib(row.memoryInfo?.vms ?? 0, 7),
    formatKib(row.memoryInfo?.rss ?? 0, 6),
    formatKib(row.memoryInfo?.shared ?? 0, 6),
    stateLetter(row.status),
    row.cpuPercent.toFixed(1),
    (row.memoryPercent ?? 0).toFixed(1),
    formatCpuTime(cpuSeconds(row)),
    showsCommandLine ? formatCommand(row) : printable(row.name ?? '?'),
  ]);
  return table(columns, cells).split('\n');
}
