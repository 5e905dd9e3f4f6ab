// @ts-check
// Prints the files, pipes and sockets that processes have open, as `lsof -nP` does: node docs/examples/lsof.js -p PID
// The kernel address and the state of a UNIX domain socket are unknown.
import { statSync } from 'node:fs';
import { netConnections, Process, processIter, SOCK_STREAM } from '@psutil/psutil';
import { attempt, parseCommand, parseLists, parsePid, refuse } from './support/command.js';
import { keyOf, listFiles } from './support/open-files.js';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

/** @typedef {import('./support/open-files.js').OpenFile} OpenFile */

const spec = /^(?<version>[46]?)(?<protocol>tcp|udp)?(?:@(?<host>[^:]+|\[.*\]))?(?::(?<ports>\d+(?:[-,]\d+)*))?$/i;

/**
 * The arguments, with `-i` joined with the value that may follow it, or with `:` for any Internet socket.
 *
 * @type {string[]}
 */
const args = [];
for (const arg of process.argv.slice(2)) {
  if (/^-[anPt]*i:$/.test(args.at(-1) ?? '') && arg !== '' && spec.test(arg))
    args.push(`${args.pop()?.slice(0, -1)}${arg}`);
  else args.push(/^-[anPt]*i$/.test(arg) ? `${arg}:` : arg);
}

const list = /** @type {const} */ ({ type: 'string', multiple: true });
const { values, operands: paths } = parseCommand(
  {
    a: { type: 'boolean', short: 'a', description: 'list what all selections have in common' },
    n: { type: 'boolean', short: 'n', description: 'print IP addresses instead of names, as always' },
    P: { type: 'boolean', short: 'P', description: 'print port numbers instead of names, as always' },
    t: { type: 'boolean', short: 't', description: 'print PIDs only' },
    c: { ...list, short: 'c', value: 'NAME', description: 'list files of processes whose names start so' },
    i: { ...list, short: 'i', value: '[46][PROTOCOL][@HOST][:PORT]', description: 'list Internet sockets' },
    p: { ...list, short: 'p', value: 'PIDS', description: 'list files of these processes' },
    s: { ...list, short: 's', value: 'PROTOCOL:STATE', description: 'list Internet sockets with this state' },
    u: { ...list, short: 'u', value: 'USERS', description: 'list files of processes of these users' },
  },
  '[PATH…]',
  { args },
);
const pids = parseLists(values.p ?? []).map(parsePid);
const users = parseLists(values.u ?? []);
const commands = values.c ?? [];
const specs = (values.i ?? []).map((text) =>
  text === ':' ? {} : (spec.exec(text)?.groups ?? refuse(`invalid address '${text}'`)),
);
const states = (values.s ?? []).map(
  (text) => /^(?:tcp|udp):(\w+)$/i.exec(text)?.[1]?.toUpperCase() ?? refuse(`invalid state '${text}'`),
);
const keys = paths.flatMap((path) => attempt(() => keyOf(statSync(path, { bigint: true }))) ?? []);

/**
 * @param {OpenFile} file
 * @param {Record<string, string | undefined>} groups of an address
 */
function matchesSpec({ connection }, { version = '', protocol, host, ports }) {
  if (connection === undefined || typeof connection.laddr === 'string') return false;
  const { family, type, laddr, raddr } = /** @type {import('@psutil/psutil').InetConnection} */ (connection);
  const ends = [laddr, ...(raddr ? [raddr] : [])];
  const ranges = ports?.split(',').map((range) => range.split('-').map(Number));
  const hasPort = ({ port = 0 }) => ranges?.some(([first = 0, last = first]) => port >= first && port <= last) ?? true;
  const address = host?.replace(/^\[|\]$/g, '').replace(/^localhost$/, '127.0.0.1');
  return (
    (version === '' || family === (version === '6' ? 'AF_INET6' : 'AF_INET')) &&
    (protocol === undefined || (protocol.toLowerCase() === 'tcp') === (type === SOCK_STREAM)) &&
    ends.some((end) => hasPort(end) && (address === undefined || end.ip === address))
  );
}

/** @param {OpenFile} file */
const isListedFile = (file) => {
  const isInternet = specs.some((groups) => matchesSpec(file, groups)) && hasState(file);
  return isInternet || (file.key !== undefined && keys.includes(file.key));
};

/** @param {OpenFile} file */
const hasState = ({ connection }) => states.length === 0 || states.includes(connection?.status ?? '');

const selectsProcesses = [pids, users, commands].some(({ length }) => length > 0);
const selectsFiles = specs.length + paths.length > 0;

/** @param {{ pid: number, name: string | null, username: string | null }} info */
function isListedProcess({ pid, name, username }) {
  const lists = [
    pids.length > 0 ? pids.includes(pid) : undefined,
    users.length > 0 ? users.includes(username ?? '') : undefined,
    commands.length > 0 ? commands.some((command) => name?.startsWith(command)) : undefined,
  ].filter((isMember) => isMember !== undefined);
  return values.a ? lists.every(Boolean) : lists.some(Boolean);
}

const attrs = /** @type {const} */ (['pid', 'name', 'username', 'cwd', 'exe', 'memoryMaps', 'openFiles']);

/** @param {number} pid */
function readProcess(pid) {
  const target = new Process(pid);
  target.cwd(); // throws AccessDenied for a process whose other attributes asDict() would silently replace by null
  return [target.asDict({ attrs })];
}

const isOneProcess = selectsProcesses && !selectsFiles && users.length + commands.length === 0;
const infos = isOneProcess
  ? pids.flatMap((pid) => attempt(() => readProcess(pid)) ?? [])
  : Array.from(processIter({ attrs }), ({ info }) => info).filter(({ pid }) => pid !== process.pid);
/** @type {Map<number | null, import('@psutil/psutil').Connection[]>} */
const connections = new Map();
for (const connection of netConnections({ kind: 'all', namespaces: true })) {
  const ofProcess = connections.get(connection.pid);
  if (ofProcess) ofProcess.push(connection);
  else connections.set(connection.pid, [connection]);
}

const rows = infos.flatMap((info) => {
  const listed = selectsProcesses && isListedProcess(info);
  if (selectsProcesses && (values.a || !selectsFiles) && !listed) return [];
  const files = listFiles(info.pid, info, connections.get(info.pid) ?? []);
  const shown = selectsFiles && !(listed && !values.a) ? files.filter(isListedFile) : files;
  return shown.map((file) => ({ ...file, info }));
});

if (rows.length === 0) process.exitCode = 1;
else if (values.t) console.log([...new Set(rows.map(({ info }) => info.pid))].join('\n'));
else {
  const columns = [
    { title: 'COMMAND', width: 9, left: true },
    'PID',
    'USER',
    { title: 'FD  ', width: 5 },
    'TYPE',
    'DEVICE',
    'SIZE/OFF',
    'NODE',
    { title: 'NAME', left: true },
  ];
  const cells = rows.map(({ info, fd, type, device, size, node, name }) => {
    const command = printable(info.name ?? '?')
      .replaceAll(' ', '\\x20')
      .slice(0, 9); // without spaces, a column for awk(1)
    return [command, String(info.pid), printable(info.username ?? '?'), fd, type, device, size, node, printable(name)];
  });
  console.log(table(columns, cells));
}
