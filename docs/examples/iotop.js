// @ts-check
// Prints the processes that read from or wrote to disks during an interval, by default one second, as `iotop -bo` does:
// node docs/examples/iotop.js [SECONDS]
import { setTimeout as sleep } from 'node:timers/promises';
import { createProcessSampler } from '@psutil/psutil';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const sampler = createProcessSampler();
await sleep(Number(process.argv[2] ?? 1) * 1000);

// `io` is null if this user may not read the I/O counters of the process.
const active = sampler.sample().processes.flatMap(({ pid, name, io }) => {
  const { readBytes = 0, writeBytes = 0 } = io ?? {};
  return readBytes + writeBytes > 0 ? [{ pid, name, readBytes, writeBytes }] : [];
});
active.sort((a, b) => b.readBytes + b.writeBytes - a.readBytes - a.writeBytes);

const kibibytes = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(2);
const total = (/** @type {'readBytes' | 'writeBytes'} */ name) => active.reduce((sum, each) => sum + each[name], 0);

console.log(`Total read: ${kibibytes(total('readBytes'))} KiB/s, written: ${kibibytes(total('writeBytes'))} KiB/s\n`);
console.log(
  table(
    [
      ['PID', 'READ KiB/s', 'WRITE KiB/s', 'COMMAND'],
      ...active.map(({ pid, name, readBytes, writeBytes }) => [
        String(pid),
        kibibytes(readBytes),
        kibibytes(writeBytes),
        printable(name),
      ]),
    ],
    ['COMMAND'],
  ),
);
