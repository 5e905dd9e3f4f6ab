import { cpuCount, cpuFreq, cpuPercent, cpuStats, cpuTimes, cpuTimesPercent, getloadavg } from '@psutil/cpu/promises';
import { type Context, fields } from './fields.js';

const maxInterval = 10;

/** Validates a measurement interval, in seconds: the request waits for it. */
function checkInterval({ interval }: { readonly interval: number }, context: Context | undefined) {
  if (interval > 0 && interval <= maxInterval) return { interval, signal: context?.signal };
  throw new RangeError(`interval must be greater than 0 and at most ${maxInterval} seconds: ${interval}`);
}

/** `Query.cpu`. */
export const cpu = [
  fields('Query', {
    '"CPU times, utilization and frequency." cpu: Cpu!': () => ({}),
  }),
  fields('Cpu', {
    '"Number of online CPUs or, with `logical: false`, of physical cores; null if unknown." count(logical: Boolean! = true): Int':
      (_, args) => cpuCount(args),
    '"CPU utilization during `interval` seconds, in percent, 0 to 100." percent(interval: Float! = 0.1): Float!': (
      _,
      args,
      context,
    ) => cpuPercent(checkInterval(args, context)),
    '"Utilization of each CPU during `interval` seconds, in percent, 0 to 100." percentPercpu(interval: Float! = 0.1): [Float!]!':
      (_, args, context) => cpuPercent({ ...checkInterval(args, context), percpu: true }),
    '"CPU times of all CPUs since boot, in seconds." times: CpuTimes!': () => cpuTimes(),
    '"CPU times of each CPU since boot, in seconds." timesPercpu: [CpuTimes!]!': () => cpuTimes({ percpu: true }),
    '"CPU time in each mode during `interval` seconds, in percent, 0 to 100." timesPercent(interval: Float! = 0.1): CpuTimesPercent!':
      (_, args, context) => cpuTimesPercent(checkInterval(args, context)),
    '"CPU time of each CPU in each mode during `interval` seconds, in percent, 0 to 100." timesPercentPercpu(interval: Float! = 0.1): [CpuTimesPercent!]!':
      (_, args, context) => cpuTimesPercent({ ...checkInterval(args, context), percpu: true }),
    '"Context switches and interrupts since boot." stats: CpuStats!': () => cpuStats(),
    '"Mean CPU frequency, in MHz; null if unknown." freq: CpuFreq': () => cpuFreq(),
    '"Frequency of each CPU, in MHz; CPUs of unknown frequency are omitted." freqPercpu: [CpuFreq!]!': () =>
      cpuFreq({ percpu: true }),
    '"Load averages over the last 1, 5 and 15 minutes." getloadavg: [Float!]!': () => getloadavg(),
  }),
];
