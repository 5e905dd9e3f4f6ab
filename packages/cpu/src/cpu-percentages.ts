import type { CpuTimes, CpuTimesTable } from '@psutil/native/collect';

/** Of the time between two readings, the share of each mode, 0 to 100. */
export type CpuTimesPercent = { readonly [Mode in keyof CpuTimes]: CpuTimes[Mode] };

/** The kernel lets some counters go backwards: that is no time. */
const gain = (before = 0, after = 0): number => Math.max(0, after - before);

/** What passed between two readings, mode by mode. */
function elapsed(before: CpuTimes, after: CpuTimes): Required<CpuTimes> {
  return {
    user: gain(before.user, after.user),
    system: gain(before.system, after.system),
    idle: gain(before.idle, after.idle),
    nice: gain(before.nice, after.nice),
    iowait: gain(before.iowait, after.iowait),
    irq: gain(before.irq, after.irq),
    softirq: gain(before.softirq, after.softirq),
    steal: gain(before.steal, after.steal),
    guest: gain(before.guest, after.guest),
    guestNice: gain(before.guestNice, after.guestNice),
  };
}

/** All the time that passed. That of guests is in `user` and `nice` already. */
const sum = (passed: Required<CpuTimes>): number =>
  passed.user + passed.system + passed.idle + passed.nice + passed.iowait + passed.irq + passed.softirq + passed.steal;

/** The share of the time between two readings that was not idle, 0 to 100. */
export function busyPercent(before: CpuTimes, after: CpuTimes): number {
  const passed = elapsed(before, after);
  const total = sum(passed);
  return total > 0 ? (100 * (total - passed.idle - passed.iowait)) / total : 0;
}

/** The share of each mode of the time between two readings, 0 to 100. */
export function timesPercent(before: CpuTimes, after: CpuTimes): CpuTimesPercent {
  const passed = elapsed(before, after);
  const total = sum(passed);
  const share = (mode: keyof CpuTimes) => (total > 0 ? Math.min(100, (100 * passed[mode]) / total) : 0);
  return Object.fromEntries(
    (Object.keys(after) as (keyof CpuTimes)[]).map((mode) => [mode, share(mode)]),
  ) as unknown as CpuTimesPercent;
}

/** The CPUs of the later reading, each with its times before, matched by number: CPUs come and go. One that was not there before is compared with its own start. */
export function matched(
  before: CpuTimesTable,
  after: CpuTimesTable,
): { cpu: number; before: CpuTimes; after: CpuTimes }[] {
  const earlier = new Map(before.cpus.map(({ cpu, times }) => [cpu, times]));
  return after.cpus.map(({ cpu, times }) => ({ cpu, before: earlier.get(cpu) ?? times, after: times }));
}
