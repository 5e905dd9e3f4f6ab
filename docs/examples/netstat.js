// @ts-check
// Prints the TCP and UDP sockets, as netstat(8) does: node docs/examples/netstat.js -tuanp
import { parseCommand } from './support/command.js';
import { printable } from './support/printable.js';
import { readSockets, socketOptions } from './support/sockets.js';
import { table } from './support/table.js';

const { values } = parseCommand({
  ...socketOptions,
  program: { type: 'boolean', short: 'p', description: 'print a process that has the socket open' },
});

/** @param {import('./support/sockets.js').Socket} socket */
function cellsOf({ protocol, local, remote, status, queues, users: [user] }) {
  // A connected UDP socket has a state too.
  const state = status !== 'NONE' ? status : remote[1] === '*' ? '' : 'ESTABLISHED';
  const sizes = [queues?.received, queues?.sent].map((size) => String(size ?? '-'));
  const program = user === undefined ? '-' : `${user.pid}/${printable(user.name)}`;
  return [protocol, ...sizes, local.join(':'), remote.join(':'), state, ...(values.program ? [program] : [])];
}

const columns = [
  { title: 'Proto', left: true },
  { title: 'Recv-Q', width: 6 },
  { title: 'Send-Q', width: 6 },
  { title: 'Local Address', width: 23, left: true },
  { title: 'Foreign Address', width: 23, left: true },
  { title: 'State', width: 11, left: true },
  ...(values.program ? [{ title: 'PID/Program name', left: true }] : []),
];
const kinds = values.all ? 'servers and established' : values.listening ? 'only servers' : 'w/o servers';
console.log(`Active Internet connections (${kinds})`);
console.log(table(columns, readSockets(values).map(cellsOf)));
