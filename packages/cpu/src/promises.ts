export { type CpuCountOptions, cpuCountAsync as cpuCount } from './count.js';
export { type CpuFreq, type CpuFreqOptions, cpuFreqAsync as cpuFreq } from './freq.js';
export { getloadavgAsync as getloadavg, type LoadAverages } from './load.js';
export { type CpuPercentAsyncOptions as CpuPercentOptions, cpuPercentAsync as cpuPercent } from './percent.js';
export {
  type CpuLoad,
  type CpuSample,
  type CpuSamplerAsync as CpuSampler,
  createCpuSamplerAsync as createCpuSampler,
  type PerCpuLoad,
} from './sampler.js';
export { type CpuStats, cpuStatsAsync as cpuStats } from './stats.js';
export { type CpuTimes, type CpuTimesOptions, cpuTimesAsync as cpuTimes } from './times.js';
export {
  type CpuTimesPercent,
  type CpuTimesPercentAsyncOptions as CpuTimesPercentOptions,
  cpuTimesPercentAsync as cpuTimesPercent,
} from './times-percent.js';
