// @ts-check
// Shows the processes that read from and write to disks, as `iotop -P` does: node docs/examples/iotop.js [-o]
// Keys: q quits, o hides idle processes, r reverses the order. The shares of time spent in swapping and I/O are unknown.
import { setTimeout as sleep } from 'node:timers/promises';
import { createDiskSampler, createProcessSampler, processIter } from '@psutil/psutil';
import { parseCommand, parseLists, parseNumber, parsePid, parseSeconds } from './support/command.js';
import { printable } from './support/printable.js';
import { formatCommand, truncate } from './support/process.js';
import { showScreen } from './support/screen.js';
import { table } from './support/table.js';

const { values } = parseCommand({
  batch: { type: 'boolean', short: 'b', description: 'print to the standard output instead of showing a screen' },
  delay: { type: 'string', short: 'd', value: 'SECONDS', description: 'pause between updates, 1 by default' },
  iter: { type: 'string', short: 'n', value: 'COUNT', description: 'end after this number of updates' },
  kilobytes: { type: 'boolean', short: 'k', description: 'print KiB only' },
  only: { type: 'boolean', short: 'o', description: 'show processes with I/O only' },
  pid: { type: 'string', short: 'p', value: 'PIDS', multiple: true, description: 'show these processes only' },
  processes: { type: 'boolean', short: 'P', description: 'show processes instead of threads, as always' },
  user: { type: 'string', short: 'u', value: 'USER', description: 'show processes of this user only' },
});
const seconds = parseSeconds(values.delay ?? '1');
const count = values.iter === undefined ? Number.POSITIVE_INFINITY : parseNumber(values.iter, 'count');
const pids = parseLists(values.pid ?? []).map(parsePid);
const state = { only: values.only ?? false, isReversed: false };

/** @param {number} bytes per second */
function formatRate(bytes) {
  const units = ['B', 'K', 'M', 'G', 'T'];
  const power = values.kilobytes
    ? 1
    : Math.max(
        0,
        units.findIndex((_, index) => bytes < 1000 * 1024 ** index),
      );
  return `${(bytes / 1024 ** power).toFixed(2)} ${units[power]}/s`;
}

/** @param {{ ionice: import('@psutil/psutil').IoPriority | null, nice: number | null }} info */
function formatPriority({ ionice, nice }) {
  if (ionice === null) return '?';
  const { ioclass, value = 0 } = ionice;
  if (ioclass === 0) return `be/${Math.floor(((nice ?? 0) + 20) / 5)}`; // without a class, the nice value decides
  return ioclass === 3 ? 'idle' : `${ioclass === 1 ? 'rt' : 'be'}/${value}`;
}

const attrs = /** @type {const} */ (['createTime', 'username', 'ionice', 'nice', 'name', 'cmdline']);
const processSampler = createProcessSampler();
const diskSampler = createDiskSampler();
let sample = read();

function read() {
  const { processes } = processSampler.sample();
  // A PID alone may have been reused between the two reads.
  const key = (/** @type {{ pid: number, createTime: number | null }} */ { pid, createTime }) => `${pid} ${createTime}`;
  const infos = new Map(Array.from(processIter({ attrs }), ({ pid, info }) => [key({ pid, ...info }), info]));
  const rows = processes.flatMap((each) => {
    const info = infos.get(key(each));
    // `io` is null if this user may not read the I/O counters of the process.
    return info === undefined
      ? []
      : [{ ...info, pid: each.pid, read: each.io?.readBytes ?? 0, written: each.io?.writeBytes ?? 0 }];
  });
  return { rows, disks: diskSampler.sample().total };
}

function update() {
  sample = read();
}

const columns = [
  { title: 'PID', width: 6 },
  { title: 'PRIO', width: 4 },
  { title: 'USER', width: 8, left: true },
  { title: 'DISK READ', width: 11 },
  { title: 'DISK WRITE', width: 11 },
  { title: 'COMMAND', left: true },
];

/**
 * @param {string} title
 * @param {number} read bytes per second
 * @param {number} written bytes per second
 */
const formatTotals = (title, read, written) =>
  `${title} DISK READ: ${formatRate(read).padStart(12)} | ${title} DISK WRITE: ${formatRate(written).padStart(12)}`;

function lines() {
  const { rows, disks } = sample;
  const sign = state.isReversed ? -1 : 1;
  const shown = rows
    .filter(({ read, written }) => !state.only || read + written > 0)
    .filter(({ pid }) => pids.length === 0 || pids.includes(pid))
    .filter(({ username }) => values.user === undefined || username === values.user)
    .toSorted((a, b) => sign * (b.read + b.written - a.read - a.written));
  const cells = shown.map((row) => [
    String(row.pid),
    formatPriority(row),
    truncate(printable(row.username ?? '?'), 8),
    formatRate(row.read),
    formatRate(row.written),
    formatCommand(row),
  ]);
  const total = (/** @type {'read' | 'written'} */ name) => rows.reduce((sum, row) => sum + row[name], 0);
  return [
    formatTotals('  Total', total('read'), total('written')),
    formatTotals('Current', disks.readBytes, disks.writeBytes),
    ...table(columns, cells).split('\n'),
  ];
}

/** @param {string} key */
function press(key) {
  if (key === 'o') state.only = !state.only;
  if (key === 'r') state.isReversed = !state.isReversed;
}

if (values.batch) {
  for (let index = 0; index < count; index++) {
    await sleep(seconds * 1000);
    update();
    console.log(lines().join('\n'));
  }
} else if (process.stdin.isTTY && process.stdout.isTTY) {
  await sleep(Math.min(seconds, 0.5) * 1000);
  await showScreen({ count, seconds, update, lines, press });
} else {
  console.error('iotop.js: the standard input and output are no terminal; use -b');
  process.exitCode = 1;
}
