import { cpuCount, cpuFreq, cpuPercent, cpuStats, cpuTimes, cpuTimesPercent, getloadavg } from '@psutil/cpu/promises';
import { type Context, fields } from './fields.js';

const longestInterval = 10;

/** An interval to measure, checked: a request waits for it. */
function during({ interval }: { readonly interval: number }, context: Context | undefined) {
  if (interval > 0 && interval <= longestInterval) return { interval, signal: context?.signal };
  throw new RangeError(`interval must be above 0 and at most ${longestInterval} seconds: ${interval}`);
}

/** `Query.cpu`. */
export const cpu = [
  fields('Query', {
    '"The CPUs." cpu: Cpu!': () => ({}),
  }),
  fields('Cpu', {
    '"CPUs online, or physical cores." count(logical: Boolean! = true): Int': (_, args) => cpuCount(args),
    '"How busy all are in the next seconds, 0 to 100." percent(interval: Float! = 0.1): Float!': (_, args, context) =>
      cpuPercent(during(args, context)),
    '"How busy each is then." percentPercpu(interval: Float! = 0.1): [Float!]!': (_, args, context) =>
      cpuPercent({ ...during(args, context), percpu: true }),
    '"Seconds that all together spent in each mode since boot." times: CpuTimes!': () => cpuTimes(),
    '"Seconds that each spent in each mode since boot." timesPercpu: [CpuTimes!]!': () => cpuTimes({ percpu: true }),
    '"The share of each mode of the next seconds, 0 to 100." timesPercent(interval: Float! = 0.1): CpuTimesPercent!': (
      _,
      args,
      context,
    ) => cpuTimesPercent(during(args, context)),
    '"The same of each." timesPercentPercpu(interval: Float! = 0.1): [CpuTimesPercent!]!': (_, args, context) =>
      cpuTimesPercent({ ...during(args, context), percpu: true }),
    '"What the CPUs were interrupted for since boot." stats: CpuStats!': () => cpuStats(),
    '"The mean clock, in MHz, where any is known." freq: CpuFreq': () => cpuFreq(),
    '"The clock of each whose clock is known, in MHz." freqPercpu: [CpuFreq!]!': () => cpuFreq({ percpu: true }),
    '"Load averages of the last 1, 5 and 15 minutes." getloadavg: [Float!]!': () => getloadavg(),
  }),
];
