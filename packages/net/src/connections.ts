import type { HostOption } from '@psutil/native';
import {
  type Answer,
  asyncExecutor,
  type ConnectionKind,
  checkEnum,
  checkFlag,
  connectionKinds,
  connectionOf,
  type Executor,
  type Mode,
  type OpenConnection,
  resolveHost,
  syncExecutor,
} from '@psutil/native/collect';

export type {
  ConnectionKind,
  InetConnection,
  OpenConnection as Connection,
  SocketAddress,
  UnixConnection,
} from '@psutil/native/collect';

/** Options of {@link netConnections}. */
export interface NetConnectionsOptions extends HostOption {
  /** Which sockets; `inet` unless said otherwise. */
  readonly kind?: ConnectionKind | undefined;
  /** Whether to list those of the other network namespaces too, such as those of containers. */
  readonly namespaces?: boolean | undefined;
}

function read<M extends Mode>(
  way: Executor<M>,
  options: NetConnectionsOptions | undefined,
): Answer<M, OpenConnection[]> {
  const host = resolveHost(options);
  const kind = checkEnum('kind', options?.kind, connectionKinds, 'inet');
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
export function netConnections(options?: NetConnectionsOptions): OpenConnection[] {
  return read(syncExecutor, options);
}

/** The sockets of this network namespace: `netConnections` of `@psutil/net`, read on the thread pool. */
export async function netConnectionsAsync(options?: NetConnectionsOptions): Promise<OpenConnection[]> {
  return read(asyncExecutor, options);
}
