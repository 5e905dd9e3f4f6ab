import { diskIoCounters, diskPartitions, diskUsage } from '@psutil/disk/promises';
import { type Context, fields, property } from './fields.js';

interface UsageArguments {
  readonly timeout: number;
}

const usage = (path: string, { timeout }: UsageArguments, context: Context | undefined) =>
  diskUsage(path, { timeout, signal: context?.signal });

/** `Query.disks`. */
export const disk = [
  fields('Query', {
    '"The disks and what is mounted." disks: Disks!': () => ({}),
  }),
  fields('Disks', {
    '"The mounted file systems: those on disks, or all." partitions(all: Boolean! = false): [DiskPartition!]!': (
      _,
      args,
    ) => diskPartitions(args),
    '"How full the file system of a path is, in bytes; an error where it does not answer in time." usage(path: String!, timeout: Float! = 5): DiskUsage':
      (_, { path, ...args }, context) => usage(path, args, context),
    '"What was done with all physical disks together since boot; null where there is none." ioCounters: DiskIoCounters':
      () => diskIoCounters(),
    '"What was done with each disk and partition since boot." ioCountersPerdisk: [DiskIo!]!': async () =>
      Object.entries(await diskIoCounters({ perdisk: true })).map(([name, counters]) => ({ name, counters })),
  }),
  fields('DiskIo', {
    '"The name of the disk or partition, such as sda1." name: String!': property,
    '"What was done with it since boot." counters: DiskIoCounters!': property,
  }),
  fields('DiskPartition', {
    '"How full it is, in bytes; an error where it does not answer in time." usage(timeout: Float! = 5): DiskUsage': (
      { mountpoint },
      args,
      context,
    ) => usage(mountpoint, args, context),
  }),
  fields('DiskUsage', {
    '"used as a share of used and free, 0 to 100." percent: Float!': property,
  }),
  fields('InodeUsage', {
    '"used as a share of used and free, 0 to 100." percent: Float!': property,
  }),
];
