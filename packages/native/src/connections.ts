import { type ConnectionKind, connectionKinds } from './arguments.js';
import type { Executor, Mode, Result } from './execution.js';
import { type HostOption, resolveHost } from './host.js';
import type {
  AddressFamily,
  Connection as ConnectionRecord,
  ConnectionStatus,
  SocketAddress,
  SocketType,
} from './types.generated.js';
import { checkEnum, checkFlag } from './validate.js';

export { type ConnectionKind, connectionKinds } from './arguments.js';

interface Socket {
  /** File descriptor of the socket in the process; null if unknown. */
  readonly fd: number | null;
  /** Socket type. */
  readonly type: SocketType;
  /** State of a TCP connection; `CONN_NONE` for other sockets. */
  readonly status: ConnectionStatus;
  /** PID of a process that has the socket open; null if unknown. */
  readonly pid: number | null;
}

/** An IPv4 or IPv6 socket, and a process that has it open. */
export interface InetConnection extends Socket {
  /** Address family. */
  readonly family: 'AF_INET' | 'AF_INET6';
  /** Local address. */
  readonly laddr: SocketAddress;
  /** Remote address; null if the socket is not connected. */
  readonly raddr: SocketAddress | null;
}

/** A UNIX domain socket, and a process that has it open. */
export interface UnixConnection extends Socket {
  /** Address family. */
  readonly family: 'AF_UNIX';
  /** Path of the socket: `@` and a name if it is abstract, empty if it is unnamed. */
  readonly laddr: string;
  /** Always null: the remote address of a UNIX domain socket is unknown. */
  readonly raddr: null;
}

/** A socket, and a process that has it open. */
export type Connection = InetConnection | UnixConnection;

/** Options of `netConnections()`. */
export interface NetConnectionsOptions extends HostOption {
  /** Kind of the sockets; `inet` by default. */
  readonly kind?: ConnectionKind | undefined;
  /** Whether to include the sockets of other network namespaces, such as those of containers; false by default. */
  readonly namespaces?: boolean | undefined;
}

/** Reads the open sockets of the system, as records. */
export function readConnections<M extends Mode>(
  executor: Executor<M>,
  options: NetConnectionsOptions | undefined,
): Result<M, ConnectionRecord[]> {
  const host = resolveHost(options, ['kind', 'namespaces']);
  const kind = checkEnum('kind', options?.kind, connectionKinds, 'inet');
  const namespaces = checkFlag('namespaces', options?.namespaces, false);
  return executor.collect('netConnections', host, kind, namespaces);
}

/** Converts a record to the public type: a UNIX domain socket has its path as `laddr`. */
export function connectionOf({ fd, family, type, laddr, raddr, path, status, pid }: ConnectionRecord): Connection {
  if (path !== null) return { fd, family: 'AF_UNIX', type, laddr: path, raddr: null, status, pid };
  const inet = family as Exclude<AddressFamily, 'AF_UNIX' | 'AF_LINK'>;
  return { fd, family: inet, type, laddr: laddr as SocketAddress, raddr, status, pid };
}
