import { diskIoCounters, diskPartitions, diskUsage } from '@psutil/disk/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { type Context, fields, property } from './fields.js';
import { snapshotOf } from './request-cache.js';

interface UsageArguments {
  readonly timeout: number;
}

const usage = (path: string, { timeout }: UsageArguments, context: Context | undefined) =>
  diskUsage(path, { timeout, signal: context?.signal });

const partitions = (all: boolean, info: GraphQLResolveInfo) =>
  snapshotOf(info).once(`diskPartitions ${all}`, () => diskPartitions({ all }));

/** The disks and partitions that the kernel counts for. */
async function disks(info: GraphQLResolveInfo) {
  const counters = await snapshotOf(info).once('diskIoCounters', () => diskIoCounters({ perdisk: true }));
  return Object.entries(counters).map(([name, ioCounters]) => ({ name, ioCounters }));
}

const deviceOf = ({ name }: { readonly name: string }) => `/dev/${name}`;

/** `Query.disks`. */
export const disk = [
  fields('Query', {
    '"The disks and what is mounted." disks: Disks!': () => ({}),
  }),
  fields('Disks', {
    '"The mounted file systems: those on disks, or all." partitions(all: Boolean! = false): [DiskPartition!]!': (
      _,
      { all },
      __,
      info,
    ) => partitions(all, info),
    '"How full the file system of a path is, in bytes; an error where it does not answer in time." usage(path: String!, timeout: Float! = 5): DiskUsage':
      (_, { path, ...args }, context) => usage(path, args, context),
    '"What was done with all physical disks together since boot; null where there is none." ioCounters: DiskIoCounters':
      () => diskIoCounters(),
    '"The disks and partitions, mounted or not." disks: [Disk!]!': (_, __, ___, info) => disks(info),
  }),
  fields('Disk', {
    '"The name of the disk or partition, such as sda1." name: String!': property,
    '"What was done with it since boot." ioCounters: DiskIoCounters!': property,
    '"Where it is mounted first; null where that is nowhere by this name." partition: DiskPartition': async (
      disk,
      _,
      __,
      info,
    ) => (await partitions(false, info)).find(({ device }) => device === deviceOf(disk)) ?? null,
  }),
  fields('DiskPartition', {
    '"How full it is, in bytes; an error where it does not answer in time." usage(timeout: Float! = 5): DiskUsage': (
      { mountpoint },
      args,
      context,
    ) => usage(mountpoint, args, context),
    '"The disk or partition that is mounted; null where it is none." disk: Disk': async ({ device }, _, __, info) =>
      (await disks(info)).find((disk) => device === deviceOf(disk)) ?? null,
  }),
];
