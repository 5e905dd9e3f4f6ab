// @ts-check
// How full the file systems are, as `df` shows it.
import { diskPartitions } from '@psutil/psutil';
import { diskUsage } from '@psutil/psutil/promises';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

// A mount hides what was mounted in the same place before.
const mounts = [...new Map(diskPartitions({ all: true }).map((mount) => [mount.mountpoint, mount])).values()];

const rows = await Promise.all(
  mounts.map(async ({ device, mountpoint }) => {
    // Some cannot be asked, and a server that is gone never answers.
    const usage = await diskUsage(mountpoint, { timeout: 2 }).catch(() => null);
    if (usage === null || usage.total === 0) return [];
    const blocks = [usage.total, usage.used, usage.free].map((bytes) => String(Math.ceil(bytes / 1024)));
    return [[printable(device), ...blocks, `${Math.ceil(usage.percent)}%`, printable(mountpoint)]];
  }),
);

const head = ['Filesystem', '1K-blocks', 'Used', 'Available', 'Use%', 'Mounted on'];
console.log(table([head, ...rows.flat()], ['Filesystem', 'Mounted on']));
