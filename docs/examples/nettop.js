// @ts-check
// Prints the network traffic of each interface over an interval, by default one second:
// node docs/examples/nettop.js [SECONDS]
import { setTimeout as sleep } from 'node:timers/promises';
import { createNetSampler } from '@psutil/psutil';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** @param {number} bytes */
function formatBytes(bytes) {
  const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log2(bytes || 1) / 10)));
  return `${(bytes / 1024 ** power).toFixed(1)}${units[power]}`;
}

const sampler = createNetSampler();
await sleep(Number(process.argv[2] ?? 1) * 1000);
const { nics, total } = sampler.sample();

const rows = [...Object.entries(nics), /** @type {const} */ (['total', total])].map(([name, rates]) => [
  printable(name),
  formatBytes(rates.bytesSent),
  formatBytes(rates.bytesRecv),
  (rates.packetsSent + rates.packetsRecv).toFixed(1),
]);

console.log(table([['Interface', 'sent/s', 'received/s', 'packets/s'], ...rows], ['Interface']));
