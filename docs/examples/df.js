// @ts-check
// Prints the usage of the filesystems, as df(1) does: node docs/examples/df.js [-h] [PATH…]
import { statSync } from 'node:fs';
import { diskPartitions } from '@psutil/psutil';
import { diskUsage } from '@psutil/psutil/promises';
import { attempt, parseCommand } from './support/command.js';
import { formatSize } from './support/format.js';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const { values, operands: paths } = parseCommand(
  {
    all: { type: 'boolean', short: 'a', description: 'include filesystems without blocks, and all mounts of a device' },
    'human-readable': { type: 'boolean', short: 'h', description: 'print sizes in powers of 1024, such as 1.5G' },
    inodes: { type: 'boolean', short: 'i', description: 'print inodes instead of blocks' },
    k: { type: 'boolean', short: 'k', description: 'print blocks of 1024 bytes, the default' },
    'print-type': { type: 'boolean', short: 'T', description: 'print the type of the filesystem' },
    type: {
      type: 'string',
      short: 't',
      value: 'TYPE',
      multiple: true,
      description: 'print filesystems of this type only',
    },
  },
  '[PATH…]',
);
const { 'human-readable': human, inodes, 'print-type': printType } = values;

/** @typedef {import('@psutil/psutil').DiskPartition & { dev: number | undefined }} Mount */

/** @param {string} path */
function deviceOf(path) {
  try {
    return statSync(path).dev;
  } catch {
    return undefined; // access is denied, or the mount point is outside this root directory
  }
}

/**
 * Returns one mount of each filesystem: that with a device path, then that nearest to the root directory.
 *
 * @param {readonly Mount[]} mounts
 */
function uniqueMounts(mounts) {
  const rank = (/** @type {Mount} */ { device, mountpoint }) =>
    (device.includes('/') ? 0 : 2 ** 20) + mountpoint.length;
  return mounts.filter((mount) =>
    mounts.every((other) => other === mount || other.dev !== mount.dev || rank(mount) <= rank(other)),
  );
}

/**
 * Returns the mount that contains a path.
 *
 * @param {string} path
 * @param {readonly Mount[]} mounts
 */
function mountOf(path, mounts) {
  const { dev } = statSync(path);
  const ofDevice = mounts.filter((mount) => mount.dev === dev);
  return uniqueMounts(ofDevice)[0] ?? { device: '-', mountpoint: path, fstype: '-', opts: '', dev };
}

/** @param {number} amount in bytes, or a number of inodes */
const formatAmount = (amount) =>
  human
    ? formatSize(amount, ['', 'K', 'M', 'G', 'T', 'P'], Math.ceil)
    : String(inodes ? amount : Math.ceil(amount / 1024));

/** @param {Mount} mount */
async function rowOf({ device, mountpoint, fstype }) {
  // Access may be denied, and an unreachable network filesystem never responds.
  const usage = await diskUsage(mountpoint, { timeout: 2 }).catch(() => null);
  if (usage === null || (usage.total === 0 && !values.all && paths.length === 0)) return [];
  const { total, used, free, percent } = (inodes ? usage.inodes : usage) ?? { total: 0, used: 0, free: 0, percent: 0 };
  const cells = [total, used, free].map(formatAmount);
  const share = total === 0 ? '-' : `${Math.ceil(percent)}%`;
  return [[printable(device), ...(printType ? [fstype] : []), ...cells, share, printable(mountpoint)]];
}

// A mount hides an earlier mount on the same mount point.
const visible = new Map(diskPartitions({ all: true }).map((mount) => [mount.mountpoint, mount]));
const mounts = [...visible.values()].map((mount) => ({ ...mount, dev: deviceOf(mount.mountpoint) }));
const selected = paths.length > 0 ? paths.flatMap((path) => attempt(() => mountOf(path, mounts)) ?? []) : mounts;
const listed = values.all || paths.length > 0 ? selected : uniqueMounts(mounts);
const ofTypes = listed.filter(({ fstype }) => values.type?.includes(fstype) ?? true);
const rows = (await Promise.all(ofTypes.map(rowOf))).flat();

const titles = inodes
  ? ['Inodes', 'IUsed', 'IFree', 'IUse%']
  : human
    ? ['Size', 'Used', 'Avail', 'Use%']
    : ['1K-blocks', 'Used', 'Available', 'Use%'];
const columns = [
  { title: 'Filesystem', width: 14, left: true },
  ...(printType ? [{ title: 'Type', left: true }] : []),
  ...titles.map((title) => ({ title, width: title.endsWith('%') ? 4 : 5 })),
  { title: 'Mounted on', left: true },
];
if (rows.length > 0) console.log(table(columns, rows));
else process.exitCode = 1;
