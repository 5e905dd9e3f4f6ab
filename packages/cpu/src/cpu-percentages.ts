import { percentOf } from '@psutil/native/internal/counters';
import {
  type CpuTimes,
  type CpuTimesPercent,
  type CpuTimesTable,
  cpuTimesPartOf,
} from '@psutil/native/internal/records';

type CpuMode = keyof CpuTimes;

/** The modes that a system reports. */
const modesOf = (times: CpuTimes) => Object.keys(times) as CpuMode[];

/** The kernel may decrease a counter, such as iowait: the difference is 0 then. */
const increase = (before = 0, after = 0): number => Math.max(0, after - before);

/** Returns the sum of the time spent in all modes, in seconds. A mode that is part of another one is not added again. */
function totalIncrease(before: CpuTimes, after: CpuTimes): number {
  let total = 0;
  for (const mode of modesOf(after)) if (!(mode in cpuTimesPartOf)) total += increase(before[mode], after[mode]);
  return total;
}

/** Returns the time between two readings that was not idle, in percent, 0 to 100. */
export function busyPercent(before: CpuTimes, after: CpuTimes): number {
  const total = totalIncrease(before, after);
  const idle = increase(before.idle, after.idle) + increase(before.iowait, after.iowait);
  return percentOf(total - idle, total);
}

/** Returns the time spent in each mode between two readings, in percent, 0 to 100. */
export function timesPercent(before: CpuTimes, after: CpuTimes): CpuTimesPercent {
  const total = totalIncrease(before, after);
  const percent = (mode: CpuMode) => Math.min(100, percentOf(increase(before[mode], after[mode]), total));
  return Object.fromEntries(modesOf(after).map((mode) => [mode, percent(mode)])) as unknown as CpuTimesPercent;
}

/**
 * Returns the CPUs of the later reading with both of their times. CPUs can be added and removed: they are matched by
 * number, and a CPU that the earlier reading lacks has the same times twice.
 */
export function matchCpus(
  before: CpuTimesTable,
  after: CpuTimesTable,
): { cpu: number; before: CpuTimes; after: CpuTimes }[] {
  const earlier = new Map(before.cpus.map(({ cpu, times }) => [cpu, times]));
  return after.cpus.map(({ cpu, times }) => ({ cpu, before: earlier.get(cpu) ?? times, after: times }));
}
