import { cpuCount, cpuPercent, cpuTimes } from '@psutil/cpu/promises';
import { type Context, fields } from './fields.js';

interface Interval {
  readonly interval: number;
}

const longestInterval = 10;

function checkInterval({ interval }: Interval): number {
  if (interval > 0 && interval <= longestInterval) return interval;
  throw new RangeError(`interval must be above 0 and at most ${longestInterval} seconds: ${interval}`);
}

/** `Query.cpu`. */
export const cpu = [
  fields('Query', {
    '"The CPUs." cpu: Cpu!': () => ({}),
  }),
  fields('Cpu', {
    '"Number of CPUs online or, unless logical, of physical cores." count(logical: Boolean! = true): Int': (
      _,
      { logical },
    ) => cpuCount({ logical }),
    '"How busy all are together during the next seconds, 0 to 100." percent(interval: Float! = 0.1): Float!': (
      _,
      args: Interval,
      { signal }: Context,
    ) => cpuPercent({ interval: checkInterval(args), signal }),
    '"How busy each is during the next seconds, 0 to 100." percentPercpu(interval: Float! = 0.1): [Float!]!': (
      _,
      args: Interval,
      { signal }: Context,
    ) => cpuPercent({ interval: checkInterval(args), percpu: true, signal }),
    '"Seconds that all together spent in each mode since boot." times: CpuTimes!': () => cpuTimes(),
    '"Seconds that each spent in each mode since boot." timesPercpu: [CpuTimes!]!': () => cpuTimes({ percpu: true }),
  }),
];
