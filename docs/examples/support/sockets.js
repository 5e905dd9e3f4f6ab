// @ts-check
import { netConnections, processIter, SOCK_STREAM } from '@psutil/psutil';
import { readAllQueues } from './queues.js';

/**
 * A TCP or UDP socket and the processes that have it open. Sockets with the same addresses are one.
 *
 * @typedef {{
 *   protocol: string, isIPv6: boolean, local: string[], remote: string[], status: string,
 *   queues: import('./queues.js').Queues | undefined, users: { pid: number, fd: number | null, name: string }[]
 * }} Socket
 */

/** The options that select sockets, as netstat(8) and ss(8) have them. */
export const socketOptions = /** @type {const} */ ({
  all: { type: 'boolean', short: 'a', description: 'print all sockets, listening or not' },
  listening: { type: 'boolean', short: 'l', description: 'print listening sockets only' },
  numeric: { type: 'boolean', short: 'n', description: 'print numbers instead of names, as always' },
  tcp: { type: 'boolean', short: 't', description: 'print TCP sockets' },
  udp: { type: 'boolean', short: 'u', description: 'print UDP sockets' },
  ipv4: { type: 'boolean', short: '4', description: 'print IPv4 sockets only' },
  ipv6: { type: 'boolean', short: '6', description: 'print IPv6 sockets only' },
});

/**
 * Returns the sockets that options select: by default those of TCP and UDP that do not listen.
 *
 * @param {{ [Name in keyof typeof socketOptions]?: boolean }} options
 */
export function readSockets({ all, listening, tcp, udp, ipv4, ipv6 }) {
  const names = new Map(Array.from(processIter({ attrs: ['name'] }), ({ pid, info }) => [pid, info.name]));
  const queues = readAllQueues();
  /** @type {Map<string, Socket>} */
  const sockets = new Map();
  for (const { family, type, laddr, raddr, status, pid, fd } of netConnections()) {
    if (typeof laddr === 'string') continue;
    const isIPv6 = family === 'AF_INET6';
    const protocol = `${type === SOCK_STREAM ? 'tcp' : 'udp'}${isIPv6 ? '6' : ''}`;
    const { ip, port } = raddr ?? { ip: isIPv6 ? '::' : '0.0.0.0', port: 0 };
    const key = `${protocol} ${laddr.ip}:${laddr.port} ${ip}:${port}`;
    const users = sockets.get(key)?.users ?? [];
    if (pid !== null) users.push({ pid, fd, name: names.get(pid) ?? '?' });
    const [local, remote] = [
      [laddr.ip, String(laddr.port)],
      [ip, raddr === null ? '*' : String(port)],
    ];
    sockets.set(key, { protocol, isIPv6, local, remote, status, queues: queues.get(key), users });
  }
  return [...sockets.values()].filter((socket) => {
    const isTcp = socket.protocol.startsWith('tcp');
    const listens = socket.status === 'LISTEN' || (!isTcp && socket.remote[1] === '*');
    if (tcp !== udp && !(isTcp ? tcp : udp)) return false;
    if (ipv4 !== ipv6 && !(socket.isIPv6 ? ipv6 : ipv4)) return false;
    return all || listens === (listening ?? false);
  });
}
