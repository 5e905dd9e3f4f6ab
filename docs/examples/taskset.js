// @ts-check
// Prints or sets the CPU affinity of a process, as `taskset -p` does: node docs/examples/taskset.js -p[c] [CPUS] PID
// CPUS is a hexadecimal mask or, with -c, a list such as 0,2-3.
import { attempt, exitWithUsage, openProcess, parseArguments } from './support/command.js';

const usage = 'taskset.js -p[c] [CPUS] PID';
const { values, positionals } = parseArguments(
  { pid: { type: 'boolean', short: 'p' }, list: { type: 'boolean', short: 'c' } },
  usage,
);
const pid = positionals.pop();
const [requested] = positionals;
const format = values.list ? /^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/ : /^(0x)?[\da-f]+$/i;
if (!values.pid || positionals.length > 1 || (requested !== undefined && !format.test(requested))) exitWithUsage(usage);

/** @param {readonly number[]} cpus */
function formatList(cpus) {
  const starts = cpus.filter((cpu) => !cpus.includes(cpu - 1));
  const ends = cpus.filter((cpu) => !cpus.includes(cpu + 1));
  return starts.map((start, index) => {
    const end = ends[index];
    return start === end ? start : `${start}${end - start === 1 ? ',' : '-'}${end}`;
  });
}

/** @param {readonly number[]} cpus */
const formatMask = (cpus) => cpus.reduce((mask, cpu) => mask | (1n << BigInt(cpu)), 0n).toString(16);

/** @param {string} list */
function parseList(list) {
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}

/** @param {string} mask */
function parseMask(mask) {
  const bits = [...BigInt(`0x${mask.replace(/^0x/i, '')}`).toString(2)].reverse();
  return bits.flatMap((bit, cpu) => (bit === '1' ? [cpu] : []));
}

const cpus = requested === undefined ? undefined : values.list ? parseList(requested) : parseMask(requested);
if (cpus?.length === 0) exitWithUsage(usage); // an empty list would set all eligible CPUs
const target = openProcess(pid, usage);

/** @param {'current' | 'new'} label */
function print(label) {
  const affinity = target.cpuAffinity();
  const formatted = values.list ? `list: ${formatList(affinity)}` : `mask: ${formatMask(affinity)}`;
  console.log(`pid ${target.pid}'s ${label} affinity ${formatted}`);
}

attempt(() => {
  print('current');
  if (cpus === undefined) return;
  target.cpuAffinity(cpus);
  print('new');
});
