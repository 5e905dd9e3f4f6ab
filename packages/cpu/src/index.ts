export { type CpuCountOptions, cpuCount } from './count.js';
export { type CpuFreq, type CpuFreqOptions, cpuFreq } from './freq.js';
export { getloadavg, type LoadAverages } from './load.js';
export { type CpuPercentOptions, cpuPercent } from './percent.js';
export { type CpuLoad, type CpuSample, type CpuSampler, createCpuSampler, type PerCpuLoad } from './sampler.js';
export { type CpuStats, cpuStats } from './stats.js';
export { type CpuTimes, type CpuTimesOptions, cpuTimes } from './times.js';
export { type CpuTimesPercent, type CpuTimesPercentOptions, cpuTimesPercent } from './times-percent.js';
