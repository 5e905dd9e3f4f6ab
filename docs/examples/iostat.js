// @ts-check
// Prints the disk I/O rates over an interval, by default one second, as iostat(1) does:
// node docs/examples/iostat.js [SECONDS]
import { setTimeout as sleep } from 'node:timers/promises';
import { createDiskSampler, diskIoCounters } from '@psutil/psutil';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const sampler = createDiskSampler();
await sleep(Number(process.argv[2] ?? 1) * 1000);
const { disks } = sampler.sample();
const sinceBoot = diskIoCounters({ perdisk: true });

const rows = Object.entries(disks)
  .filter(([name]) => sinceBoot[name]?.readCount || sinceBoot[name]?.writeCount)
  .map(([name, { readCount, writeCount, readBytes, writeBytes, busyPercent = 0 }]) => {
    const cells = [readCount + writeCount, readBytes / 1024, writeBytes / 1024, busyPercent];
    return [printable(name), ...cells.map((cell) => cell.toFixed(2))];
  });

console.log(table([['Device', 'tps', 'kB_read/s', 'kB_wrtn/s', '%util'], ...rows], ['Device']));
