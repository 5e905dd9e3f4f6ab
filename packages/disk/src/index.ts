export { type DiskIoCounters, type DiskIoCountersOptions, diskIoCounters } from './io-counters.js';
export { type DiskPartition, type DiskPartitionsOptions, diskPartitions } from './partitions.js';
export {
  createDiskSampler,
  type DiskRates,
  type DiskRatesOfOne,
  type DiskSample,
  type DiskSampler,
} from './sampler.js';
export { type DiskUsage, diskUsage, type InodeUsage } from './usage.js';
