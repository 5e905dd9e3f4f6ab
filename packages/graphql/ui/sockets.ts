import { escapeInvisible } from './escape.ts';

/** IP address and port. */
export interface Address {
  readonly ip: string;
  readonly port: number;
}

/** A socket. */
export interface Socket {
  readonly family: string;
  readonly type: string;
  readonly laddr: Address | null;
  readonly raddr: Address | null;
  readonly path: string | null;
  readonly status: string | null;
}

/** Formats an IP address and a port. */
export const addressText = ({ ip, port }: Address): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

/** Returns the protocol of a socket, such as `tcp6`. */
export function protocolOf({ family, type }: Socket): string {
  if (family === 'AF_UNIX') return 'unix';
  const name = type === 'SOCK_STREAM' ? 'tcp' : type === 'SOCK_DGRAM' ? 'udp' : type.toLowerCase();
  return family === 'AF_INET6' ? `${name}6` : name;
}

/** Returns the addresses of an IP socket, or the path of a UNIX socket. */
export function socketText({ family, laddr, raddr, path }: Socket): string {
  if (family === 'AF_UNIX') return path ? escapeInvisible(path) : '(unnamed)';
  return [laddr, raddr]
    .filter((address) => address !== null)
    .map(addressText)
    .join(' → ');
}
