// @ts-check
// Prints the usage of RAM and swap space, as free(1) does: node docs/examples/free.js [-h]
// Values are in bytes; with -h, in binary units.
import { swapMemory, virtualMemory } from '@psutil/psutil';
import { table } from './support/table.js';

const units = ['B', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** @param {number} bytes */
function formatBytes(bytes) {
  const power = units.findIndex((_, index) => bytes < 1000 * 1024 ** index);
  const amount = bytes / 1024 ** power;
  return `${power > 0 && amount < 9.95 ? amount.toFixed(1) : Math.trunc(amount)}${units[power]}`;
}

const format = process.argv.includes('-h') ? formatBytes : String;
const { total, used, free = 0, shared = 0, buffers = 0, cached = 0, available } = virtualMemory();
const swap = swapMemory();

console.log(
  table(
    [
      ['', 'total', 'used', 'free', 'shared', 'buff/cache', 'available'],
      ['Mem:', ...[total, used, free, shared, buffers + cached, available].map(format)],
      ['Swap:', ...[swap.total, swap.used, swap.free].map(format), '', '', ''],
    ],
    [''],
  ),
);
