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

/** Returns the time spent in each mode between two readings, in seconds. */
const elapsed = (before: CpuTimes, after: CpuTimes): CpuTimes =>
  Object.fromEntries(modesOf(after).map((mode) => [mode, increase(before[mode], after[mode])])) as unknown as CpuTimes;

/** Returns the sum of all modes, in seconds. A mode that is part of another one is not added again. */
function sum(times: CpuTimes): number {
  let total = 0;
  for (const mode of modesOf(times)) if (!(mode in cpuTimesPartOf)) total += times[mode] ?? 0;
  return total;
}

/** Returns the time between two readings that was not idle, in percent, 0 to 100. */
export function busyPercent(before: CpuTimes, after: CpuTimes): number {
  let total = 0;
  let idle = 0;
  for (const mode of modesOf(after)) {
    if (mode in cpuTimesPartOf) continue;
    const time = increase(before[mode], after[mode]);
    total += time;
    if (mode === 'idle' || mode === 'iowait') idle += time;
  }
  return total > 0 ? (100 * (total - idle)) / total : 0;
}

/** Returns the time spent in each mode between two readings, in percent, 0 to 100. */
export function timesPercent(before: CpuTimes, after: CpuTimes): CpuTimesPercent {
  const times = elapsed(before, after);
  const total = sum(times);
  const percent = (mode: CpuMode) => (total > 0 ? Math.min(100, (100 * (times[mode] ?? 0)) / total) : 0);
  return Object.fromEntries(modesOf(times).map((mode) => [mode, percent(mode)])) as unknown as CpuTimesPercent;
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
