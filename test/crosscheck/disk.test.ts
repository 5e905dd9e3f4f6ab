import { type DiskIoCounters, diskIoCounters, diskPartitions, diskUsage } from '@psutil/disk';
import { expect, test } from 'vitest';
import { expectBracketed, expectNear } from '../support/bracket.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

interface Mount {
  readonly target: string;
  readonly source: string;
  readonly fstype: string;
}

test('all diskPartitions are the mounts of findmnt', (context) => {
  needs(context, 'findmnt');
  const { filesystems } = JSON.parse(tool('findmnt', '--json', '--list', '--output', 'TARGET,SOURCE,FSTYPE')) as {
    filesystems: Mount[];
  };
  const ours = diskPartitions({ all: true }).map(({ mountpoint, fstype }) => `${mountpoint} ${fstype}`);
  expect(ours.sort()).toEqual(filesystems.map(({ target, fstype }) => `${target} ${fstype}`).sort());
});

test.for([
  ['', 'psutil.disk_partitions()', false],
  ['all ', 'psutil.disk_partitions(all=True)', true],
] as const)('%sdiskPartitions are those of psutil', ([, theirs, all], context) => {
  needsPsutil(context);
  const rows = psutil<object[]>(
    `[{"device": p.device, "mountpoint": p.mountpoint, "fstype": p.fstype, "opts": p.opts} for p in ${theirs}]`,
  );
  expect(diskPartitions({ all })).toEqual(rows);
});

test('the whole disks that lsblk shows have counters', (context) => {
  needs(context, 'lsblk');
  const names = tool('lsblk', '--nodeps', '--noheadings', '--output', 'NAME').trim().split(/\s+/);
  expect(Object.keys(diskIoCounters({ perdisk: true }))).toEqual(expect.arrayContaining(names));
});

test.for([
  ['size', 'total'],
  ['used', 'used'],
  ['avail', 'free'],
] as const)('diskUsage has the %s of df', async ([column, field], context) => {
  needs(context, 'df');
  for (const { mountpoint } of diskPartitions()) {
    const theirs = () => Number(tool('df', '-B1', `--output=${column}`, mountpoint).split('\n')[1]);
    await expectNear(theirs, () => diskUsage(mountpoint)[field], { share: 0.001, floor: 64 * 2 ** 20 });
  }
});

test.for([
  ['itotal', 'total'],
  ['iused', 'used'],
  ['iavail', 'free'],
] as const)('diskUsage has the %s of df', async ([column, field], context) => {
  needs(context, 'df');
  const theirs = () => Number(tool('df', `--output=${column}`, '/').split('\n')[1]);
  await expectNear(theirs, () => diskUsage('/').inodes?.[field] ?? 0, { share: 0.01, floor: 1000 });
});

test('diskUsage has the percentage of psutil', async (context) => {
  needsPsutil(context);
  const theirs = () => psutil<number>('psutil.disk_usage("/").percent');
  await expectNear(theirs, () => diskUsage('/').percent, { share: 0.01, floor: 0.2 });
});

const fields: readonly (readonly [keyof DiskIoCounters, string])[] = [
  ['readCount', 'read_count'],
  ['writeCount', 'write_count'],
  ['readBytes', 'read_bytes'],
  ['writeBytes', 'write_bytes'],
  ['readTime', 'read_time'],
  ['writeTime', 'write_time'],
  ['busyTime', 'busy_time'],
  ['readMergedCount', 'read_merged_count'],
  ['writeMergedCount', 'write_merged_count'],
];

test.for(fields)('diskIoCounters has the %s of psutil, of each disk', ([field, theirField], context) => {
  needsPsutil(context);
  for (const name of Object.keys(diskIoCounters({ perdisk: true }))) {
    const theirs = () => psutil<number>(`psutil.disk_io_counters(perdisk=True)[${JSON.stringify(name)}].${theirField}`);
    expectBracketed(theirs, () => diskIoCounters({ perdisk: true })[name]?.[field] ?? Number.NaN);
  }
});
