import { type DiskIoCounters, diskIoCounters, diskPartitions, diskUsage } from '@psutil/disk';
import { expect, test } from 'vitest';
import { expectBracketed, expectNear } from '../support/bracket.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

interface Mount {
  readonly target: string;
  readonly source: string;
  readonly fstype: string;
}

test('diskPartitions({ all: true }) equals findmnt', (context) => {
  needs(context, 'findmnt');
  const { filesystems } = JSON.parse(tool('findmnt', '--json', '--list', '--output', 'TARGET,SOURCE,FSTYPE')) as {
    filesystems: Mount[];
  };
  const ours = diskPartitions({ all: true }).map(({ mountpoint, fstype }) => `${mountpoint} ${fstype}`);
  expect(ours.sort()).toEqual(filesystems.map(({ target, fstype }) => `${target} ${fstype}`).sort());
});

test.for([
  [false, 'psutil.disk_partitions()'],
  [true, 'psutil.disk_partitions(all=True)'],
] as const)('diskPartitions({ all: %s }) equals psutil', ([all, theirs], context) => {
  needsPsutil(context);
  const rows = psutil<object[]>(
    `[{"device": p.device, "mountpoint": p.mountpoint, "fstype": p.fstype, "opts": p.opts} for p in ${theirs}]`,
  );
  expect(diskPartitions({ all })).toEqual(rows);
});

test('diskIoCounters() has the whole disks of lsblk', (context) => {
  needs(context, 'lsblk');
  const names = tool('lsblk', '--nodeps', '--noheadings', '--output', 'NAME').trim().split(/\s+/);
  expect(Object.keys(diskIoCounters({ perdisk: true }))).toEqual(expect.arrayContaining(names));
});

test.for([
  ['size', 'total'],
  ['used', 'used'],
  ['avail', 'free'],
] as const)('diskUsage() agrees with the column %s of df', async ([column, field], context) => {
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
] as const)('diskUsage().inodes agrees with the column %s of df', async ([column, field], context) => {
  needs(context, 'df');
  const theirs = () => Number(tool('df', `--output=${column}`, '/').split('\n')[1]);
  await expectNear(theirs, () => diskUsage('/').inodes?.[field] ?? 0, { share: 0.01, floor: 1000 });
});

test('diskUsage().percent agrees with psutil', async (context) => {
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

test.for(fields)('diskIoCounters({ perdisk: true }) agrees with psutil: %s', ([field, theirField], context) => {
  needsPsutil(context);
  for (const name of Object.keys(diskIoCounters({ perdisk: true }))) {
    const theirs = () => psutil<number>(`psutil.disk_io_counters(perdisk=True)[${JSON.stringify(name)}].${theirField}`);
    expectBracketed(theirs, () => diskIoCounters({ perdisk: true })[name]?.[field] ?? Number.NaN);
  }
});
