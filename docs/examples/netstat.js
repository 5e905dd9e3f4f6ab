// @ts-check
// Prints the TCP and UDP sockets and the processes that own them, as `netstat -tuanp` does: node docs/examples/netstat.js
import { netConnections, processIter, SOCK_STREAM } from '@psutil/psutil';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const names = new Map([...processIter({ attrs: ['name'] })].map(({ pid, info }) => [pid, info.name]));

/** @param {string | { ip: string, port: number } | null} address */
function formatAddress(address) {
  if (address === null || typeof address === 'string') return '*';
  return `${address.ip}:${address.port}`;
}

const rows = netConnections().map(({ family, type, laddr, raddr, status, pid }) => {
  const protocol = `${type === SOCK_STREAM ? 'tcp' : 'udp'}${family === 'AF_INET6' ? '6' : ''}`;
  const program = pid === null ? '-' : `${pid}/${printable(names.get(pid) ?? '')}`;
  return [protocol, formatAddress(laddr), formatAddress(raddr), status === 'NONE' ? '-' : status, program];
});

const header = ['Proto', 'Local Address', 'Foreign Address', 'State', 'PID/Program name'];
console.log(table([header, ...rows], header));
