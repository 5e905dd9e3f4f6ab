// @ts-check
// Prints the TCP and UDP sockets, as ss(8) does: node docs/examples/ss.js -tulnp
// The limit of the queue of a listening socket is unknown: `-`. The wildcard address of IPv6 is `*`.
import { parseCommand } from './support/command.js';
import { printable } from './support/printable.js';
import { readSockets, socketOptions } from './support/sockets.js';
import { table } from './support/table.js';

const { values } = parseCommand({
  ...socketOptions,
  processes: { type: 'boolean', short: 'p', description: 'print the processes that have the socket open' },
  'no-header': { type: 'boolean', short: 'H', description: 'print no titles' },
});

/** @type {Readonly<Record<string, string>>} */
const states = { ESTABLISHED: 'ESTAB', FIN_WAIT1: 'FIN-WAIT-1', FIN_WAIT2: 'FIN-WAIT-2', CLOSE: 'UNCONN' };

/** @param {import('./support/sockets.js').Socket} socket */
function cellsOf({ protocol, isIPv6, local, remote, status, queues, users }) {
  const formatAddress = (/** @type {string[]} */ [ip = '', port = '']) =>
    `${!isIPv6 ? ip : ip === '::' ? '*' : `[${ip}]`}:${port}`;
  const unconnected = remote[1] === '*' ? 'UNCONN' : 'ESTAB';
  const state = status === 'NONE' ? unconnected : (states[status] ?? status.replace('_', '-'));
  const processes = users.map(({ pid, fd, name }) => `("${printable(name)}",pid=${pid},fd=${fd ?? '?'})`);
  return [
    ...(hasNetid ? [protocol.slice(0, 3)] : []),
    state,
    String(queues?.received ?? '-'),
    String((status === 'LISTEN' ? undefined : queues?.sent) ?? '-'),
    formatAddress(local),
    formatAddress(remote),
    values.processes && processes.length > 0 ? `users:(${processes.join(',')})` : '',
  ];
}

const hasNetid = values.tcp === values.udp; // of both protocols
const columns = [
  ...(hasNetid ? [{ title: 'Netid', left: true }] : []),
  { title: 'State', left: true },
  { title: 'Recv-Q', left: true },
  { title: 'Send-Q', left: true },
  'Local Address:Port',
  'Peer Address:Port',
  { title: 'Process', left: true },
];
const lines = table(columns, readSockets(values).map(cellsOf)).split('\n');
for (const line of values['no-header'] ? lines.slice(1) : lines) console.log(line);
