export {
  type DiskIoCounters,
  type DiskIoCountersOptions,
  diskIoCountersAsync as diskIoCounters,
} from './io-counters.js';
export { type DiskPartition, type DiskPartitionsOptions, diskPartitionsAsync as diskPartitions } from './partitions.js';
export {
  createDiskSamplerAsync as createDiskSampler,
  type DiskRates,
  type DiskRatesOfOne,
  type DiskSample,
  type DiskSamplerAsync as DiskSampler,
} from './sampler.js';
export {
  type DiskUsage,
  type DiskUsageAsyncOptions as DiskUsageOptions,
  diskUsageAsync as diskUsage,
  type InodeUsage,
} from './usage.js';
