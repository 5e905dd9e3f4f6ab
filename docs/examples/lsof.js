// @ts-check
// What a process has open, or every process, as `lsof -nP` shows it: the working folder, the program, what is mapped,
// regular files and the sockets of the network.
import { processIter, SOCK_STREAM } from '@psutil/psutil';
import { attempt, processOf } from './support/command.js';
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
const letters = { r: 'r', w: 'w', a: 'w', 'r+': 'u', 'a+': 'u' };

/** @param {import('@psutil/psutil').Connection['laddr'] | null} address */
function shown(address) {
  if (address === null || typeof address === 'string') return '*';
  const ip = address.ip.includes(':') ? `[${address.ip}]` : address.ip;
  return `${/^(0\.0\.0\.0|\[::\])$/.test(ip) ? '*' : ip}:${address.port || '*'}`;
}

/** @param {import('@psutil/psutil').Connection} connection */
function socket({ family, type, laddr, raddr, status }) {
  const protocol = type === SOCK_STREAM ? 'TCP' : 'UDP';
  const ends = [laddr, ...(raddr ? [raddr] : [])].map(shown).join('->');
  return [family === 'AF_INET' ? 'IPv4' : 'IPv6', `${protocol} ${ends}${status === 'NONE' ? '' : ` (${status})`}`];
}

/** @param {Partial<import('@psutil/psutil').AttributesOf<(typeof attrs)[number], null>>} info */
function opened({ cwd, exe, memoryMaps, openFiles, connections }) {
  const mapped = (memoryMaps ?? []).filter(({ path }) => path.startsWith('/') && path !== exe);
  return [
    ...(cwd ? [['cwd', 'DIR', cwd]] : []),
    ...(exe ? [['txt', 'REG', exe]] : []),
    ...mapped.map(({ path }) => ['mem', 'REG', path]),
    ...(openFiles ?? []).map(({ fd, mode, path, deleted }) => [
      `${fd}${letters[mode ?? 'r']}`,
      'REG',
      deleted ? `${path} (deleted)` : path,
    ]),
    ...(connections ?? []).map((connection) => [`${connection.fd ?? ''}u`, ...socket(connection)]),
  ];
}

/** @param {string} word */
function infoOf(word) {
  const target = processOf(word, 'lsof.js [PID]');
  target.cwd(); // where this is refused, so is the rest
  return target.asDict({ attrs });
}

const infos =
  pid === undefined
    ? Array.from(processIter({ attrs }), ({ info }) => info)
    : [attempt(() => infoOf(pid)) ?? process.exit()];

const rows = infos.flatMap((info) => {
  const { name, username } = info;
  return opened(info).map((cells) => [name ?? '?', String(info.pid), username ?? '?', ...cells].map(printable));
});

console.log(table([['COMMAND', 'PID', 'USER', 'FD', 'TYPE', 'NAME'], ...rows], ['COMMAND', 'USER', 'TYPE', 'NAME']));
