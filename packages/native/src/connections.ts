import type {
  AddressFamily,
  ConnectionStatus,
  Connection as Raw,
  SocketAddress,
  SocketType,
} from './types.generated.js';

/** The words for kinds of sockets. */
export const connectionKinds = [
  'all',
  'inet',
  'inet4',
  'inet6',
  'tcp',
  'tcp4',
  'tcp6',
  'udp',
  'udp4',
  'udp6',
  'unix',
] as const;

/** Which sockets to list: by their family, their protocol or both. */
export type ConnectionKind = (typeof connectionKinds)[number];

interface Owned {
  /** The process's descriptor of it; null where that is not known. */
  readonly fd: number | null;
  /** How it carries data. */
  readonly type: SocketType;
  /** The state of a TCP connection; `CONN_NONE` for other sockets. */
  readonly status: ConnectionStatus;
  /** A process that has it open; null where that is not known. */
  readonly pid: number | null;
}

/** An IPv4 or IPv6 socket, and a process that has it open. */
export interface InetConnection extends Owned {
  /** The kind of its addresses. */
  readonly family: 'AF_INET' | 'AF_INET6';
  /** This end. */
  readonly laddr: SocketAddress;
  /** The other end; null where it is not connected. */
  readonly raddr: SocketAddress | null;
}

/** A UNIX socket, and a process that has it open. */
export interface UnixConnection extends Owned {
  /** The kind of its address. */
  readonly family: 'AF_UNIX';
  /** Its path; `@` and a name where that is abstract, empty where it has none. */
  readonly laddr: string;
  /** Linux does not tell the other end. */
  readonly raddr: null;
}

/** A socket, and a process that has it open. */
export type OpenConnection = InetConnection | UnixConnection;

/** A connection as users have it: what a row of the collector says, by its family. */
export function connectionOf({ fd, family, type, laddr, raddr, path, status, pid }: Raw): OpenConnection {
  if (path !== null) return { fd, family: 'AF_UNIX', type, laddr: path, raddr: null, status, pid };
  const inet = family as Exclude<AddressFamily, 'AF_UNIX' | 'AF_LINK'>;
  return { fd, family: inet, type, laddr: laddr as SocketAddress, raddr, status, pid };
}
