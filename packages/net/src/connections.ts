import type { HostOption } from '@psutil/native';
import {
  type AddressFamily,
  type Answer,
  type ConnectionStatus,
  checkFlag,
  checkWord,
  here,
  hostOf,
  type Mode,
  pool,
  type Connection as Raw,
  type SocketAddress,
  type SocketType,
  type Way,
} from '@psutil/native/collect';

export type { SocketAddress } from '@psutil/native/collect';

const kinds = ['all', 'inet', 'inet4', 'inet6', 'tcp', 'tcp4', 'tcp6', 'udp', 'udp4', 'udp6', 'unix'] as const;

/** Which sockets to list: by their family, their protocol or both. */
export type ConnectionKind = (typeof kinds)[number];

/** Options of {@link netConnections}. */
export interface NetConnectionsOptions extends HostOption {
  /** Which sockets; `inet` unless said otherwise. */
  readonly kind?: ConnectionKind | undefined;
  /** Whether to list those of the other network namespaces too, such as those of containers. */
  readonly namespaces?: boolean | undefined;
}

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
export type Connection = InetConnection | UnixConnection;

function connectionOf({ fd, family, type, laddr, raddr, path, status, pid }: Raw): Connection {
  if (path !== null) return { fd, family: 'AF_UNIX', type, laddr: path, raddr: null, status, pid };
  const inet = family as Exclude<AddressFamily, 'AF_UNIX' | 'AF_LINK'>;
  return { fd, family: inet, type, laddr: laddr as SocketAddress, raddr, status, pid };
}

function read<M extends Mode>(way: Way<M>, options: NetConnectionsOptions | undefined): Answer<M, Connection[]> {
  const host = hostOf(options);
  const kind = checkWord('kind', options?.kind, kinds, 'inet');
  const namespaces = checkFlag('namespaces', options?.namespaces, false);
  return way.map(way.collect('netConnections', host, kind, namespaces), (rows) => rows.map(connectionOf));
}

/**
 * The sockets of this network namespace or, with `namespaces`, of all that a process is in: one element for each
 * descriptor that a process has of each. Whose processes this user may not look into are missing as `pid` and `fd`,
 * as they are for connections that no process has any more.
 *
 * Linux: sock_diag(7), else /proc/net; /proc/PID/fd for the processes. Of other namespaces and other hosts,
 * /proc/PID/net, where a UNIX path may hide another behind a newline.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function netConnections(options?: NetConnectionsOptions): Connection[] {
  return read(here, options);
}

/** The sockets of this network namespace: `netConnections` of `@psutil/net`, read on the thread pool. */
export async function netConnectionsAsync(options?: NetConnectionsOptions): Promise<Connection[]> {
  return read(pool, options);
}
