// @ts-check
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { defaultHost, LINUX, SOCK_DGRAM, SOCK_STREAM } from '@psutil/psutil';

/**
 * A file that a process uses, as lsof(8) prints it.
 *
 * @typedef {{
 *   fd: string, type: string, device: string, size: string, node: string, name: string,
 *   key?: string, connection?: import('@psutil/psutil').Connection
 * }} OpenFile `key` identifies the file of a path
 */

/**
 * Calls a function and returns its result, or undefined if it throws: a file has been closed, or access is denied.
 *
 * @template T
 * @param {() => T} read
 */
function optional(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** @param {import('node:fs').BigIntStats} stats */
export const keyOf = ({ dev, ino }) => `${dev} ${ino}`;

/** @param {bigint} number of a device, in the encoding of Linux */
const formatDevice = (number) =>
  `${((number >> 8n) & 0xfffn) | ((number >> 32n) & ~0xfffn)},${(number & 0xffn) | ((number >> 12n) & ~0xffn & 0xffffffffn)}`;

/** @param {import('node:fs').BigIntStats} stats */
function typeOf(stats) {
  if (stats.isFile()) return 'REG';
  if (stats.isDirectory()) return 'DIR';
  if (stats.isCharacterDevice()) return 'CHR';
  if (stats.isBlockDevice()) return 'BLK';
  return stats.isFIFO() ? 'FIFO' : stats.isSocket() ? 'sock' : 'a_inode';
}

/**
 * @param {string} fd
 * @param {string} name
 * @param {import('node:fs').BigIntStats | undefined} stats
 * @param {string} [position]
 * @returns {OpenFile}
 */
function describe(fd, name, stats, position = '0') {
  if (stats === undefined) return { fd, type: 'unknown', device: '-', size: '-', node: '-', name };
  const type = typeOf(stats);
  const device = formatDevice(type === 'CHR' || type === 'BLK' ? stats.rdev : stats.dev);
  const size = type === 'REG' || type === 'DIR' ? String(stats.size) : type === 'a_inode' ? '0' : `0t${position}`;
  const names = { FIFO: name.startsWith('pipe:') ? 'pipe' : name, a_inode: name.replace('anon_inode:', '') };
  return {
    fd,
    type,
    device,
    size,
    node: String(stats.ino),
    name: names[/** @type {'FIFO'} */ (type)] ?? name,
    key: keyOf(stats),
  };
}

/** @param {import('@psutil/psutil').SocketAddress} address */
function formatAddress({ ip, port }) {
  const host = /^(0\.0\.0\.0|::)$/.test(ip) ? '*' : ip.includes(':') ? `[${ip}]` : ip;
  return `${host}:${port || '*'}`;
}

/**
 * @param {string} fd
 * @param {string} inode
 * @param {import('@psutil/psutil').Connection} connection
 * @returns {OpenFile}
 */
function describeSocket(fd, inode, connection) {
  const { family, type, laddr, raddr, status } = connection;
  if (typeof laddr === 'string') {
    const name = `${laddr} type=${type.replace('SOCK_', '')}`.trimStart();
    return { fd, type: 'unix', device: '-', size: '0t0', node: inode, name, connection };
  }
  const endpoints = [laddr, ...(raddr ? [/** @type {typeof laddr} */ (raddr)] : [])].map(formatAddress).join('->');
  const name = `${endpoints}${status === 'NONE' ? '' : ` (${status})`}`;
  const protocol = type === SOCK_STREAM ? 'TCP' : type === SOCK_DGRAM ? 'UDP' : type;
  return {
    fd,
    type: family === 'AF_INET' ? 'IPv4' : 'IPv6',
    device: inode,
    size: '0t0',
    node: protocol,
    name,
    connection,
  };
}

const stat = (/** @type {string} */ path) => optional(() => statSync(path, { bigint: true }));

/**
 * Returns the descriptors of a process on Linux, of which the library lists regular files and sockets only.
 *
 * @param {string} directory of the process, such as /proc/1
 * @param {ReadonlyMap<number | null, import('@psutil/psutil').Connection>} sockets of the process, by descriptor
 */
function readDescriptors(directory, sockets) {
  const fds = (optional(() => readdirSync(`${directory}/fd`)) ?? []).sort((a, b) => Number(a) - Number(b));
  return fds.flatMap((fd) => {
    const name = optional(() => readlinkSync(`${directory}/fd/${fd}`));
    const info = optional(() => readFileSync(`${directory}/fdinfo/${fd}`, 'utf8'));
    if (name === undefined || info === undefined) return [];
    const [, position = '0', flags = '0'] = /^pos:\t(\d+)\nflags:\t(\d+)/.exec(info) ?? [];
    const label = `${fd}${['r', 'w', 'u', ' '][Number.parseInt(flags, 8) & 3]}`;
    const stats = stat(`${directory}/fd/${fd}`);
    const connection = sockets.get(Number(fd));
    return [
      connection
        ? describeSocket(label, String(stats?.ino ?? '-'), connection)
        : describe(label, name, stats, position),
    ];
  });
}

/**
 * Returns the files that a process uses: its directories, executable, mapped files and descriptors.
 *
 * @param {number} pid
 * @param {{
 *   cwd: string | null, exe: string | null, memoryMaps: readonly { path: string }[] | null,
 *   openFiles: readonly { fd: number, path: string }[] | null
 * }} info
 * @param {readonly import('@psutil/psutil').Connection[]} connections of the process
 */
export function listFiles(pid, { cwd, exe, memoryMaps, openFiles }, connections) {
  const directory = `${defaultHost.proc}/${pid}`;
  const root = LINUX ? optional(() => readlinkSync(`${directory}/root`)) : undefined;
  // Paths are relative to the root directory of the process.
  const statOf = (/** @type {string} */ link, /** @type {string} */ path) =>
    LINUX ? (stat(`${directory}/${link}`) ?? stat(`${directory}/root${path}`)) : stat(path);
  const mapped = (memoryMaps ?? []).filter(({ path }) => path.startsWith('/') && path !== exe);
  const descriptors = LINUX
    ? readDescriptors(directory, new Map(connections.map((connection) => [connection.fd, connection])))
    : [
        ...(openFiles ?? []).map(({ fd, path }) => describe(`${fd}u`, path, stat(path))),
        ...connections.map((connection) => describeSocket(`${connection.fd ?? ''}u`, '-', connection)),
      ];
  return [
    ...(cwd ? [describe('cwd ', cwd, statOf('cwd', cwd))] : []),
    ...(root ? [describe('rtd ', root, statOf('root', ''))] : []),
    ...(exe ? [describe('txt ', exe, statOf('exe', exe))] : []),
    ...mapped.map(({ path }) => describe('mem ', path, statOf('-', path))),
    ...descriptors,
  ];
}
