import type { Refusal } from './http-error.js';

/** Whether a name or address is this machine's own, not to be reached from outside. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

const hostPattern = /^(?<name>\[[\da-f:.]+\]|[\w.-]+)(:(?<port>\d{1,5}))?$/;

/** The host that a request names, without its port; undefined for what is no host. */
function nameOf(header: string): string | undefined {
  const { name, port = '0' } = hostPattern.exec(header.toLowerCase())?.groups ?? {};
  return Number(port) <= 65535 ? name : undefined;
}

/** An address as a `Host` header has it: of an IPv4 address that came through an IPv6 socket, the IPv4 one. */
export function inUrl(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}

/**
 * A page of another site can have its own name lead to this machine, and then read what it asks for: so the name in
 * the request must be this machine's, one of `hosts`, or the address that the request came to.
 */
export function isMeant(
  header: string | null | undefined,
  hosts: readonly string[],
  cameTo: string | undefined,
): boolean {
  const name = nameOf(header ?? '');
  if (name === undefined) return false;
  return isLoopback(name) || hosts.includes(name) || (cameTo !== undefined && name === inUrl(cameTo));
}

/** What is told to who asked for another host. */
export const misdirected: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'This server does not answer to that host.',
};

/** The names of `allowHosts`, checked: names or addresses, without a port. */
export function checkHosts(hosts: unknown): string[] | undefined {
  if (hosts === undefined) return undefined;
  if (!Array.isArray(hosts)) throw new TypeError('allowHosts must be a list of names');
  return hosts.map((host: unknown) => {
    const name = typeof host === 'string' ? nameOf(host) : undefined;
    if (name === undefined || name !== String(host).toLowerCase()) {
      throw new TypeError(`allowHosts takes names and addresses, without ports, not ${JSON.stringify(host)}`);
    }
    return name;
  });
}
