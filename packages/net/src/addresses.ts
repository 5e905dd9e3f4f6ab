import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { groupByName } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import type { NicAddress } from '@psutil/native/internal/records';

export type { NicAddress } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function netIfAddrs(options?: HostOption): Result<M, Record<string, NicAddress[]>> {
    return executor.run(() =>
      executor.map(executor.collect('netIfAddrs', resolveHost(options, [])), (addresses) =>
        groupByName(addresses.map(({ name, address }) => [name, address] as const)),
      ),
    );
  };

/**
 * Returns the addresses of each network interface by its name: IPv4 addresses first, then IPv6 addresses, then the
 * hardware (MAC) address. An interface without addresses is absent. An address has `broadcast` or `ptp`, never both.
 * A link-local IPv6 address ends with its zone: the name of the interface, or its index on Windows.
 *
 * Unix: getifaddrs(3). Windows: GetAdaptersAddresses(), without `ptp`.
 *
 * @throws {NotSupported} For another `host`: no file contains the addresses.
 *
 * @example
 * import { netIfAddrs } from '@psutil/net';
 * import * as promises from '@psutil/net/promises';
 *
 * for (const [name, addresses] of Object.entries(netIfAddrs())) {
 *   for (const { family, address } of addresses) console.log(name, family, address); // lo AF_INET 127.0.0.1
 * }
 * console.log(Object.keys(await promises.netIfAddrs()));
 */
export const netIfAddrs: (options?: HostOption) => Record<string, NicAddress[]> = define(syncExecutor);

export const netIfAddrsAsync: (options?: HostOption) => Promise<Record<string, NicAddress[]>> = define(asyncExecutor);
