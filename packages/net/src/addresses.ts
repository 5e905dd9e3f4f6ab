import type { HostOption } from '@psutil/native';
import {
  asyncExecutor,
  grouped,
  type NamedNicAddress,
  type NicAddress,
  resolveHost,
  syncExecutor,
} from '@psutil/native/collect';

export type { NicAddress } from '@psutil/native/collect';

const byNic = (addresses: readonly NamedNicAddress[]) =>
  grouped(addresses.map(({ name, address }) => [name, address] as const));

/**
 * The addresses of the network interfaces, by their names: IPv4 first, then IPv6, then that of the hardware. An
 * interface without any is missing. `broadcast` and `ptp` exclude each other.
 *
 * Unix: getifaddrs(3).
 *
 * @throws {NotSupported} For another `host`: no file has them.
 */
export function netIfAddrs(options?: HostOption): Record<string, NicAddress[]> {
  return byNic(syncExecutor.collect('netIfAddrs', resolveHost(options)));
}

/** The addresses of the network interfaces: `netIfAddrs` of `@psutil/net`, read on the thread pool. */
export async function netIfAddrsAsync(options?: HostOption): Promise<Record<string, NicAddress[]>> {
  return byNic(await asyncExecutor.collect('netIfAddrs', resolveHost(options)));
}
