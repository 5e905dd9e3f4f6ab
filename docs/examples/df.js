// @ts-check
// Prints the usage of all filesystems, as df(1) does: node docs/examples/df.js
import { diskPartitions } from '@psutil/psutil';
import { diskUsage } from '@psutil/psutil/promises';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

// A mount hides an earlier mount on the same mount point.
const mounts = [...new Map(diskPartitions({ all: true }).map((mount) => [mount.mountpoint, mount])).values()];

const rows = await Promise.all(
  mounts.map(async ({ device, mountpoint }) => {
    // Access may be denied, and an unreachable network filesystem never responds.
    const usage = await diskUsage(mountpoint, { timeout: 2 }).catch(() => null);
    if (usage === null || usage.total === 0) return [];
    const blocks = [usage.total, usage.used, usage.free].map((bytes) => String(Math.ceil(bytes / 1024)));
    return [[printable(device), ...blocks, `${Math.ceil(usage.percent)}%`, printable(mountpoint)]];
  }),
);

const header = ['Filesystem', '1K-blocks', 'Used', 'Available', 'Use%', 'Mounted on'];
console.log(table([header, ...rows.flat()], ['Filesystem', 'Mounted on']));
