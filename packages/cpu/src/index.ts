export { type CpuCountOptions, cpuCount } from './count.js';
export { type CpuPercentOptions, cpuPercent } from './percent.js';
export { type CpuTimes, type CpuTimesOptions, cpuTimes } from './times.js';
