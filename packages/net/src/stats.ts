import type { HostOption } from '@psutil/native';
import {
  asyncExecutor,
  type NamedNicStats,
  type NicStats,
  objectFromEntries,
  resolveHost,
  syncExecutor,
} from '@psutil/native/collect';

export type { NicStats } from '@psutil/native/collect';

const byNic = (nics: readonly NamedNicStats[]): Record<string, NicStats> =>
  objectFromEntries(nics.map(({ name, stats }) => [name, stats]));

/**
 * The state of each network interface, by its name. `speed` is in megabits per second, and 0 where that is not known,
 * as of most virtual ones.
 *
 * Linux: rtnetlink(7), and ioctl(2) with SIOCETHTOOL; of another host /sys/class/net. Some drivers take
 * long to answer: `@psutil/net/promises` asks on the thread pool.
 */
export function netIfStats(options?: HostOption): Record<string, NicStats> {
  return byNic(syncExecutor.collect('netIfStats', resolveHost(options)));
}

/** The state of each network interface: `netIfStats` of `@psutil/net`, read on the thread pool. */
export async function netIfStatsAsync(options?: HostOption): Promise<Record<string, NicStats>> {
  return byNic(await asyncExecutor.collect('netIfStats', resolveHost(options)));
}
