import type { Server } from 'node:http';
import { isLoopback } from './hosts.js';

/** Returns the host in the arguments of `listen()`: null for a UNIX socket or a handle, undefined for all addresses. */
function listenHost([first, second]: readonly unknown[]): string | null | undefined {
  if (typeof first === 'object' && first !== null) {
    const { host, port, path } = first as Readonly<Record<string, unknown>>;
    if (port === undefined && (path !== undefined || 'fd' in first || '_handle' in first || 'handle' in first)) {
      return null;
    }
    return typeof host === 'string' ? host : undefined;
  }
  if (typeof first === 'string' && !/^\s*\d+\s*$/.test(first)) return null;
  return typeof second === 'string' ? second : undefined;
}

/** Makes the `listen()` of a server accept only loopback addresses and UNIX sockets. */
export function loopbackOnly(server: Server): Server {
  const listen = server.listen.bind(server) as (...args: unknown[]) => Server;
  server.listen = (...args: unknown[]) => {
    const host = listenHost(args);
    if (host === null || (host !== undefined && isLoopback(host))) return listen(...args);
    throw new TypeError(
      `refusing to listen on ${host ?? 'all addresses'} without a token: pass a token or bind to 127.0.0.1`,
    );
  };
  return server;
}
