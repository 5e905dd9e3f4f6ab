import {
  connectionOf,
  type NetConnectionsOptions,
  type OpenConnection,
  readConnections,
} from '@psutil/native/internal/connections';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';

export type {
  ConnectionKind,
  InetConnection,
  NetConnectionsOptions,
  OpenConnection as Connection,
  UnixConnection,
} from '@psutil/native/internal/connections';
export type { SocketAddress } from '@psutil/native/internal/records';

interface NetConnections<M extends Mode> {
  /**
   * Returns the sockets of this network namespace or, with `namespaces`, of every network namespace that a process is
   * in: one element for each file descriptor of each socket. `pid` and `fd` are null for processes that the user may
   * not inspect, and for connections that belong to no process any more.
   *
   * Linux: sock_diag(7), or /proc/net; /proc/PID/fd for the processes. /proc/PID/net for other namespaces and other
   * hosts; there, a UNIX domain socket whose path contains a newline may hide other sockets. Windows:
   * GetExtendedTcpTable() and GetExtendedUdpTable(), which return one owner of each socket, without `fd`, and no UNIX
   * domain sockets.
   *
   * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
   */
  (options?: NetConnectionsOptions): Result<M, OpenConnection[]>;
}

const define = <M extends Mode>(executor: Executor<M>): NetConnections<M> =>
  function netConnections(options) {
    return executor.run(() => executor.map(readConnections(executor, options), (rows) => rows.map(connectionOf)));
  };

export const netConnections: NetConnections<'sync'> = define(syncExecutor);
export const netConnectionsAsync: NetConnections<'async'> = define(asyncExecutor);
