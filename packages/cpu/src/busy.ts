import type { CpuTimes, CpuTimesTable } from '@psutil/native/collect';

/** What passed between two readings, mode by mode. The kernel lets some counters go backwards: that is no time. */
function elapsed(before: CpuTimes, after: CpuTimes): Required<CpuTimes> {
  const of = (mode: keyof CpuTimes) => Math.max(0, (after[mode] ?? 0) - (before[mode] ?? 0));
  return {
    user: of('user'),
    system: of('system'),
    idle: of('idle'),
    nice: of('nice'),
    iowait: of('iowait'),
    irq: of('irq'),
    softirq: of('softirq'),
    steal: of('steal'),
    guest: of('guest'),
    guestNice: of('guestNice'),
  };
}

/** The share of the time between two readings that was not idle, 0 to 100. Guests' time is in `user` and `nice` already. */
export function busyPercent(before: CpuTimes, after: CpuTimes): number {
  const { user, system, idle, nice, iowait, irq, softirq, steal } = elapsed(before, after);
  const busy = user + system + nice + irq + softirq + steal;
  const total = busy + idle + iowait;
  return total > 0 ? (100 * busy) / total : 0;
}

/** The same for each CPU of the later reading, matched by number: CPUs come and go. One that was not there before is compared with its own start. */
export function busyPercents(before: CpuTimesTable, after: CpuTimesTable): number[] {
  const earlier = new Map(before.cpus.map(({ cpu, times }) => [cpu, times]));
  return after.cpus.map(({ cpu, times }) => busyPercent(earlier.get(cpu) ?? times, times));
}
