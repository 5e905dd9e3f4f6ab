import type { HostOption } from '@psutil/native';
import { CounterUnwrapper, sumCounters } from '@psutil/native/internal/counters';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { countersByName, objectFromEntries } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import type { NetIoCounters } from '@psutil/native/internal/records';
import { checkFlag } from '@psutil/native/internal/validation';

export type { NetIoCounters } from '@psutil/native/internal/records';

/** Options of {@link netIoCounters}. */
export interface NetIoCountersOptions<P extends boolean | undefined = boolean | undefined> extends HostOption {
  /** Whether to return the counters of each network interface by its name; false by default. */
  readonly pernic?: P;
  /** Whether to make the counters monotonic if those of the kernel wrap; true by default. */
  readonly nowrap?: boolean | undefined;
}

type PerNic<P extends boolean | undefined> = P extends true ? Record<string, NetIoCounters> : NetIoCounters | null;

const unwrapper = new CounterUnwrapper<NetIoCounters>();

const define = <M extends Mode>(executor: Executor<M>) =>
  function netIoCounters<P extends boolean | undefined>(options?: NetIoCountersOptions<P>): Result<M, PerNic<P>> {
    return executor.run<PerNic<P>>(() => {
      const host = resolveHost(options, ['pernic', 'nowrap']);
      const pernic = checkFlag('pernic', options?.pernic, false);
      const nowrap = checkFlag('nowrap', options?.nowrap, true);
      const unwrap = nowrap ? unwrapper.begin(host) : (counters: ReadonlyMap<string, NetIoCounters>) => counters;
      return executor.map(executor.collect('netIoCounters', host, false), (nics) => {
        const counters = unwrap(countersByName(nics));
        return (pernic ? objectFromEntries(counters) : sumCounters([...counters.values()])) as PerNic<P>;
      });
    });
  };

/**
 * Returns the network I/O counters since the interfaces were created: the sum over all interfaces, including the
 * loopback interface, or, with `pernic`, the counters of each interface by its name. The sum is null if there are no
 * interfaces. A packet that passes through a bridge or a bond is counted by each interface on its way.
 *
 * Linux: /proc/net/dev, or /proc/1/net/dev of another host. The counters of some drivers wrap at 32 bits. macOS: sysctl
 * with IFMIB_IFALLDATA. FreeBSD: sysctl with NET_RT_IFLIST. SunOS: kstats of the module link, without the loopback
 * interface. Windows: GetIfEntry2().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed.
 *
 * @example
 * import { netIoCounters } from '@psutil/net';
 * import * as promises from '@psutil/net/promises';
 *
 * console.log(netIoCounters()?.bytesRecv);
 * for (const [name, { bytesRecv }] of Object.entries(await promises.netIoCounters({ pernic: true }))) {
 *   console.log(name, bytesRecv);
 * }
 */
export const netIoCounters: <P extends boolean | undefined = undefined>(
  options?: NetIoCountersOptions<P>,
) => PerNic<P> = define(syncExecutor);

export const netIoCountersAsync: <P extends boolean | undefined = undefined>(
  options?: NetIoCountersOptions<P>,
) => Promise<PerNic<P>> = define(asyncExecutor);
