// @ts-check
// Prints the CPU usage and the I/O of the disks since boot, then over intervals, as iostat(1) does:
// node docs/examples/iostat.js [-x] [DEVICE…] [SECONDS [COUNT]]
// Discards and flushes are not counted.
import { existsSync } from 'node:fs';
import { type } from 'node:os';
import { bootTime, cpuCount, cpuTimes, diskIoCounters, hostInfo, LINUX } from '@psutil/psutil';
import { parseCommand, parseNumber, parseSeconds, refuse, repeat } from './support/command.js';
import { formatDate } from './support/format.js';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const { values, operands } = parseCommand(
  {
    c: { type: 'boolean', short: 'c', description: 'print the CPU usage only' },
    d: { type: 'boolean', short: 'd', description: 'print the disks only' },
    k: { type: 'boolean', short: 'k', description: 'print KiB, the default' },
    m: { type: 'boolean', short: 'm', description: 'print MiB' },
    x: { type: 'boolean', short: 'x', description: 'print merged requests, waiting times and sizes too' },
    y: { type: 'boolean', short: 'y', description: 'omit the statistics since boot' },
  },
  '[DEVICE…] [SECONDS [COUNT]]',
);
const isNumber = (/** @type {string} */ text) => /^\d*\.?\d+$/.test(text);
const devices = operands.filter((text) => !isNumber(text)).map((path) => path.replace('/dev/', ''));
const [interval, number, ...others] = operands.filter(isNumber);
if (others.length > 0) refuse(`unexpected argument '${others[0]}'`);
const seconds = parseSeconds(interval ?? '1');
const count =
  parseNumber(number ?? (interval === undefined ? '1' : undefined) ?? '0', 'count') || Number.POSITIVE_INFINITY;
const [unit, divisor] = values.m ? ['MB', 2 ** 20] : ['kB', 2 ** 10];

/** @typedef {import('@psutil/psutil').DiskIoCounters} Counters */

/** @returns {{ time: number, cpu: Partial<import('@psutil/psutil').CpuTimes>, disks: Record<string, Counters> }} */
const read = () => ({ time: Date.now() / 1000, cpu: cpuTimes(), disks: diskIoCounters({ perdisk: true }) });

/** @type {ReturnType<typeof read>} */
const atBoot = { time: bootTime(), cpu: {}, disks: {} };

/**
 * @param {typeof atBoot} before
 * @param {typeof atBoot} after
 */
function formatCpu({ cpu: before }, { cpu: after }) {
  const delta = (/** @type {keyof typeof after} */ name) => Math.max(0, (after[name] ?? 0) - (before[name] ?? 0));
  const system = delta('system') + delta('irq') + delta('softirq');
  const modes = [delta('user'), delta('nice'), system, delta('iowait'), delta('steal'), delta('idle')];
  const all = modes.reduce((sum, each) => sum + each, 0) || 1;
  const titles = ['%user', '%nice', '%system', '%iowait', '%steal', '%idle'].map((title) => title.padStart(7));
  const cells = modes.map((each) => ((100 * each) / all).toFixed(2).padStart(7));
  return `avg-cpu:${titles.join(' ')}\n        ${cells.join(' ')}\n`;
}

const none = { readCount: 0, writeCount: 0, readBytes: 0, writeBytes: 0 };
const ratio = (/** @type {number} */ a, /** @type {number} */ b) => (b > 0 ? a / b : 0);

/**
 * @param {Counters} before
 * @param {Counters} after
 * @param {number} elapsed seconds
 */
function cellsOf(before, after, elapsed) {
  const delta = (/** @type {keyof Counters} */ name) => Math.max(0, (after[name] ?? 0) - (before[name] ?? 0));
  const [reads, writes] = [delta('readCount'), delta('writeCount')];
  const [readSize, writtenSize] = [delta('readBytes') / divisor, delta('writeBytes') / divisor];
  if (!values.x) {
    const rates = [reads + writes, readSize, writtenSize].map((each) => (each / elapsed).toFixed(2));
    return [...rates, readSize.toFixed(0), writtenSize.toFixed(0)];
  }
  const [readTime, writeTime] = [delta('readTime'), delta('writeTime')];
  const [readMerged, writeMerged] = [delta('readMergedCount'), delta('writeMergedCount')];
  const side = (/** @type {number[]} */ [requests = 0, size = 0, merged = 0, time = 0]) => [
    requests / elapsed,
    size / elapsed,
    merged / elapsed,
    100 * ratio(merged, merged + requests),
    ratio(time, requests),
    ratio((size * divisor) / 1024, requests),
  ];
  const both = [
    side([reads, readSize, readMerged, readTime]),
    side([writes, writtenSize, writeMerged, writeTime]),
  ].flat();
  // The time that all requests took, per time, is the average number of requests (Little's law).
  const queue = (readTime + writeTime) / 1000 / elapsed;
  return [...both, queue, Math.min(100, delta('busyTime') / 10 / elapsed)].map((cell) => cell.toFixed(2));
}

/** @param {'r' | 'w'} letter */
const titlesOf = (letter) => [
  `${letter}/s`,
  `${letter}${unit}/s`,
  `${letter}rqm/s`,
  `%${letter}rqm`,
  `${letter}_await`,
  `${letter}areq-sz`,
];
const titles = values.x
  ? [...titlesOf('r'), ...titlesOf('w'), 'aqu-sz', '%util']
  : ['tps', `${unit}_read/s`, `${unit}_wrtn/s`, `${unit}_read`, `${unit}_wrtn`];

/** Whether to print a disk: those that are not partitions and have been used, or those of the command line. */
const isPrinted = (/** @type {string} */ name, /** @type {Counters} */ { readCount, writeCount }) =>
  devices.length > 0
    ? devices.includes(name)
    : readCount + writeCount > 0 && (!LINUX || existsSync(`/sys/block/${name.replaceAll('/', '!')}`));

/**
 * @param {typeof atBoot} before
 * @param {typeof atBoot} after
 */
function formatDisks(before, after) {
  const elapsed = Math.max(0.001, after.time - before.time);
  const rows = Object.entries(after.disks)
    .filter(([name, counters]) => isPrinted(name, counters))
    .map(([name, counters]) => [printable(name), ...cellsOf(before.disks[name] ?? none, counters, elapsed)]);
  const columns = [
    { title: 'Device', width: 13, left: true },
    ...titles.map((title) => ({ title, width: values.x ? 7 : 12 })),
  ];
  return `${table(columns, rows)}\n`;
}

const { hostname, kernel, arch } = hostInfo();
const { date } = formatDate(Date.now() / 1000);
console.log(`${type()} ${kernel} (${hostname}) \t${date} \t_${arch}_\t(${cpuCount()} CPU)\n`);

let before = values.y ? read() : atBoot;
await repeat(values.y ? count + 1 : count, seconds, (index) => {
  if (values.y && index === 0) return;
  const after = read();
  if (!values.d) console.log(formatCpu(before, after));
  if (!values.c) console.log(formatDisks(before, after));
  before = after;
});
