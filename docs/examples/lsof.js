// @ts-check
// Prints the open files of one process or of all, as `lsof -nP` does: node docs/examples/lsof.js [PID]
// Lists the current working directory, the executable, mapped files, regular files and network sockets.
import { processIter, SOCK_STREAM } from '@psutil/psutil';
import { attempt, openProcess } from './support/command.js';
import { printable } from './support/printable.js';
import { table } from './support/table.js';

const [, , pid] = process.argv;
const attrs = /** @type {const} */ ([
  'pid',
  'name',
  'username',
  'cwd',
  'exe',
  'memoryMaps',
  'openFiles',
  'connections',
]);
const modeLetters = { r: 'r', w: 'w', a: 'w', 'r+': 'u', 'a+': 'u' };

/** @param {import('@psutil/psutil').Connection['laddr'] | null} address */
function formatAddress(address) {
  if (address === null || typeof address === 'string') return '*';
  const ip = address.ip.includes(':') ? `[${address.ip}]` : address.ip;
  return `${/^(0\.0\.0\.0|\[::\])$/.test(ip) ? '*' : ip}:${address.port || '*'}`;
}

/** @param {import('@psutil/psutil').Connection} connection */
function formatSocket({ family, type, laddr, raddr, status }) {
  const protocol = type === SOCK_STREAM ? 'TCP' : 'UDP';
  const endpoints = [laddr, ...(raddr ? [raddr] : [])].map(formatAddress).join('->');
  const state = status === 'NONE' ? '' : ` (${status})`;
  return [family === 'AF_INET' ? 'IPv4' : 'IPv6', `${protocol} ${endpoints}${state}`];
}

/** @param {Partial<import('@psutil/psutil').AttributesOf<(typeof attrs)[number], null>>} info */
function listOpenFiles({ cwd, exe, memoryMaps, openFiles, connections }) {
  const mapped = (memoryMaps ?? []).filter(({ path }) => path.startsWith('/') && path !== exe);
  return [
    ...(cwd ? [['cwd', 'DIR', cwd]] : []),
    ...(exe ? [['txt', 'REG', exe]] : []),
    ...mapped.map(({ path }) => ['mem', 'REG', path]),
    ...(openFiles ?? []).map(({ fd, mode, path, deleted }) => [
      `${fd}${modeLetters[mode ?? 'r']}`,
      'REG',
      deleted ? `${path} (deleted)` : path,
    ]),
    ...(connections ?? []).map((connection) => [`${connection.fd ?? ''}u`, ...formatSocket(connection)]),
  ];
}

/** @param {string} argument */
function readOne(argument) {
  const target = openProcess(argument, 'lsof.js [PID]');
  target.cwd(); // throws AccessDenied for a process whose other attributes asDict() would silently replace by null
  return target.asDict({ attrs });
}

const infos =
  pid === undefined
    ? Array.from(processIter({ attrs }), ({ info }) => info)
    : [attempt(() => readOne(pid)) ?? process.exit()];

const rows = infos.flatMap((info) => {
  const { name, username } = info;
  return listOpenFiles(info).map((cells) => [name ?? '?', String(info.pid), username ?? '?', ...cells].map(printable));
});

console.log(table([['COMMAND', 'PID', 'USER', 'FD', 'TYPE', 'NAME'], ...rows], ['COMMAND', 'USER', 'TYPE', 'NAME']));
