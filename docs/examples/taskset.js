// @ts-check
// The CPUs that a process may run on, as `taskset -p` shows and sets them: a mask or, with -c, a list such as 0,2-3.
import { attempt, parse, processOf, usage } from './support/command.js';

const line = 'taskset.js -p[c] [CPUS] PID';
const { values, positionals } = parse(
  { pid: { type: 'boolean', short: 'p' }, list: { type: 'boolean', short: 'c' } },
  line,
);
const pid = positionals.pop();
const [wanted] = positionals;
const form = values.list ? /^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/ : /^(0x)?[\da-f]+$/i;
if (!values.pid || positionals.length > 1 || (wanted !== undefined && !form.test(wanted))) usage(line);

/** @param {readonly number[]} cpus */
function listOf(cpus) {
  const starts = cpus.filter((cpu) => !cpus.includes(cpu - 1));
  const ends = cpus.filter((cpu) => !cpus.includes(cpu + 1));
  return starts.map((start, at) => {
    const end = ends[at];
    return start === end ? start : `${start}${end - start === 1 ? ',' : '-'}${end}`;
  });
}

/** @param {readonly number[]} cpus */
const maskOf = (cpus) => cpus.reduce((mask, cpu) => mask | (1n << BigInt(cpu)), 0n).toString(16);

/** @param {string} list */
function cpusOfList(list) {
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}

/** @param {string} mask */
function cpusOfMask(mask) {
  const bits = [...BigInt(`0x${mask.replace(/^0x/i, '')}`).toString(2)].reverse();
  return bits.flatMap((bit, cpu) => (bit === '1' ? [cpu] : []));
}

const cpus = wanted === undefined ? undefined : values.list ? cpusOfList(wanted) : cpusOfMask(wanted);
if (cpus?.length === 0) usage(line); // which would stand for all
const target = processOf(pid, line);

/** @param {string} when */
function show(when) {
  const now = target.cpuAffinity();
  const shown = values.list ? `list: ${listOf(now)}` : `mask: ${maskOf(now)}`;
  console.log(`pid ${target.pid}'s ${when} affinity ${shown}`);
}

attempt(() => {
  show('current');
  if (cpus === undefined) return;
  target.cpuAffinity(cpus);
  show('new');
});
