import { createDiskSampler, type DiskSample, diskIoCounters, diskPartitions, diskUsage } from '@psutil/disk/promises';
import { platformConstants } from '@psutil/native/internal/platform-constants';
import type { DiskIoCounters } from '@psutil/native/internal/records';
import type { GraphQLResolveInfo } from 'graphql';
import { timeoutArgument } from './arguments.js';
import { type Context, fields, property, rootFields } from './fields.js';
import { intervalArgument, sampleDuring } from './interval.js';
import { idField, idFrom } from './node-id.js';
import { requestCacheOf } from './request-cache.js';

interface UsageArguments {
  readonly timeout: number;
}

const usage = (path: string, { timeout }: UsageArguments, context: Context | undefined) =>
  diskUsage(path, { timeout, signal: context?.signal });

const partitions = (all: boolean, info: GraphQLResolveInfo) =>
  requestCacheOf(info).once(`diskPartitions ${all}`, () => diskPartitions({ all }));

/** A disk or partition. */
interface Disk {
  readonly name: string;
  readonly ioCounters: DiskIoCounters;
}

/** Returns the disks and partitions for which the kernel has I/O counters. */
export async function readDisks(info: GraphQLResolveInfo): Promise<Disk[]> {
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
  ...rootFields({
    '"Disks and mounted filesystems." disks: Disks': () => ({}),
  }),
  fields('"Disks and mounted filesystems." Disks', {
    '"Mounted filesystems: of physical devices or, with `all`, of any kind." partitions("Whether to include filesystems without a physical device." all: Boolean! = false): [DiskPartition!]':
      (_, { all }, __, info) => partitions(all, info),
    [`"Usage of the filesystem of a path, in bytes; an error after \`timeout\` seconds." usage("Path of any file in the filesystem." path: String!, ${timeoutArgument}): DiskUsage`]:
      (_, { path, ...args }, context) => usage(path, args, context),
    '"I/O counters of all physical disks since boot; null without disks." ioCounters: DiskIoCounters': () =>
      diskIoCounters(),
    [`"I/O rates during \`interval\` seconds." rates(${intervalArgument}): DiskIoSample`]: async (
      _,
      { interval },
      context,
    ) => diskSampleValue(await sampleDuring(createDiskSampler, interval, context)),
    '"Disks and partitions, mounted or not." disks: [Disk!]': (_, __, ___, info) => readDisks(info),
  }),
  fields('"A disk or partition." Disk implements Node', {
    [idField]: idFrom('Disk', ({ name }: Disk) => name),
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
    [`"Usage of the filesystem, in bytes; an error after \`timeout\` seconds." usage(${timeoutArgument}): DiskUsage`]: (
      { mountpoint },
      args,
      context,
    ) => usage(mountpoint, args, context),
    '"Disk or partition that is mounted; null for other devices." disk: Disk': async ({ device }, _, __, info) =>
      (await readDisks(info)).find((disk) => device === devicePath(disk)) ?? null,
  }),
];
