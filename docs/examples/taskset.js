// @ts-check
// Prints or sets the CPU affinity of a process, or runs a command with one, as taskset(1) does:
// node docs/examples/taskset.js [-c] CPUS COMMAND, or node docs/examples/taskset.js -p [-c] [CPUS] PID
// CPUS is a hexadecimal mask or, with -c, a list such as 0,2-3 or 0-6:2.
import { Process } from '@psutil/psutil';
import { attempt, openProcess, parseCommand, refuse, runCommand } from './support/command.js';

const { values, operands } = parseCommand(
  {
    'cpu-list': { type: 'boolean', short: 'c', description: 'print and parse lists of CPUs instead of masks' },
    pid: { type: 'boolean', short: 'p', description: 'print or set the affinity of a process' },
  },
  '[CPUS] PID, or CPUS COMMAND [ARGUMENT…]',
  { stopsAtOperand: true },
);
const { 'cpu-list': isList } = values;

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
    const [first, last = first, stride = 1] = range.split(/[-:]/).map(Number);
    const length = Math.max(0, Math.floor((last - first) / Math.max(1, stride)) + 1);
    return Array.from({ length }, (_, index) => first + index * stride);
  });
}

/** @param {string} mask */
function parseMask(mask) {
  const bits = [...BigInt(`0x${mask.replace(/^0x/i, '')}`).toString(2)].reverse();
  return bits.flatMap((bit, cpu) => (bit === '1' ? [cpu] : []));
}

/** @param {string} text */
function parseCpus(text) {
  const format = isList
    ? /^\d{1,4}(-\d{1,4}(:[1-9]\d{0,3})?)?(,\d{1,4}(-\d{1,4}(:[1-9]\d{0,3})?)?)*$/
    : /^(0x)?[\da-f]+$/i;
  const cpus = !format.test(text) ? [] : isList ? parseList(text) : parseMask(text);
  return cpus.length > 0 ? cpus : refuse(`invalid CPUs '${text}'`); // an empty list would set all eligible CPUs
}

/**
 * @param {Process} target
 * @param {'current' | 'new'} label
 */
function print(target, label) {
  const affinity = target.cpuAffinity();
  const formatted = isList ? `list: ${formatList(affinity)}` : `mask: ${formatMask(affinity)}`;
  console.log(`pid ${target.pid}'s ${label} affinity ${formatted}`);
}

/**
 * @param {string | undefined} pid
 * @param {string | undefined} requested
 */
function printOrSet(pid, requested) {
  const cpus = requested === undefined ? undefined : parseCpus(requested);
  const target = openProcess(pid);
  print(target, 'current');
  if (cpus === undefined) return;
  target.cpuAffinity(cpus);
  print(target, 'new');
}

/**
 * @param {string} requested
 * @param {readonly string[]} command
 */
async function run(requested, command) {
  const cpus = parseCpus(requested);
  attempt(() => new Process().cpuAffinity(cpus)); // a child inherits the affinity of its parent
  if (process.exitCode === undefined) await runCommand(command);
}

const [first, ...rest] = operands;
if (first === undefined || (values.pid ? rest.length > 1 : rest.length === 0)) refuse('wrong number of arguments');
if (values.pid) attempt(() => printOrSet(operands.at(-1), rest.length > 0 ? first : undefined));
else await run(first, rest);
