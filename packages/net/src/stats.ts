import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { objectFromEntries } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import type { NicStats } from '@psutil/native/internal/records';

export type { NicStats } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function netIfStats(options?: HostOption): Result<M, Record<string, NicStats>> {
    return executor.run(() =>
      executor.map(executor.collect('netIfStats', resolveHost(options, [])), (nics) =>
        objectFromEntries(nics.map(({ name, stats }) => [name, stats] as const)),
      ),
    );
  };

/**
 * Returns the state of each network interface by its name. `speed` is in megabits per second, and 0 if it is unknown,
 * as for most virtual interfaces.
 *
 * Linux: rtnetlink(7) and ioctl(2) with SIOCETHTOOL; /sys/class/net of another host. Some drivers are slow to respond:
 * `netIfStats` of `@psutil/net/promises` does not block the event loop. macOS: sysctl with IFMIB_IFALLDATA, and
 * ioctl(2) with SIOCGIFMEDIA. FreeBSD: sysctl with NET_RT_IFLIST, and ioctl(2) with SIOCGIFMEDIA. SunOS: ioctl(2) with
 * SIOCGLIFFLAGS and SIOCGLIFMTU, and kstats of the module link. Windows: GetIfEntry2(), without `flags` and with an
 * unknown `duplex`.
 *
 * @example
 * import { netIfStats } from '@psutil/net';
 * import * as promises from '@psutil/net/promises';
 *
 * for (const [name, { isup, speed, mtu }] of Object.entries(netIfStats())) console.log(name, isup, speed, mtu);
 * console.log(Object.keys(await promises.netIfStats()));
 */
export const netIfStats: (options?: HostOption) => Record<string, NicStats> = define(syncExecutor);

export const netIfStatsAsync: (options?: HostOption) => Promise<Record<string, NicStats>> = define(asyncExecutor);
