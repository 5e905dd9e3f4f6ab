// @ts-check
// Prints the network interfaces that are up, with their addresses and counters, as ifconfig(8) does:
// node docs/examples/ifconfig.js [-a] [INTERFACE]
import { AF_INET, AF_INET6, netIfAddrs, netIfStats, netIoCounters } from '@psutil/psutil';
import { parseCommand, refuse } from './support/command.js';
import { printable } from './support/printable.js';

const { values, operands } = parseCommand(
  { all: { type: 'boolean', short: 'a', description: 'print the interfaces that are down too' } },
  '[INTERFACE]',
);
if (operands.length > 1) refuse(`unexpected argument '${operands[1]}'`);

/** Flags of netdevice(7) in the order of their bits. */
const flagNames = [
  'up',
  'broadcast',
  'debug',
  'loopback',
  'pointopoint',
  'notrailers',
  'running',
  'noarp',
  'promisc',
].concat(['allmulti', 'master', 'slave', 'multicast', 'portsel', 'automedia', 'dynamic']);

/** @param {readonly string[]} flags */
function formatFlags(flags) {
  const bits = flagNames.flatMap((name, index) => (flags.includes(name) ? [1 << index] : []));
  const names = flagNames.filter((name) => flags.includes(name)).map((name) => name.toUpperCase());
  return `flags=${bits.reduce((sum, bit) => sum + bit, 0)}<${names.join(',')}>`;
}

/** @param {string} netmask of IPv6 */
function prefixLength(netmask) {
  const groups = netmask.split(':').map((group) => Number.parseInt(group || '0', 16).toString(2));
  return groups.join('').replaceAll('0', '').length;
}

/** @param {string} address of IPv6 */
function formatScope(address) {
  if (address === '::1') return '0x10<host>';
  if (/^fe[89ab]/i.test(address)) return '0x20<link>';
  return /^fe[c-f]/i.test(address) ? '0x40<site>' : '0x0<global>';
}

/** @param {import('@psutil/psutil').NicAddress} nicAddress */
function formatAddress({ family, address, netmask, broadcast, ptp }) {
  if (family === AF_INET) {
    const details = [
      netmask && `netmask ${netmask}`,
      broadcast && `broadcast ${broadcast}`,
      ptp && `destination ${ptp}`,
    ];
    return [`inet ${address}`, ...details.filter((detail) => detail !== null)].join('  ');
  }
  if (family === AF_INET6) {
    const prefix = netmask === null ? '' : `  prefixlen ${prefixLength(netmask)}`;
    return `inet6 ${address.replace(/%.*/, '')}${prefix}  scopeid ${formatScope(address)}`;
  }
  return address === '00:00:00:00:00:00' ? 'loop  (Local Loopback)' : `ether ${address}  (Ethernet)`;
}

/** @param {number} bytes */
function formatBytes(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = Math.max(
    0,
    units.findLastIndex((_, index) => bytes >= 1024 ** index),
  );
  return `bytes ${bytes} (${(Math.floor((bytes * 10) / 1024 ** power) / 10).toFixed(1)} ${units[power]})`;
}

const addresses = netIfAddrs();
const counters = netIoCounters({ pernic: true });

/**
 * @param {string} name
 * @param {import('@psutil/psutil').NicStats} stats
 */
function print(name, { flags = [], mtu }) {
  const io = counters[name];
  const lines = [
    `${printable(name)}: ${formatFlags(flags)}  mtu ${mtu}`,
    ...(addresses[name] ?? []).map(formatAddress),
    ...(io
      ? [
          `RX packets ${io.packetsRecv}  ${formatBytes(io.bytesRecv)}`,
          `RX errors ${io.errin}  dropped ${io.dropin}`,
          `TX packets ${io.packetsSent}  ${formatBytes(io.bytesSent)}`,
          `TX errors ${io.errout}  dropped ${io.dropout}`,
        ]
      : []),
  ];
  console.log(`${lines.join('\n        ')}\n`);
}

const [requested] = operands;
const selected = Object.entries(netIfStats()).filter(([name, { flags = ['up'] }]) =>
  requested === undefined ? values.all || flags.includes('up') : name === requested,
);
for (const [name, stats] of selected.toSorted(([a], [b]) => (a < b ? -1 : 1))) print(name, stats);
if (requested !== undefined && selected.length === 0) {
  console.error(`${printable(requested)}: error fetching interface information: Device not found`);
  process.exitCode = 1;
}
