// @ts-check
// Shows the usage of CPUs and memory, and the processes that use the most, as top(1) does: node docs/examples/top.js
// Keys: q quits, space updates, 1 shows each CPU; P, M, T and N sort by CPU, memory, time and PID, R reverses; c shows
// command lines and i hides idle processes. The priority of processes (PR) is unknown: `-`.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  bootTime,
  createCpuSampler,
  createProcessSampler,
  getloadavg,
  processIter,
  swapMemory,
  users,
  virtualMemory,
} from '@psutil/psutil';
import { parseCommand, parseLists, parseNumber, parsePid, parseSeconds, refuse } from './support/command.js';
import { formatUptime } from './support/format.js';
import { showScreen } from './support/screen.js';
import { attrs, cpuSeconds, formatCpu, formatMemory, formatRows, formatTasks } from './support/top-screen.js';

/** @typedef {import('./support/top-screen.js').Row} Row */

const { values } = parseCommand({
  b: { type: 'boolean', short: 'b', description: 'print to the standard output instead of showing a screen' },
  c: { type: 'boolean', short: 'c', description: 'show command lines' },
  d: { type: 'string', short: 'd', value: 'SECONDS', description: 'pause between updates, 3 by default' },
  i: { type: 'boolean', short: 'i', description: 'hide idle processes' },
  n: { type: 'string', short: 'n', value: 'COUNT', description: 'end after this number of updates' },
  o: {
    type: 'string',
    short: 'o',
    value: 'COLUMN',
    description: 'sort by %CPU, %MEM, TIME+ or PID; +COLUMN is ascending',
  },
  p: { type: 'string', short: 'p', value: 'PIDS', multiple: true, description: 'show these processes only' },
  u: { type: 'string', short: 'u', value: 'USER', description: 'show processes of this user only' },
  1: { type: 'boolean', short: '1', description: 'show each CPU' },
});
const seconds = parseSeconds(values.d ?? '3');
const count = values.n === undefined ? Number.POSITIVE_INFINITY : parseNumber(values.n, 'count');
const pids = parseLists(values.p ?? []).map(parsePid);

/** @type {Readonly<Record<string, (row: Row) => number>>} */
const orders = {
  '%CPU': ({ cpuPercent }) => cpuPercent,
  '%MEM': ({ memoryInfo }) => memoryInfo?.rss ?? 0,
  'TIME+': cpuSeconds,
  PID: ({ pid }) => pid,
};
const [, sign = '', column = ''] = /^([+-]?)(.*)$/.exec(values.o ?? '%CPU') ?? [];
if (!Object.hasOwn(orders, column)) refuse(`unknown column '${column}'`);

const state = {
  order: column,
  isAscending: sign === '+',
  showsEachCpu: values[1] ?? false,
  showsCommandLine: values.c ?? false,
  hidesIdle: values.i ?? false,
};

/** @type {Readonly<Record<string, () => void>>} */
const keys = {
  P: () => Object.assign(state, { order: '%CPU', isAscending: false }),
  M: () => Object.assign(state, { order: '%MEM', isAscending: false }),
  T: () => Object.assign(state, { order: 'TIME+', isAscending: false }),
  N: () => Object.assign(state, { order: 'PID', isAscending: false }),
  R: () => Object.assign(state, { isAscending: !state.isAscending }),
  c: () => Object.assign(state, { showsCommandLine: !state.showsCommandLine }),
  i: () => Object.assign(state, { hidesIdle: !state.hidesIdle }),
  1: () => Object.assign(state, { showsEachCpu: !state.showsEachCpu }),
  ' ': () => update(),
};

const cpuSampler = createCpuSampler();
const processSampler = createProcessSampler();
let sample = read();

function read() {
  // A PID alone may have been reused between the two reads.
  const key = (/** @type {{ pid: number, createTime: number | null }} */ { pid, createTime }) => `${pid} ${createTime}`;
  const percents = new Map(processSampler.sample().processes.map((each) => [key(each), each.cpuPercent]));
  const rows = Array.from(processIter({ attrs }), ({ info }) => ({
    ...info,
    cpuPercent: percents.get(key(info)) ?? 0,
  }));
  return { cpu: cpuSampler.sample(), rows };
}

function update() {
  sample = read();
}

function lines() {
  const { cpu, rows } = sample;
  const { total, free = 0, used, buffers = 0, cached = 0, available } = virtualMemory();
  const swap = swapMemory();
  const value = orders[state.order] ?? orders['PID'];
  const shown = rows
    .filter(({ pid }) => pids.length === 0 || pids.includes(pid))
    .filter(({ username }) => values.u === undefined || username === values.u)
    .filter(({ cpuPercent }) => !state.hidesIdle || cpuPercent > 0)
    .toSorted((a, b) => (state.isAscending ? value(a) - value(b) : value(b) - value(a)));
  const cpus = state.showsEachCpu
    ? cpu.cpus.map((each) => formatCpu(`%Cpu${each.cpu}`, each.timesPercent))
    : [formatCpu('%Cpu(s)', cpu.timesPercent)];
  return [
    `top - ${formatUptime({ bootTime: bootTime(), sessions: users().length, load: getloadavg() })}`,
    formatTasks(rows),
    ...cpus,
    formatMemory('Mem', { total, free, used, 'buff/cache': buffers + cached }),
    formatMemory('Swap', { total: swap.total, free: swap.free, used: swap.used, 'avail Mem': available }),
    '',
    ...formatRows(shown, state.showsCommandLine),
  ];
}

// The first update shows a short interval, as nothing is known about the time before.
await sleep(Math.min(seconds, 0.5) * 1000);
if (values.b) {
  for (let index = 0; index < count; index++) {
    if (index > 0) await sleep(seconds * 1000);
    update();
    console.log(`${index > 0 ? '\n' : ''}${lines().join('\n')}`);
  }
} else if (process.stdin.isTTY && process.stdout.isTTY) {
  await showScreen({ count, seconds, update, lines, press: (key) => keys[key]?.() });
} else {
  console.error('top.js: the standard input and output are no terminal; use -b');
  process.exitCode = 1;
}
