export { type CpuCountOptions, cpuCountAsync as cpuCount } from './count.js';
export { type CpuPercentAsyncOptions as CpuPercentOptions, cpuPercentAsync as cpuPercent } from './percent.js';
export { type CpuTimes, type CpuTimesOptions, cpuTimesAsync as cpuTimes } from './times.js';
