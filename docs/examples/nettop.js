// @ts-check
// Prints the network traffic of each interface over intervals: node docs/examples/nettop.js [SECONDS [COUNT]]
import { setTimeout as sleep } from 'node:timers/promises';
import { createNetSampler } from '@psutil/psutil';
import { parseCommand, parseNumber, parseSeconds, refuse } from './support/command.js';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const { operands } = parseCommand({}, '[SECONDS [COUNT]]');
if (operands.length > 2) refuse(`unexpected argument '${operands[2]}'`);
const seconds = parseSeconds(operands[0] ?? '1');
const count = parseNumber(operands[1] ?? '1', 'count');

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** @param {number} bytes */
function formatBytes(bytes) {
  const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log2(bytes || 1) / 10)));
  return `${(bytes / 1024 ** power).toFixed(1)}${units[power]}`;
}

const sampler = createNetSampler();
for (let index = 0; index < count; index++) {
  await sleep(seconds * 1000);
  const { nics, total } = sampler.sample();
  const rows = [...Object.entries(nics), /** @type {const} */ (['total', total])].map(([name, rates]) => [
    printable(name),
    formatBytes(rates.bytesSent),
    formatBytes(rates.bytesRecv),
    (rates.packetsSent + rates.packetsRecv).toFixed(1),
  ]);
  console.log(table([{ title: 'Interface', left: true }, 'sent/s', 'received/s', 'packets/s'], rows));
}
