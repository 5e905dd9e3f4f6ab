import { createDiskSampler, type DiskSample, diskIoCounters, diskPartitions, diskUsage } from '@psutil/disk/promises';
import { platformConstants } from '@psutil/native/internal/platform-constants';
import type { GraphQLResolveInfo } from 'graphql';
import { type Context, fields, property } from './fields.js';
import { intervalArgument, sampleDuring } from './interval.js';
import { requestCacheOf } from './request-cache.js';

interface UsageArguments {
  readonly timeout: number;
}

const usage = (path: string, { timeout }: UsageArguments, context: Context | undefined) =>
  diskUsage(path, { timeout, signal: context?.signal });

const partitions = (all: boolean, info: GraphQLResolveInfo) =>
  requestCacheOf(info).once(`diskPartitions ${all}`, () => diskPartitions({ all }));

/** Returns the disks and partitions for which the kernel has I/O counters. */
async function disks(info: GraphQLResolveInfo) {
  const counters = await requestCacheOf(info).once('diskIoCounters', () => diskIoCounters({ perdisk: true }));
  return Object.entries(counters).map(([name, ioCounters]) => ({ name, ioCounters }));
}

const devicePath = ({ name }: { readonly name: string }) => `${platformConstants().devicePrefix}${name}`;

/** Returns a sample of the rates with a list of the disks. */
export const diskSampleValue = ({ disks: rates, ...sample }: DiskSample) => ({
  ...sample,
  disks: Object.entries(rates).map(([name, each]) => ({ name, ...each })),
});

/** `Query.disks`. */
export const disk = [
  fields('Query', {
    '"Disks and mounted filesystems." disks: Disks!': () => ({}),
  }),
  fields('Disks', {
    '"Mounted filesystems: of physical devices or, with `all`, of any kind." partitions(all: Boolean! = false): [DiskPartition!]!':
      (_, { all }, __, info) => partitions(all, info),
    '"Usage of the filesystem of a path, in bytes; an error after `timeout` seconds." usage(path: String!, timeout: Float! = 5): DiskUsage':
      (_, { path, ...args }, context) => usage(path, args, context),
    '"I/O counters of all physical disks since boot; null without disks." ioCounters: DiskIoCounters': () =>
      diskIoCounters(),
    [`"I/O rates during \`interval\` seconds." rates(${intervalArgument}): DiskIoSample`]: async (
      _,
      { interval },
      context,
    ) => diskSampleValue(await sampleDuring(createDiskSampler, interval, context)),
    '"Disks and partitions, mounted or not." disks: [Disk!]!': (_, __, ___, info) => disks(info),
  }),
  fields('Disk', {
    '"Name of the disk or partition, such as sda1." name: String!': property,
    '"I/O counters since boot." ioCounters: DiskIoCounters!': property,
    '"First mount of the device; null if it is not mounted under this name." partition: DiskPartition': async (
      disk,
      _,
      __,
      info,
    ) => (await partitions(false, info)).find(({ device }) => device === devicePath(disk)) ?? null,
  }),
  fields('DiskPartition', {
    '"Usage of the filesystem, in bytes; an error after `timeout` seconds." usage(timeout: Float! = 5): DiskUsage': (
      { mountpoint },
      args,
      context,
    ) => usage(mountpoint, args, context),
    '"Disk or partition that is mounted; null for other devices." disk: Disk': async ({ device }, _, __, info) =>
      (await disks(info)).find((disk) => device === devicePath(disk)) ?? null,
  }),
];
