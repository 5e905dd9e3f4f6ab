import { isIPv4 } from 'node:net';
import type { HttpError } from './http-error.js';

/** Whether a host name or address is loopback. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}

const hostPattern = /^(?<name>\[[\da-f:.]+\]|[\w.-]+)(:(?<port>\d{1,5}))?$/;

/** Returns the host of a `Host` header, without its port; undefined if it is invalid. */
function hostNameOf(header: string): string | undefined {
  const { name, port = '0' } = hostPattern.exec(header.toLowerCase())?.groups ?? {};
  return Number(port) <= 65535 ? name : undefined;
}

/** Returns an address in the form of a `Host` header: for an IPv4 address of an IPv6 socket, the IPv4 address. */
export function urlHost(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}

/**
 * Whether a `Host` header is allowed: a loopback name, one of `hosts`, or the address on which the request arrived. This
 * prevents DNS rebinding, by which another site resolves its own name to this machine and reads responses.
 */
export function isAllowedHost(
  header: string | null | undefined,
  hosts: readonly string[],
  localAddress: string | undefined,
): boolean {
  const name = hostNameOf(header ?? '');
  if (name === undefined) return false;
  return isLoopback(name) || hosts.includes(name) || (localAddress !== undefined && name === urlHost(localAddress));
}

/** The error for a request to another host. */
export const hostNotAllowed: HttpError = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'The Host header is not allowed.',
};

/** Validates `allowHosts`: names or addresses, without a port. */
export function checkHosts(hosts: unknown): string[] | undefined {
  if (hosts === undefined) return undefined;
  if (!Array.isArray(hosts)) throw new TypeError('allowHosts must be an array of host names');
  return hosts.map((host: unknown) => {
    const name = typeof host === 'string' ? hostNameOf(host) : undefined;
    // A name such as 999.1 matches the pattern, but is no valid host of a URL.
    if (name === undefined || name !== String(host).toLowerCase() || !URL.canParse(`http://${name}`)) {
      throw new TypeError(`allowHosts must contain host names or addresses without ports, not ${JSON.stringify(host)}`);
    }
    return name;
  });
}
