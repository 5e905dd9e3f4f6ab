import type { Server } from 'node:http';
import { isLoopback } from './hosts.js';

/** The host that arguments of `listen` bind to: null where it is no host, and undefined where it is all addresses. */
function resolveHost([first, second]: readonly unknown[]): string | null | undefined {
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

/** Has a server's `listen` take loopback addresses, and sockets in the file system, alone. */
export function keepInside(server: Server): Server {
  const listen = server.listen.bind(server) as (...args: unknown[]) => Server;
  server.listen = (...args: unknown[]) => {
    const host = resolveHost(args);
    if (host === null || (host !== undefined && isLoopback(host))) return listen(...args);
    throw new TypeError(`to listen on ${host ?? 'all addresses'} needs a token; without one, 127.0.0.1 is possible`);
  };
  return server;
}
