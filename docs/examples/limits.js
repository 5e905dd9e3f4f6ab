// @ts-check
// Prints the effective cgroup limits and the usage of this process, as in a container: node docs/examples/limits.js
import { limits } from '@psutil/psutil';
import { parseCommand } from './support/command.js';
import { table } from './support/table.js';

parseCommand({});

const { memory, swap, cpu, pids } = limits();
const mebibytes = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(1)}MiB`;

/**
 * @param {number | null} value
 * @param {(value: number) => string} formatNumber
 * @param {string} placeholder for null
 */
const format = (value, formatNumber, placeholder) => (value === null ? placeholder : formatNumber(value));

console.log(
  table(
    [{ title: '', left: true }, 'limit', 'used'],
    [
      ['memory', format(memory.limit, mebibytes, 'none'), format(memory.workingSet, mebibytes, 'unknown')],
      ['swap', format(swap.limit, mebibytes, 'none'), format(swap.usage, mebibytes, 'unknown')],
      ['cpus', format(cpu.quota, String, 'all'), ''],
      ['pids', format(pids.limit, String, 'none'), format(pids.current, String, 'unknown')],
    ],
  ),
);
