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
const form = values.list ? /^\d+(-\d+)?(,\d+(-\d+)?)*$/ : /^(0x)?[\da-f]+$/i;
if (!values.pid || positionals.length > 1 || (wanted !== undefined && !form.test(wanted))) usage(line);

/** @param {readonly number[]} cpus */
function listOf(cpus) {
  const starts = cpus.filter((cpu) => !cpus.includes(cpu - 1));
  const ends = cpus.filter((cpu) => !cpus.includes(cpu + 1));
  const between = ['', ',']; // of neighbours
  return starts.map((start, at) =>
    start === ends[at] ? start : `${start}${between[ends[at] - start] ?? '-'}${ends[at]}`,
  );
}

/** @param {readonly number[]} cpus */
const maskOf = (cpus) => cpus.reduce((mask, cpu) => mask | (1n << BigInt(cpu)), 0n).toString(16);

/** @param {string} list */
function cpusOfList(list) {
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** @param {string} mask */
function cpusOfMask(mask) {
  const bits = [...BigInt(`0x${mask.replace(/^0x/i, '')}`).toString(2)].reverse();
  return bits.flatMap((bit, cpu) => (bit === '1' ? [cpu] : []));
}

const target = processOf(pid, line);

/** @param {string} when */
function show(when) {
  const cpus = target.cpuAffinity();
  const shown = values.list ? `list: ${listOf(cpus)}` : `mask: ${maskOf(cpus)}`;
  console.log(`pid ${target.pid}'s ${when} affinity ${shown}`);
}

attempt(() => {
  show('current');
  if (wanted === undefined) return;
  target.cpuAffinity(values.list ? cpusOfList(wanted) : cpusOfMask(wanted));
  show('new');
});
