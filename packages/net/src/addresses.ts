import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { groupByName } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import type { NicAddress } from '@psutil/native/internal/records';

export type { NicAddress } from '@psutil/native/internal/records';

interface NetIfAddrs<M extends Mode> {
  /**
   * Returns the addresses of each network interface by its name: IPv4 addresses first, then IPv6 addresses, then the
   * hardware (MAC) address. An interface without addresses is absent. An address has `broadcast` or `ptp`, never both.
   * A link-local IPv6 address ends with its zone: the name of the interface, or its index on Windows.
   *
   * Unix: getifaddrs(3). Windows: GetAdaptersAddresses(), without `ptp`.
   *
   * @throws {NotSupported} For another `host`: no file contains the addresses.
   */
  (options?: HostOption): Result<M, Record<string, NicAddress[]>>;
}

const define = <M extends Mode>(executor: Executor<M>): NetIfAddrs<M> =>
  function netIfAddrs(options) {
    return executor.run(() =>
      executor.map(executor.collect('netIfAddrs', resolveHost(options, [])), (addresses) =>
        groupByName(addresses.map(({ name, address }) => [name, address] as const)),
      ),
    );
  };

export const netIfAddrs: NetIfAddrs<'sync'> = define(syncExecutor);
export const netIfAddrsAsync: NetIfAddrs<'async'> = define(asyncExecutor);
