// @ts-check
// How full the RAM and the swap space are, as `free -b` shows it; with -h, as `free -h`.
import { swapMemory, virtualMemory } from '@psutil/psutil';
import { table } from './support/table.js';

const units = ['B', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** @param {number} bytes */
function human(bytes) {
  const power = units.findIndex((_, index) => bytes < 1000 * 1024 ** index);
  const amount = bytes / 1024 ** power;
  return `${power > 0 && amount < 9.95 ? amount.toFixed(1) : Math.trunc(amount)}${units[power]}`;
}

const show = process.argv.includes('-h') ? human : String;
const { total, used, free = 0, shared = 0, buffers = 0, cached = 0, available } = virtualMemory();
const swap = swapMemory();

console.log(
  table(
    [
      ['', 'total', 'used', 'free', 'shared', 'buff/cache', 'available'],
      ['Mem:', ...[total, used, free, shared, buffers + cached, available].map(show)],
      ['Swap:', ...[swap.total, swap.used, swap.free].map(show), '', '', ''],
    ],
    [''],
  ),
);
