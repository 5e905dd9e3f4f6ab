// @ts-check
// The sockets of the network and who has them, as `netstat -tuanp` shows them.
import { netConnections, processIter, SOCK_STREAM } from '@psutil/psutil';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const names = new Map([...processIter({ attrs: ['name'] })].map(({ pid, info }) => [pid, info.name]));

/** @param {string | { ip: string, port: number } | null} address */
function shown(address) {
  if (address === null || typeof address === 'string') return '*';
  return `${address.ip}:${address.port}`;
}

const rows = netConnections().map(({ family, type, laddr, raddr, status, pid }) => {
  const protocol = `${type === SOCK_STREAM ? 'tcp' : 'udp'}${family === 'AF_INET6' ? '6' : ''}`;
  const program = pid === null ? '-' : `${pid}/${printable(names.get(pid) ?? '')}`;
  return [protocol, shown(laddr), shown(raddr), status === 'NONE' ? '-' : status, program];
});

const head = ['Proto', 'Local Address', 'Foreign Address', 'State', 'PID/Program name'];
console.log(table([head, ...rows], head));
