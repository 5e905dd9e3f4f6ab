// @ts-check
// What control groups leave of the machine to this program, as in a container.
import { limits } from '@psutil/psutil';
import { table } from './support/table.js';

const { memory, swap, cpu, pids } = limits();
const mebibytes = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(1)}MiB`;

/**
 * @param {number | null} value
 * @param {(value: number) => string} show
 * @param {string} otherwise
 */
const shown = (value, show, otherwise) => (value === null ? otherwise : show(value));

console.log(
  table(
    [
      ['', 'limit', 'used'],
      ['memory', shown(memory.limit, mebibytes, 'none'), shown(memory.workingSet, mebibytes, 'unknown')],
      ['swap', shown(swap.limit, mebibytes, 'none'), shown(swap.usage, mebibytes, 'unknown')],
      ['cpus', shown(cpu.quota, String, 'all'), ''],
      ['pids', shown(pids.limit, String, 'none'), shown(pids.current, String, 'unknown')],
    ],
    [''],
  ),
);
