import {
  type Connection,
  connectionOf,
  type NetConnectionsOptions,
  readConnections,
} from '@psutil/native/internal/connections';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';

export type {
  Connection,
  ConnectionKind,
  InetConnection,
  NetConnectionsOptions,
  UnixConnection,
} from '@psutil/native/internal/connections';
export type { SocketAddress } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function netConnections(options?: NetConnectionsOptions): Result<M, Connection[]> {
    return executor.run(() => executor.map(readConnections(executor, options), (rows) => rows.map(connectionOf)));
  };

/**
 * Returns the sockets of this network namespace or, with `namespaces`, of every network namespace that a process is
 * in: one element for each file descriptor of each socket. `pid` and `fd` are null for processes that the user may
 * not inspect, and for connections that belong to no process any more.
 *
 * Linux: sock_diag(7), or /proc/net; /proc/PID/fd for the processes. /proc/PID/net for other namespaces and other
 * hosts; there, a UNIX domain socket whose path contains a newline may hide other sockets. macOS: proc_pidfdinfo() of
 * each process; those of other users are left out unless the caller is root. FreeBSD: sysctl net.inet.tcp.pcblist,
 * net.inet.udp.pcblist and net.local, and kern.file for the processes. SunOS: the MIB-II tables of the network stack,
 * which contain the process that created each socket, without `fd`, and no UNIX domain sockets. Windows:
 * GetExtendedTcpTable() and GetExtendedUdpTable(), which return one owner of each socket, without `fd`, and no UNIX
 * domain sockets.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
 *
 * @example
 * import { netConnections } from '@psutil/net';
 * import * as promises from '@psutil/net/promises';
 *
 * const listening = netConnections({ kind: 'tcp' }).filter(({ status }) => status === 'LISTEN');
 * for (const { laddr, pid } of listening) console.log(laddr, pid); // { ip: '127.0.0.1', port: 3000 } 4711
 * console.log((await promises.netConnections({ kind: 'udp' })).length);
 */
export const netConnections: (options?: NetConnectionsOptions) => Connection[] = define(syncExecutor);

export const netConnectionsAsync: (options?: NetConnectionsOptions) => Promise<Connection[]> = define(asyncExecutor);
