// @ts-check
// The processes that read from disks or wrote to them, as `iotop -bo` shows them: over one second, or as many as given.
import { setTimeout as sleep } from 'node:timers/promises';
import { createProcessSampler } from '@psutil/psutil';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const sampler = createProcessSampler();
await sleep(Number(process.argv[2] ?? 1) * 1000);

// What this user may not read of a process is null.
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
